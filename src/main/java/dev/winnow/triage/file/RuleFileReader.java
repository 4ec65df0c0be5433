package dev.winnow.triage.file;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.EndDate;
import dev.winnow.text.YamlTree;
import dev.winnow.text.YamlTree.Wrong;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads rules from YAML. */
final class RuleFileReader {
    static final String RULES = "silence-rules";

    /** In bytes and in characters; some thousand rules. */
    private static final int LARGEST = 1 << 20;

    private static final int MOST_RULES = 1_000;
    private static final List<String> PARTS =
            List.of("project", "guard", "rule", "path", "package", "versions", "vulnerability", "text");

    private RuleFileReader() {}

    /**
     * A rule of the file.
     *
     * @param rule as it is said; not checked yet
     * @param place for messages: {@code line 3, column 5}
     */
    record Entry(NewRule rule, String place) {}

    /** @throws InvalidRequest where it is no such file, with what is wrong, line and column */
    static List<Entry> read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new InvalidRequest("The file is larger than 1 MB.");
        }
        try {
            Node root = YamlTree.read(YamlTree.text(bytes), LARGEST);
            if (root == null) {
                throw new InvalidRequest("The file is empty: write " + RULES + ": [] where there shall be no rule.");
            }
            return entries(root);
        } catch (Wrong e) {
            throw new InvalidRequest(e.said());
        }
    }

    private static List<Entry> entries(Node root) throws Wrong {
        Map<String, Node> file = YamlTree.parts(root, List.of(RULES), "the file");
        Node list = file.get(RULES);
        if (!(list instanceof SequenceNode sequence)) {
            throw YamlTree.wrong(list == null ? root : list, "say the rules as a list under " + RULES + ".");
        }
        if (sequence.getValue().size() > MOST_RULES) {
            throw new InvalidRequest("The file has more than " + MOST_RULES + " rules.");
        }
        var entries = new ArrayList<Entry>();
        for (Node rule : sequence.getValue()) {
            entries.add(entry(rule));
        }
        return entries;
    }

    private static Entry entry(Node node) throws Wrong {
        Map<String, Node> rule = YamlTree.parts(node, List.of("name", "match", "reason", "until"), "a rule");
        Node match = rule.get("match");
        if (match == null) {
            throw YamlTree.wrong(node, "the rule has no match.");
        }
        return new Entry(
                new NewRule(required(rule, "name", node), match(match), required(rule, "reason", node), until(rule)),
                String.valueOf(YamlTree.place(node)));
    }

    private static String required(Map<String, Node> rule, String name, Node at) throws Wrong {
        String text = YamlTree.text(rule.get(name));
        if (text == null) {
            throw YamlTree.wrong(at, "the rule has no " + name + ".");
        }
        return text;
    }

    private static Match match(Node node) throws Wrong {
        Map<String, Node> given = YamlTree.parts(node, PARTS, "match");
        return Match.of(
                text(given, "project"),
                text(given, "guard"),
                text(given, "rule"),
                text(given, "path"),
                text(given, "package"),
                text(given, "versions"),
                text(given, "vulnerability"),
                text(given, "text"));
    }

    private static @Nullable String text(Map<String, Node> given, String part) throws Wrong {
        return YamlTree.text(given.get(part));
    }

    private static Optional<Instant> until(Map<String, Node> rule) throws Wrong {
        Node node = rule.get("until");
        String text = YamlTree.text(node);
        if (node == null || text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EndDate.read(text));
        } catch (DateTimeException e) {
            throw YamlTree.wrong(node, "until: a date such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.");
        }
    }
}

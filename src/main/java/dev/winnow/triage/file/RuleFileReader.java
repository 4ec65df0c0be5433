package dev.winnow.triage.file;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.triage.EndDate;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads rules from YAML. No object is ever made of what a file says: the tree of its nodes is walked, so that a version
 * {@code 1.10} stays text and every mistake has its line and column.
 */
final class RuleFileReader {
    static final String RULES = "silence-rules";

    /** In bytes and in characters; some thousand rules. */
    private static final int LARGEST = 1 << 20;

    private static final int MOST_RULES = 1_000;
    private static final int DEEPEST = 10;
    private static final int MOST_ALIASES = 20;
    private static final List<String> PARTS =
            List.of("project", "guard", "rule", "path", "package", "versions", "vulnerability", "text");
    private static final Set<Tag> TEXTS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

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
        String text = text(bytes);
        try {
            Node root = yaml().compose(new StringReader(text));
            if (root == null) {
                throw new InvalidRequest("The file is empty: write " + RULES + ": [] where there shall be no rule.");
            }
            return entries(root);
        } catch (MarkedYAMLException e) {
            throw wrong(e.getProblemMark(), String.valueOf(e.getProblem()));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(e.getPosition(), text.length()));
            throw new InvalidRequest(
                    "line " + (before.chars().filter(c -> c == '\n').count() + 1) + ", column "
                            + (before.length() - before.lastIndexOf('\n')) + ": a character that YAML does not allow.");
        } catch (YAMLException e) {
            throw new InvalidRequest("The file is no YAML that is read here: " + e.getMessage());
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidRequest("The file is not written in UTF-8.");
        }
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        var writing = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(writing), writing, options);
    }

    private static List<Entry> entries(Node root) {
        Map<String, Node> file = parts(root, List.of(RULES), "the file");
        Node list = file.get(RULES);
        if (!(list instanceof SequenceNode sequence)) {
            throw wrong((list == null ? root : list).getStartMark(), "say the rules as a list under " + RULES + ".");
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

    private static Entry entry(Node node) {
        Map<String, Node> rule = parts(node, List.of("name", "match", "reason", "until"), "a rule");
        Node match = rule.get("match");
        if (match == null) {
            throw wrong(node.getStartMark(), "the rule has no match.");
        }
        return new Entry(
                new NewRule(required(rule, "name", node), match(match), required(rule, "reason", node), until(rule)),
                place(node.getStartMark()));
    }

    private static String required(Map<String, Node> rule, String name, Node at) {
        String text = text(rule.get(name));
        if (text == null) {
            throw wrong(at.getStartMark(), "the rule has no " + name + ".");
        }
        return text;
    }

    private static Match match(Node node) {
        Map<String, Node> given = parts(node, PARTS, "match");
        return Match.of(
                text(given.get("project")),
                text(given.get("guard")),
                text(given.get("rule")),
                text(given.get("path")),
                text(given.get("package")),
                text(given.get("versions")),
                text(given.get("vulnerability")),
                text(given.get("text")));
    }

    private static Optional<Instant> until(Map<String, Node> rule) {
        Node node = rule.get("until");
        String text = text(node);
        if (node == null || text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EndDate.read(text));
        } catch (DateTimeException e) {
            throw wrong(
                    node.getStartMark(), "until: a date such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.");
        }
    }

    private static Map<String, Node> parts(Node node, List<String> known, String what) {
        if (!(node instanceof MappingNode map) || !node.getTag().equals(Tag.MAP)) {
            throw wrong(node.getStartMark(), what + " is said by names and values: " + String.join(", ", known) + ".");
        }
        var parts = new LinkedHashMap<String, Node>();
        for (NodeTuple tuple : map.getValue()) {
            Node key = tuple.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(name)) {
                throw wrong(
                        key.getStartMark(), "no known part of " + what + "; known: " + String.join(", ", known) + ".");
            }
            if (parts.put(name, tuple.getValueNode()) != null) {
                throw wrong(key.getStartMark(), name + " is said twice.");
            }
        }
        return parts;
    }

    /** Numbers, dates and words for yes and no are texts here, as they are written. */
    private static @Nullable String text(@Nullable Node node) {
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || !TEXTS.contains(node.getTag())) {
            throw wrong(node.getStartMark(), "a text is wanted here.");
        }
        return scalar.getValue();
    }

    private static InvalidRequest wrong(@Nullable Mark mark, String what) {
        return new InvalidRequest(mark == null ? what : place(mark) + ": " + what);
    }

    private static String place(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}

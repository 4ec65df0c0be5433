package dev.winnow.policy.language;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.winnow.project.Outcome;
import dev.winnow.text.YamlTree;
import dev.winnow.text.YamlTree.Wrong;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the cases that are written beside a policy's rules. */
final class CaseReader {
    private static final int MOST = 500;
    private static final int MOST_WORDS = 100;
    private static final int LONGEST_NAME = 200;

    private final List<PolicyProblem> problems;
    private final Set<String> rules;

    /** @param rules names of the policy's rules */
    CaseReader(List<PolicyProblem> problems, Set<String> rules) {
        this.problems = problems;
        this.rules = rules;
    }

    List<PolicyCase> read(@Nullable Node list) throws Wrong {
        var cases = new ArrayList<PolicyCase>();
        for (Node node : YamlTree.list(list, MOST)) {
            try {
                cases.add(one(node));
            } catch (Wrong e) {
                problems.add(PolicyReader.problem(e, ""));
            }
        }
        return cases;
    }

    private PolicyCase one(Node node) throws Wrong {
        Map<String, Node> parts =
                YamlTree.parts(node, List.of("name", "finding", "build", "project", "on", "expect", "rule"), "a test");
        String name = PolicyReader.line(PolicyReader.required(parts, "name", node), parts.get("name"), LONGEST_NAME);
        if (!parts.containsKey("finding")) {
            throw YamlTree.wrong(node, "say a finding.");
        }
        Optional<String> rule = Optional.ofNullable(YamlTree.text(parts.get("rule")));
        if (rule.isPresent() && !rules.contains(rule.get())) {
            throw YamlTree.wrong(parts.getOrDefault("rule", node), "the policy has no rule " + rule.get() + ".");
        }
        var place = YamlTree.place(node);
        return new PolicyCase(
                name,
                place == null ? 0 : place.line(),
                new Asked(
                        values(parts.get("finding"), Conditions.OF_FINDING, "a finding"),
                        values(parts.get("build"), Conditions.OF_BUILD, "a build"),
                        values(parts.get("project"), Conditions.OF_PROJECT, "a project")),
                outcome(parts, node),
                rule,
                on(parts.get("on")));
    }

    /** A day as a whole stands for its last moment: what ends with the day still counts. */
    private static Optional<Instant> on(@Nullable Node node) throws Wrong {
        Optional<Instant> time = PolicyReader.until(node);
        String text = YamlTree.text(node);
        boolean day = text != null && !text.contains("T");
        return day ? time.map(end -> end.minusNanos(1)) : time;
    }

    private static Outcome outcome(Map<String, Node> parts, Node node) throws Wrong {
        String word = PolicyReader.required(parts, "expect", node);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw YamlTree.wrong(parts.getOrDefault("expect", node), "expect is pass, warn or fail.");
    }

    private static Map<String, Object> values(@Nullable Node node, Map<String, CelType> known, String what)
            throws Wrong {
        var values = new LinkedHashMap<String, Object>();
        if (node == null) {
            return values;
        }
        for (var part : YamlTree.parts(node, List.copyOf(known.keySet()), what).entrySet()) {
            Object value = value(part.getValue(), known.getOrDefault(part.getKey(), SimpleType.STRING));
            List<String> words =
                    Attribute.of(part.getKey()).map(Attribute::words).orElse(List.of());
            if (value instanceof String word && !words.isEmpty() && !words.contains(word)) {
                throw YamlTree.wrong(part.getValue(), part.getKey() + " is one of " + String.join(", ", words) + ".");
            }
            values.put(part.getKey(), value);
        }
        return values;
    }

    private static Object value(Node node, CelType type) throws Wrong {
        if (!(type instanceof SimpleType)) {
            var words = new ArrayList<String>();
            for (Node word : YamlTree.list(node, MOST_WORDS)) {
                words.add(said(word));
            }
            return words;
        }
        String said = said(node);
        try {
            if (type.equals(SimpleType.DOUBLE)) {
                return Double.parseDouble(said);
            }
            if (type.equals(SimpleType.INT)) {
                return Long.parseLong(said);
            }
        } catch (NumberFormatException e) {
            throw YamlTree.wrong(node, "a number is wanted here.");
        }
        if (type.equals(SimpleType.BOOL)) {
            if (!said.equals("true") && !said.equals("false")) {
                throw YamlTree.wrong(node, "true or false is wanted here.");
            }
            return Boolean.valueOf(said);
        }
        return said;
    }

    private static String said(Node node) throws Wrong {
        String text = YamlTree.text(node);
        if (text == null) {
            throw YamlTree.wrong(node, "a value is wanted here.");
        }
        return text;
    }
}

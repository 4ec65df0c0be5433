package dev.winnow.policy.language;

import dev.winnow.importers.Severity;
import dev.winnow.text.EndDate;
import dev.winnow.text.Glob;
import dev.winnow.text.Plain;
import dev.winnow.text.YamlTree;
import dev.winnow.text.YamlTree.Place;
import dev.winnow.text.YamlTree.Wrong;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads policies from YAML, and finds all that is wrong in one go. Not for sharing between threads. */
public final class PolicyReader {
    /** In characters; the longest text that is kept with verdicts. */
    public static final int LARGEST = 65_000;

    private static final int MOST_RULES = 200;
    private static final int MOST_NAMES = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final double LARGEST_LIMIT = 100_000;

    private static final List<String> POLICY =
            List.of("projects", "teams", "rules", "weights", "expected-guards", "alert-limits", "tests");
    private static final List<String> RULE = List.of("name", "when", "effect", "message", "until");

    private final String text;
    private final List<PolicyProblem> problems = new ArrayList<>();

    /** The name of the rule that is being read. */
    private String rule = "";

    private PolicyReader(String text) {
        this.text = text;
    }

    /** @throws InvalidPolicy with everything that is wrong */
    public static Policy read(byte[] bytes) throws InvalidPolicy {
        try {
            return read(YamlTree.text(bytes));
        } catch (Wrong e) {
            throw new InvalidPolicy(List.of(new PolicyProblem(0, 0, "", String.valueOf(e.getMessage()))));
        }
    }

    /** @throws InvalidPolicy with everything that is wrong */
    public static Policy read(String text) throws InvalidPolicy {
        if (text.length() > LARGEST) {
            throw new InvalidPolicy(
                    List.of(new PolicyProblem(0, 0, "", "The policy is longer than " + LARGEST + " characters.")));
        }
        var reader = new PolicyReader(Plain.lines(text));
        Optional<Policy> policy = reader.policy();
        if (policy.isEmpty() || !reader.problems.isEmpty()) {
            throw new InvalidPolicy(reader.problems.stream()
                    .sorted(Comparator.comparingInt(PolicyProblem::line).thenComparingInt(PolicyProblem::column))
                    .toList());
        }
        return policy.get();
    }

    /** A text that was a policy when it was kept. */
    public static Policy readKnown(String text) {
        try {
            return read(text);
        } catch (InvalidPolicy e) {
            throw new IllegalStateException("a policy that is kept cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<Policy> policy() {
        try {
            Node root = YamlTree.read(text, LARGEST);
            if (root == null) {
                throw new Wrong(null, "The policy is empty: write rules: [] where no finding shall matter.");
            }
            Map<String, Node> parts = YamlTree.parts(root, POLICY, "a policy");
            if (!parts.containsKey("rules")) {
                throw YamlTree.wrong(root, "the policy has no rules.");
            }
            var scope = new Policy.Scope(names(parts.get("projects"), true), names(parts.get("teams"), true));
            List<PolicyRule> rules = rules(parts.get("rules"));
            Set<String> names = new HashSet<>();
            rules.forEach(known -> names.add(known.name()));
            return Optional.of(new Policy(
                    text,
                    scope,
                    rules,
                    weights(parts.get("weights")),
                    names(parts.get("expected-guards"), false),
                    limits(parts.get("alert-limits")),
                    new CaseReader(problems, names).read(parts.get("tests"))));
        } catch (Wrong e) {
            note(e);
            return Optional.empty();
        }
    }

    private List<PolicyRule> rules(@Nullable Node list) throws Wrong {
        var rules = new ArrayList<PolicyRule>();
        var names = new HashSet<String>();
        for (Node node : YamlTree.list(list, MOST_RULES)) {
            rule = "";
            try {
                rule(node, names).ifPresent(rules::add);
            } catch (Wrong e) {
                note(e);
            }
        }
        rule = "";
        return rules;
    }

    private Optional<PolicyRule> rule(Node node, Set<String> names) throws Wrong {
        rule = YamlTree.named(node, "name")
                .map(String::strip)
                .filter(name -> name.length() <= LONGEST_NAME && Plain.isLine(name))
                .orElse("");
        Map<String, Node> parts = YamlTree.parts(node, RULE, "a rule");
        rule = line(required(parts, "name", node), parts.get("name"), LONGEST_NAME);
        if (!names.add(rule)) {
            throw YamlTree.wrong(node, "another rule has this name already.");
        }
        Optional<Condition> when = condition(parts.get("when"), required(parts, "when", node));
        Effect effect = effect(parts.get("effect"), required(parts, "effect", node));
        String message = YamlTree.text(parts.get("message"));
        if (message != null && (message.length() > LONGEST_MESSAGE || !Plain.isText(message))) {
            throw YamlTree.wrong(
                    parts.getOrDefault("message", node),
                    "a message is plain text of at most " + LONGEST_MESSAGE + " characters.");
        }
        Optional<Instant> until = until(parts.get("until"));
        return when.map(
                condition -> new PolicyRule(rule, condition, effect, message == null ? "" : message.strip(), until));
    }

    private Optional<Condition> condition(@Nullable Node node, String when) {
        try {
            return Optional.of(Conditions.of(when));
        } catch (Conditions.Unusable e) {
            var places = new ConditionPlaces(text, node);
            for (Conditions.Trouble trouble : e.troubles()) {
                Place place = places.of(trouble.line(), trouble.column());
                problems.add(new PolicyProblem(place.line(), place.column(), rule, trouble.what()));
            }
            return Optional.empty();
        }
    }

    private static Effect effect(@Nullable Node node, String word) throws Wrong {
        for (Effect effect : Effect.values()) {
            if (effect.word().equals(word)) {
                return effect;
            }
        }
        throw wrong(node, "an effect is fail, warn or ignore.");
    }

    static Optional<Instant> until(@Nullable Node node) throws Wrong {
        String text = YamlTree.text(node);
        if (node == null || text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EndDate.read(text));
        } catch (DateTimeException e) {
            throw YamlTree.wrong(node, "a date such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.");
        }
    }

    private static Weights weights(@Nullable Node node) throws Wrong {
        Weights weights = Weights.DEFAULT;
        if (node == null) {
            return weights;
        }
        List<String> words = Stream.of(Severity.values())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
        for (var part : YamlTree.parts(node, words, "weights").entrySet()) {
            double points = number(part.getValue(), Weights.LARGEST);
            if (points != Math.rint(points)) {
                throw YamlTree.wrong(part.getValue(), "a weight is a whole number.");
            }
            weights = weights.with(Severity.valueOf(part.getKey().toUpperCase(Locale.ROOT)), (int) points);
        }
        return weights;
    }

    /** Alerts a person and day, one number for all teams or one for each named; {@code default} is every other team. */
    private static Map<String, Double> limits(@Nullable Node node) throws Wrong {
        var limits = new LinkedHashMap<String, Double>();
        for (Node entry : YamlTree.list(node, MOST_NAMES)) {
            Map<String, Node> parts = YamlTree.parts(entry, List.of("team", "per-person-per-day"), "an alert limit");
            String team = YamlTree.text(parts.get("team"));
            Node limit = parts.get("per-person-per-day");
            if (limit == null) {
                throw YamlTree.wrong(entry, "say per-person-per-day.");
            }
            if (limits.put(
                            team == null ? "" : line(team, parts.get("team"), LONGEST_NAME),
                            number(limit, LARGEST_LIMIT))
                    != null) {
                throw YamlTree.wrong(entry, "this team has a limit already.");
            }
        }
        return limits;
    }

    private static double number(Node node, double largest) throws Wrong {
        String text = YamlTree.text(node);
        try {
            double number = text == null ? Double.NaN : Double.parseDouble(text);
            if (number >= 0 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw YamlTree.wrong(node, "a number from 0 to " + Math.round(largest) + ".");
    }

    private static List<String> names(@Nullable Node node, boolean patterns) throws Wrong {
        var names = new LinkedHashSet<String>();
        for (Node name : YamlTree.list(node, MOST_NAMES)) {
            String text = YamlTree.text(name);
            String said = line(text == null ? "" : text, name, LONGEST_NAME);
            if (patterns ? Glob.stars(said) > Glob.MOST_STARS : said.contains("*")) {
                throw YamlTree.wrong(
                        name, patterns ? "too many asterisks." : "a guard is named as it is, without asterisks.");
            }
            names.add(said);
        }
        return List.copyOf(names);
    }

    static String required(Map<String, Node> parts, String name, Node at) throws Wrong {
        String said = YamlTree.text(parts.get(name));
        if (said == null || said.isBlank()) {
            throw YamlTree.wrong(at, name + " is missing.");
        }
        return said;
    }

    static String line(String said, @Nullable Node node, int longest) throws Wrong {
        String stripped = said.strip();
        if (stripped.isEmpty() || stripped.length() > longest || !Plain.isLine(stripped)) {
            throw wrong(node, "a name has 1 to " + longest + " characters on one line.");
        }
        return stripped;
    }

    private static Wrong wrong(@Nullable Node node, String what) {
        return new Wrong(node == null ? null : YamlTree.place(node), what);
    }

    private void note(Wrong wrong) {
        problems.add(problem(wrong, rule));
    }

    static PolicyProblem problem(Wrong wrong, String rule) {
        Place place = wrong.place();
        return new PolicyProblem(
                place == null ? 0 : place.line(),
                place == null ? 0 : place.column(),
                rule,
                String.valueOf(wrong.getMessage()));
    }
}

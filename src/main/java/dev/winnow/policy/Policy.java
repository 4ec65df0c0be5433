package dev.winnow.policy;

import dev.winnow.importers.Severity;
import dev.winnow.project.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ordered rules: for each finding the first that matches decides, and the build's verdict is the worst.
 *
 * @param text the policy as it is shown and kept with each verdict
 */
public record Policy(String text, List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param severities which findings it matches
     */
    public record Rule(String name, Set<Severity> severities, Effect effect) {}

    /** What a rule does with the findings it matches. */
    public enum Effect {
        FAIL(Outcome.FAIL),
        WARN(Outcome.WARN),
        IGNORE(Outcome.PASS);

        private final Outcome outcome;

        Effect(Outcome outcome) {
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }

    /** Fails on critical, warns on high and medium, ignores the rest. */
    public static final Policy BUILT_IN = new Policy(
            """
            # The built-in policy. For each finding the first rule that matches decides; the worst decides the build.
            rules:
              - name: no-critical
                when: finding.severity == "CRITICAL"
                effect: fail
              - name: high-or-medium
                when: finding.severity in ["HIGH", "MEDIUM"]
                effect: warn
              - name: the-rest
                when: "true"
                effect: ignore
            """,
            List.of(
                    new Rule("no-critical", Set.of(Severity.CRITICAL), Effect.FAIL),
                    new Rule("high-or-medium", Set.of(Severity.HIGH, Severity.MEDIUM), Effect.WARN),
                    new Rule("the-rest", Set.of(Severity.values()), Effect.IGNORE)));

    /** The rule that decides on findings of each severity. */
    Map<Severity, Rule> deciding() {
        var deciding = new EnumMap<Severity, Rule>(Severity.class);
        for (Severity severity : Severity.values()) {
            ruleFor(severity).ifPresent(rule -> deciding.put(severity, rule));
        }
        return deciding;
    }

    private Optional<Rule> ruleFor(Severity severity) {
        return rules.stream()
                .filter(rule -> rule.severities().contains(severity))
                .findFirst();
    }

    /** SHA-256 of the text, hexadecimal. */
    public String hash() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

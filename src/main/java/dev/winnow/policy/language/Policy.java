package dev.winnow.policy.language;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ordered rules: for each finding the first that matches decides, and the build's verdict is the worst. With what else a
 * team settles of its gate.
 *
 * @param text the policy as it was written, shown and kept with each verdict
 * @param scope whose builds it judges, where it is one of several that the server reads
 * @param guards names of the guards that are expected to report for every build
 * @param alertLimits how many alerts a person should get a day at most, by team; {@code ""} is every other team
 * @param cases what the rules are checked with
 */
public record Policy(
        String text,
        Scope scope,
        List<PolicyRule> rules,
        Weights weights,
        List<String> guards,
        Map<String, Double> alertLimits,
        List<PolicyCase> cases) {
    public Policy {
        rules = List.copyOf(rules);
        guards = List.copyOf(guards);
        alertLimits = Map.copyOf(alertLimits);
        cases = List.copyOf(cases);
    }

    /** Fails on critical, warns on high and medium, ignores the rest. */
    public static final Policy BUILT_IN = PolicyReader.readKnown("""
            # The built-in policy. For each finding the first rule that matches decides; the worst decides the build.
            rules:
              - name: no-critical
                when: finding.severity == "CRITICAL"
                effect: fail
                message: Nothing critical is released.
              - name: high-or-medium
                when: finding.severity in ["HIGH", "MEDIUM"]
                effect: warn
              - name: the-rest
                when: "true"
                effect: ignore
            """);

    /**
     * Projects that a policy is for, by names and by teams, with {@code *} for any characters; both empty: all.
     */
    public record Scope(List<String> projects, List<String> teams) {
        public static final Scope ALL = new Scope(List.of(), List.of());

        public Scope {
            projects = List.copyOf(projects);
            teams = List.copyOf(teams);
        }
    }

    /** The rule that decides on a finding of which all is given, as of then; empty where none matches. */
    public Optional<PolicyRule> deciding(Asked asked, Instant at) {
        return rules.stream()
                .filter(rule -> rule.isInForce(at) && rule.when().holds(asked))
                .findFirst();
    }

    /** What its rules may ask of a finding. */
    public Set<Attribute> attributes() {
        var attributes = EnumSet.noneOf(Attribute.class);
        rules.forEach(rule -> attributes.addAll(rule.when().attributes()));
        return attributes;
    }

    /** Whether what it says of a build may change by time alone. */
    public boolean dependsOnTime() {
        return attributes().contains(Attribute.AGE_DAYS)
                || rules.stream().anyMatch(rule -> rule.until().isPresent());
    }

    /** Runs the cases written beside the rules. */
    public List<PolicyCase.Result> test(Instant now) {
        return cases.stream().map(one -> one.run(this, now)).toList();
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

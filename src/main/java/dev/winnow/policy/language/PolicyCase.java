package dev.winnow.policy.language;

import dev.winnow.project.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A case written beside the rules: what shall become of one finding.
 *
 * @param line of the file, from 1
 * @param expect what the finding alone makes of a build
 * @param rule the rule that shall decide; empty where any may
 * @param on at which time
 */
public record PolicyCase(
        String name, int line, Asked asked, Outcome expect, Optional<String> rule, Optional<Instant> on) {

    /** How a case went. @param said why it failed; empty where it passed */
    public record Result(PolicyCase of, Optional<String> said) {
        public boolean passed() {
            return said.isEmpty();
        }
    }

    Result run(Policy policy, Instant now) {
        Optional<PolicyRule> deciding = policy.deciding(asked, on.orElse(now));
        Outcome outcome = deciding.map(found -> found.effect().outcome()).orElse(Outcome.PASS);
        String by = deciding.map(found -> "rule " + found.name()).orElse("no rule");
        if (outcome != expect) {
            return new Result(
                    this, Optional.of("expected " + expect.word() + ", but " + by + " says " + outcome.word()));
        }
        if (rule.isPresent() && !rule.equals(deciding.map(PolicyRule::name))) {
            return new Result(this, Optional.of("expected rule " + rule.get() + " to decide, but " + by + " does"));
        }
        return new Result(this, Optional.empty());
    }
}

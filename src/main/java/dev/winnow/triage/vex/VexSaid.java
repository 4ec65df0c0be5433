package dev.winnow.triage.vex;

import dev.winnow.finding.FindingFacts;
import dev.winnow.finding.TriageState;
import java.util.List;
import java.util.Optional;

/**
 * Where one vulnerability in one package stands.
 *
 * @param reason in the words of who decided
 * @param fixed whether it is not there any more, or somebody's document says so
 */
record VexSaid(FindingFacts facts, TriageState state, Optional<String> reason, boolean fixed) {
    String name() {
        return facts.identifiers().isEmpty()
                ? facts.ruleId()
                : facts.identifiers().iterator().next();
    }

    List<String> aliases() {
        return facts.identifiers().stream().skip(1).toList();
    }

    Optional<String> purl() {
        return facts.purls().stream().findFirst();
    }

    String why() {
        return reason.orElse("No reason is recorded.");
    }

    VexStatus status() {
        if (fixed) {
            return VexStatus.FIXED;
        }
        return switch (state) {
            case FALSE_POSITIVE, VEX -> VexStatus.NOT_AFFECTED;
            case ACCEPTED_RISK, WONT_FIX, CONFIRMED, AUTHORISED -> VexStatus.AFFECTED;
            case NEW, PROPOSED, RETURNED, RULE -> VexStatus.UNDER_INVESTIGATION;
        };
    }

    /** What a project is called as a product. */
    static String product(String project) {
        return "pkg:generic/" + project;
    }
}

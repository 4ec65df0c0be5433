package dev.winnow.triage.vex;

import dev.winnow.finding.FindingFacts;
import dev.winnow.finding.TriageState;
import java.util.List;
import java.util.Optional;

/**
 * Where one vulnerability in one package stands.
 *
 * @param reason in the words of who decided
 * @param gone whether it is not there any more
 * @param saidFixed whether a document in force says that it is fixed
 */
record VexSaid(FindingFacts facts, TriageState state, Optional<String> reason, boolean gone, boolean saidFixed) {
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
        return switch (state) {
            // What never was affected was not fixed by going away.
            case FALSE_POSITIVE -> VexStatus.NOT_AFFECTED;
            case VEX -> saidFixed ? VexStatus.FIXED : VexStatus.NOT_AFFECTED;
            case ACCEPTED_RISK, WONT_FIX, CONFIRMED, AUTHORISED -> gone ? VexStatus.FIXED : VexStatus.AFFECTED;
            case NEW, PROPOSED, RETURNED, RULE -> gone ? VexStatus.FIXED : VexStatus.UNDER_INVESTIGATION;
        };
    }

    /** What a project is called as a product. */
    static String product(String project) {
        return "pkg:generic/" + project;
    }
}

package dev.winnow.export;

import dev.winnow.importers.Severity;
import dev.winnow.triage.Silencers.Silencer;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding that came to be silenced in the quarter.
 *
 * @param at when it did
 * @param by by whom and why; empty where that is not known any more
 */
public record SilencedFinding(
        String project, long findingId, String title, Severity severity, Instant at, Optional<Silencer> by) {
    /** Such as {@code accepted risk}. */
    String how() {
        return by.map(one -> switch (one.means()) {
                    case DECISION -> one.said().replace('-', ' ');
                    case RULE -> "rule " + one.said();
                    case DOCUMENT -> "VEX " + one.said();
                })
                .orElse("not known any more");
    }

    String author() {
        return by.map(Silencer::author).orElse("");
    }

    String reason() {
        return by.map(Silencer::reason).orElse("");
    }

    Optional<Instant> until() {
        return by.flatMap(Silencer::until);
    }
}

package dev.winnow.export;

import dev.winnow.discussion.Marked;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings.SuppressedBy;
import dev.winnow.triage.Silencers.Silencer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A finding as exports have it.
 *
 * @param guards names of those that saw it
 * @param silencer who took it out, where people did
 * @param suppressed which guard took it out, where people did not
 * @param url of its page
 */
record FindingLine(
        Finding finding,
        List<String> guards,
        Marked marked,
        Optional<Silencer> silencer,
        Optional<SuppressedBy> suppressed,
        String url) {
    /** A person, or a guard. */
    Optional<String> silencedBy() {
        return silencer.map(Silencer::author).or(() -> suppressed.map(SuppressedBy::guard));
    }

    Optional<String> silencedReason() {
        return silencer.map(Silencer::reason)
                .or(() -> suppressed.map(by -> by.reason()
                        .map(reason -> "suppressed by the scanner: " + reason)
                        .orElse("suppressed by the scanner")));
    }

    Optional<Instant> silencedUntil() {
        return silencer.flatMap(Silencer::until);
    }
}

package dev.winnow.triage;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.Plain;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A decision to be made.
 *
 * @param reason for those who come after; 1 to 4,000 characters, without control characters but line ends and tabs
 * @param everywhere whether it holds for the same problem in all projects, also where it appears later
 * @param until when it ends; required of an accepted risk
 * @param endings what else ends it: of {@link Ending#WORSE}, {@link Ending#EXPLOITED}, {@link Ending#FIXABLE}
 * @param link an http or https address that proves it, such as the pull request that authorises a change; up to 2,000
 *     characters, without a name or password in it
 */
public record NewDecision(
        Ruling ruling,
        String reason,
        boolean everywhere,
        Optional<Instant> until,
        Set<Ending> endings,
        Optional<String> link) {
    private static final int LONGEST_REASON = 4_000;
    private static final int LONGEST_LINK = 2_000;
    private static final Set<Ending> CHOSEN = EnumSet.of(Ending.WORSE, Ending.EXPLOITED, Ending.FIXABLE);

    public NewDecision {
        reason = Plain.lines(reason.strip());
        link = link.map(String::strip).filter(address -> !address.isEmpty());
        endings = Set.copyOf(endings);
    }

    /** A decision on the given findings alone, without an end. */
    public static NewDecision of(Ruling ruling, String reason) {
        return new NewDecision(ruling, reason, false, Optional.empty(), Set.of(), Optional.empty());
    }

    /** @throws InvalidRequest where it is not one that can be made */
    void check(Instant now) {
        if (reason.isEmpty()) {
            throw new InvalidRequest("reason: say why, for those who come after.");
        }
        if (reason.length() > LONGEST_REASON) {
            throw new InvalidRequest("reason: up to 4,000 characters.");
        }
        if (!Plain.isText(reason)) {
            throw new InvalidRequest("reason: without control characters.");
        }
        if (ruling == Ruling.ACCEPTED_RISK && until.isEmpty()) {
            throw new InvalidRequest("until: an accepted risk needs an end date.");
        }
        if (until.filter(end -> !end.isAfter(now)).isPresent()) {
            throw new InvalidRequest("until: in the future.");
        }
        if (ruling == Ruling.REOPENED && (until.isPresent() || !endings.isEmpty())) {
            throw new InvalidRequest("until: a finding that counts again has no end date.");
        }
        if (!CHOSEN.containsAll(endings)) {
            throw new InvalidRequest("endsWhen: worse, exploited and fixable can be chosen.");
        }
        link.flatMap(NewDecision::linkError).ifPresent(error -> {
            throw new InvalidRequest("link: " + error);
        });
    }

    /** What is wrong with the address; empty where nothing is. */
    public static Optional<String> linkError(String address) {
        return isWeb(address)
                ? Optional.empty()
                : Optional.of("an http or https address of up to 2,000 characters, without control characters, spaces,"
                        + " name or password.");
    }

    private static boolean isWeb(String address) {
        if (address.length() > LONGEST_LINK || !Plain.isLine(address)) {
            return false;
        }
        try {
            var uri = new URI(address);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

package dev.winnow.triage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Silences what fits it, now and later.
 *
 * @param name for people; unique among those of people
 * @param document the VEX document whose statement it is; empty for a rule of people
 * @param owner login of who answers for it
 * @param until when it ends by itself
 * @param ended since when it is not in force any more
 * @param lastHit when a scan last reported something it silences, to the hour
 */
public record SilenceRule(
        long id,
        String name,
        Optional<Long> document,
        Match match,
        String reason,
        String owner,
        Instant createdAt,
        Instant changedAt,
        Optional<Instant> until,
        Optional<Instant> ended,
        Optional<Instant> lastHit) {
    private static final Pattern FALSE_POSITIVE = Pattern.compile(
            "(?<!\\b(?:no|not|not a|not any|never a|nor a|without)[ -])\\bfalse[ -]?positives?\\b",
            Pattern.CASE_INSENSITIVE);

    /** Justifications of OpenVEX and CycloneDX that say that what the guard reports is not there. */
    private static final List<String> NOT_THERE =
            List.of("component not present", "vulnerable code not present", "code not present");

    /**
     * Whether its reason calls what it silences false positives of the guard; for a VEX statement also whether it says that
     * the component or the vulnerable code is not there at all. Code that nobody reaches, test code and accepted noise are
     * no errors of the guard.
     */
    public boolean saysFalsePositive() {
        return saysFalsePositive(reason, document.isPresent());
    }

    /** The same of a reason alone. */
    static boolean saysFalsePositive(String reason, boolean ofDocument) {
        String words = reason.toLowerCase(Locale.ROOT);
        return FALSE_POSITIVE.matcher(words).find()
                || ofDocument && NOT_THERE.stream().anyMatch(words::contains);
    }

    public boolean inForce() {
        return ended.isEmpty();
    }

    /** Whether it ended because its date had come. */
    public boolean expired() {
        return ended.isPresent()
                && until.filter(end -> !end.isAfter(ended.get())).isPresent();
    }

    /** Whether it is in force and its date comes before that time. */
    public boolean endsBefore(Instant time) {
        return inForce() && until.filter(end -> end.isBefore(time)).isPresent();
    }
}

package dev.winnow.importers;

import java.util.Locale;
import java.util.Optional;

/** How bad a result is, worst first. {@code UNKNOWN} is a severity of its own, not an absent one. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO,
    UNKNOWN;

    /**
     * The severity of a CVSS-like number: from 9 critical, from 7 high, from 4 medium, above 0 low, 0 informational
     * (GitHub's bands for {@code security-severity}, which are CVSS v3's qualitative ratings).
     *
     * @param score 0 to 10; values outside are taken as they compare
     */
    public static Severity ofScore(double score) {
        if (score >= 9) {
            return CRITICAL;
        }
        if (score >= 7) {
            return HIGH;
        }
        if (score >= 4) {
            return MEDIUM;
        }
        return score > 0 ? LOW : INFO;
    }

    /** A tool's own word for a severity, in any case; {@code Negligible} is informational. Empty for another word. */
    public static Optional<Severity> ofWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical" -> Optional.of(CRITICAL);
            case "high" -> Optional.of(HIGH);
            case "medium", "moderate" -> Optional.of(MEDIUM);
            case "low" -> Optional.of(LOW);
            case "info", "informational", "information", "negligible", "none" -> Optional.of(INFO);
            case "unknown", "" -> Optional.of(UNKNOWN);
            default -> Optional.empty();
        };
    }
}

package dev.winnow.importers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a vulnerability apart from where it was found.
 *
 * @param cvss the base score used for display, 0 to 10 (the newest CVSS version of the severity's own source, else the
 *     highest); null where no source gives one
 * @param cvssVector the vector that belongs to {@code cvss}
 * @param epss the probability of exploitation in the next 30 days, 0 to 1 (FIRST's EPSS)
 * @param knownExploited whether a catalogue of exploited vulnerabilities (CISA's KEV) lists it
 * @param published when the advisory was published
 */
public record Advisory(
        @Nullable Double cvss,
        @Nullable String cvssVector,
        @Nullable Double epss,
        boolean knownExploited,
        @Nullable Instant published) {}

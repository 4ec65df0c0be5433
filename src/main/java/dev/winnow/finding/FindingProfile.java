package dev.winnow.finding;

import dev.winnow.importers.Kind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a gate can ask of a finding by itself, whatever build it is in: all that its guards say of it, together.
 *
 * @param number its number within the project
 * @param place its file, address or resource
 * @param fixable whether a version without it is known
 * @param identifiers its vulnerability's names in public catalogues
 * @param cwes weaknesses as {@code CWE-79}
 * @param purl the package at fault, as a tool writes it
 * @param cvss the highest base score that a guard reports, 0 to 10
 * @param epss the highest probability of exploitation that a guard reports, 0 to 1
 */
public record FindingProfile(
        int number,
        Kind kind,
        String ruleId,
        @Nullable String place,
        @Nullable String packageName,
        boolean fixable,
        Instant firstSeenAt,
        Set<String> identifiers,
        Set<String> cwes,
        @Nullable String purl,
        @Nullable Double cvss,
        @Nullable Double epss) {}

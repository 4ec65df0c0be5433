package dev.winnow.finding;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One problem of one project, as lists show it.
 *
 * @param projectName the project's name
 * @param status where it stands on the tracked branch
 * @param severity the worst that a stream which contains it gives it
 * @param triage where it stands with the people who judge it
 * @param silenced whether it has a decision in force, or its scanners suppress it
 * @param exploited whether its exploitation is known
 * @param identifier the vulnerability's canonical name
 * @param place a path, an address or a resource; null where the report names none
 * @param parameter of a web request; null where there is none
 * @param line from 1; 0 where unknown
 * @param packageName the package at fault
 */
public record Finding(
        long id,
        String projectName,
        Kind kind,
        Severity severity,
        FindingStatus status,
        TriageState triage,
        boolean silenced,
        boolean exploited,
        String ruleId,
        String title,
        @Nullable String identifier,
        @Nullable String place,
        @Nullable String parameter,
        int line,
        @Nullable String packageName,
        @Nullable String packageVersion,
        @Nullable String fixedVersion,
        long firstScanId,
        Instant firstSeenAt) {

    private static final Pattern WITHOUT_WORDS =
            Pattern.compile("[0-9.-]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Its number within the project, from 1. */
    public int number() {
        return FindingId.number(id);
    }

    /** The same as somebody else rates it: a scan, a build. */
    Finding rated(Severity other) {
        return other == severity
                ? this
                : new Finding(
                        id,
                        projectName,
                        kind,
                        other,
                        status,
                        triage,
                        silenced,
                        exploited,
                        ruleId,
                        title,
                        identifier,
                        place,
                        parameter,
                        line,
                        packageName,
                        packageVersion,
                        fixedVersion,
                        firstScanId,
                        firstSeenAt);
    }

    public long projectId() {
        return FindingId.project(id);
    }

    /** What names it best in one word: the vulnerability, else the rule. */
    public String name() {
        return Optional.ofNullable(identifier).orElse(ruleId);
    }

    /**
     * What people know it by: its name, but the title where a rule goes by a number (ZAP) or a UUID (KICS), which say
     * nothing.
     */
    public String label() {
        String name = name();
        return title.isBlank() || !WITHOUT_WORDS.matcher(name).matches() ? name : title;
    }
}

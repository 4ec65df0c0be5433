package dev.winnow.finding;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules can ask of a finding: all that its guards say of it, together.
 *
 * @param guards names of those that have seen it
 * @param identifiers its vulnerability's names in public catalogues
 * @param purls package URLs of the package at fault, as tools write them
 * @param versions installed versions that are known of it
 * @param texts its title and what tools say of it
 * @param fixable whether a version without it is known
 */
public record FindingFacts(
        long id,
        String project,
        Kind kind,
        Severity severity,
        boolean exploited,
        boolean fixable,
        String ruleId,
        @Nullable String place,
        @Nullable String packageName,
        Set<String> guards,
        Set<String> identifiers,
        Set<String> purls,
        Set<String> versions,
        Set<String> targets,
        Set<String> texts) {
    /** Its number within the project. */
    public int number() {
        return FindingId.number(id);
    }
}

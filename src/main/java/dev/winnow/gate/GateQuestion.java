package dev.winnow.gate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline asks for the verdict on what it built.
 *
 * @param project the project's name
 * @param build the pipeline's id of the run; the commit where it gave none
 * @param commit null: of any commit
 * @param branch null: on any branch
 * @param guards names of guards that have to have reported, besides those that are expected
 * @param provisional whether a verdict will do although expected guards have not reported yet
 */
public record GateQuestion(
        String project,
        String build,
        @Nullable String commit,
        @Nullable String branch,
        Set<String> guards,
        boolean provisional) {
    public GateQuestion {
        guards = Set.copyOf(guards);
    }
}

package dev.winnow.guard;

import dev.winnow.project.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a guard of a project runs.
 *
 * @param lastReport when its newest scan finished that is known of; empty where none is
 * @param reported on how many of the newest builds of the tracked branch it looked at everything
 * @param brokeOff on how many more it reported without that
 * @param onChanges on how many of the newest builds of changes and other branches it reported
 * @param afterCommit how long it takes from the commit to the end of its scan; of builds whose commit time is known
 * @param afterFirst how long from the first report of a build, of any guard, to its own
 * @param targets streams of the tracked branch that nobody retired
 * @param stale how many of them came to a stop
 * @param retired streams of the tracked branch besides
 * @param held closings that wait for confirmation
 * @param expected who expects it on every build
 */
public record GuardStanding(
        Guard guard,
        Optional<Instant> lastReport,
        int reported,
        int brokeOff,
        int onChanges,
        Delay afterCommit,
        Delay afterFirst,
        int targets,
        int stale,
        int retired,
        int held,
        Expected expected) {
    /** Who expects a guard to report on every build. */
    public enum Expected {
        /** The policy names it. */
        BY_POLICY,
        /** The policy names none, and it ran for one of the two newest builds. */
        BY_HABIT,
        NOT
    }

    /** Whether it runs, in one word. */
    public enum State {
        /** It reports on the tracked branch. */
        RUNS,
        /** All its targets came to a stop: the ten newest builds came without them. */
        STALE,
        /** It reports on changes and other branches alone. */
        ELSEWHERE,
        /** Nothing says that it still runs: its targets were retired, or it has none. */
        SILENT
    }

    /**
     * How long something takes.
     *
     * @param median empty where nothing was counted
     * @param builds on how many builds it stands
     */
    public record Delay(Optional<Duration> median, int builds) {
        public static final Delay UNKNOWN = new Delay(Optional.empty(), 0);
    }

    public State state() {
        if (targets > 0) {
            return stale == targets ? State.STALE : State.RUNS;
        }
        return onChanges > 0 ? State.ELSEWHERE : State.SILENT;
    }
}

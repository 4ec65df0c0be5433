package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.guard.GuardMap;
import dev.winnow.guard.GuardMap.StarterStanding;
import dev.winnow.guard.GuardStanding;
import dev.winnow.guard.GuardStanding.Delay;
import dev.winnow.guard.Starter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The guards of a project.
 *
 * @param builds newest ones of the tracked branch that are counted on
 * @param changes newest builds of changes and other branches that are counted on
 * @param neverReported names that the policy expects and that no guard has
 */
record GuardMapJson(
        int builds, int changes, List<StandingJson> guards, List<String> neverReported, List<StarterJson> starters) {
    static GuardMapJson of(GuardMap map) {
        return new GuardMapJson(
                map.builds(),
                map.changes(),
                map.guards().stream().map(StandingJson::of).toList(),
                map.neverReported(),
                map.starters().stream().map(StarterJson::of).toList());
    }

    static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * How a guard runs.
     *
     * @param state {@code runs}, {@code stale}, {@code elsewhere} (on other branches alone) or {@code silent}
     * @param reported on how many of the tracked branch's newest builds it looked at everything
     * @param brokeOff on how many more it reported without that
     * @param expected {@code policy}, {@code habit} or {@code no}
     * @param streams of the tracked branch that nobody retired
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StandingJson(
            String guard,
            String tool,
            String stage,
            String category,
            String state,
            @Nullable Instant lastReport,
            int reported,
            int brokeOff,
            int onChanges,
            @Nullable DelayJson afterCommit,
            @Nullable DelayJson afterFirstReport,
            String expected,
            int streams,
            int stale,
            int retired,
            int held) {
        static StandingJson of(GuardStanding one) {
            return new StandingJson(
                    one.guard().name(),
                    one.guard().tool(),
                    one.guard().stage().word(),
                    one.guard().category().word(),
                    word(one.state()),
                    one.lastReport().orElse(null),
                    one.reported(),
                    one.brokeOff(),
                    one.onChanges(),
                    DelayJson.of(one.afterCommit()),
                    DelayJson.of(one.afterFirst()),
                    switch (one.expected()) {
                        case BY_POLICY -> "policy";
                        case BY_HABIT -> "habit";
                        case NOT -> "no";
                    },
                    one.targets(),
                    one.stale(),
                    one.retired(),
                    one.held());
        }
    }

    /** @param median in seconds @param builds on how many it stands */
    record DelayJson(long median, int builds) {
        static @Nullable DelayJson of(Delay delay) {
            return delay.median()
                    .map(Duration::toSeconds)
                    .map(seconds -> new DelayJson(seconds, delay.builds()))
                    .orElse(null);
        }
    }

    /**
     * A guard to start with.
     *
     * @param cover {@code covered}, {@code not-on-changes}, {@code stale} or {@code gap}
     * @param guards that cover it, or should
     * @param tools whose reports Winnow reads
     * @param command writes the report
     * @param upload what the upload should say besides the commit
     */
    record StarterJson(
            String name,
            String stage,
            String category,
            String cover,
            List<String> guards,
            String why,
            List<String> tools,
            String command,
            String report,
            String upload) {
        static StarterJson of(StarterStanding standing) {
            Starter starter = standing.starter();
            return new StarterJson(
                    starter.title(),
                    starter.stage().word(),
                    starter.category().word(),
                    word(standing.cover()),
                    standing.guards(),
                    starter.why(),
                    starter.tools(),
                    starter.command(),
                    starter.report(),
                    starter.parameters());
        }
    }
}

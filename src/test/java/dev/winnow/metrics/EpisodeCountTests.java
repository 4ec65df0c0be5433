package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.EpisodeOutcome;
import dev.winnow.finding.SilencedHistory;
import dev.winnow.finding.TriageState;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.EpisodeTable.Now;
import dev.winnow.metrics.Metrics.Due;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.project.Project;
import dev.winnow.statistics.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What had to be fixed by a day: a critical one within seven of them. */
class EpisodeCountTests {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Period QUARTER = new Period(START, Instant.parse("2026-04-01T00:00:00Z"));

    @Test
    void whatIsFixedByItsLastDayIsInTimeAndWhatIsThereOnItIsMissed() {
        assertThat(due(closed(7, EpisodeOutcome.FIXED))).isEqualTo(new Due(1, 1));
        assertThat(due(closed(8, EpisodeOutcome.FIXED))).isEqualTo(new Due(1, 0));
        assertThat(due(closed(8, EpisodeOutcome.RETIRED))).isEqualTo(new Due(1, 0));
        assertThat(due(open())).isEqualTo(new Due(1, 0));
    }

    @Test
    void whatWasRetiredOrCeasedBeforeItsLastDayIsNeither() {
        assertThat(due(closed(6, EpisodeOutcome.RETIRED))).isNull();
        assertThat(due(closed(7, EpisodeOutcome.CEASED))).isNull();
    }

    @Test
    void aLastDayThatLiesAheadIsNotDueYet() {
        assertThat(metrics(Duration.ofDays(6), open()).due()).isEmpty();
        // Fixed already, and yet it counts in the part of its last day only.
        assertThat(metrics(Duration.ofDays(6), closed(5, EpisodeOutcome.FIXED)).due())
                .isEmpty();
    }

    private static Due due(Fact fact) {
        return metrics(Duration.ofDays(80), fact).due().get(Severity.CRITICAL);
    }

    private static Metrics metrics(Duration now, Fact fact) {
        var one = new OfProject(
                new Project("shop", START),
                new Now(
                        EpisodeOrders.NONE.with(List.of(), List.of(fact)),
                        SilencedHistory.NOTHING,
                        1,
                        new PastChanges(1)),
                Optional.empty());
        var tally = new Flow.Tally();
        new EpisodeCount(Optional.empty(), Targets.DEFAULT, START.plus(now)).flow(one, QUARTER, tally);
        return tally.flow().metrics(QUARTER, new Stock(Durations.NONE, 0));
    }

    private static Fact open() {
        return fact(Fact.OPEN, null);
    }

    private static Fact closed(int days, EpisodeOutcome outcome) {
        return fact(START.plus(Duration.ofDays(days)).toEpochMilli(), outcome);
    }

    private static Fact fact(long closedAt, @org.jspecify.annotations.Nullable EpisodeOutcome outcome) {
        return new Fact(
                1,
                1,
                false,
                START.toEpochMilli(),
                START.toEpochMilli(),
                false,
                Set.of(1L),
                Severity.CRITICAL,
                false,
                closedAt,
                outcome,
                Severity.CRITICAL,
                false,
                TriageState.NEW,
                TriageState.NEW,
                Kind.CODE);
    }
}

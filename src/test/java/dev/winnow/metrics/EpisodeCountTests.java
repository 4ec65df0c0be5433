package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.EpisodeOutcome;
import dev.winnow.finding.TriageState;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Metrics.Due;
import dev.winnow.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        var question = new MetricsQuestion(new TreeSet<>(Set.of("shop")), QUARTER);
        var cut = new Cut<>(List.of(QUARTER), Tally::new);
        new EpisodeCount(question, Targets.DEFAULT, START.plus(now))
                .episodes(new Project("shop", START), new Fact[] {fact}, cut);
        return cut.counter(0).metrics(QUARTER, 1, 90);
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

package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.EpisodeOutcome;
import dev.winnow.finding.TriageState;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Says as what each episode counts, and in which part of a time: the one place that does (see {@link Definition}). */
final class EpisodeCount {
    private static final long NEVER = -1;

    private final @Nullable Severity severity;
    /** Milliseconds, by severity; {@link #NEVER} where there is no target. */
    private final long[] fixWithin = new long[Severity.values().length];

    private final Instant now;
    private final long nowMillis;

    EpisodeCount(MetricsQuestion question, Targets aims, Instant now) {
        severity = question.severity().orElse(null);
        for (Severity one : Severity.values()) {
            Optional<Duration> within = aims.fixWithin(one);
            fixWithin[one.ordinal()] = within.map(Duration::toMillis).orElse(NEVER);
        }
        this.now = now;
        nowMillis = now.toEpochMilli();
    }

    private boolean fits(Severity its) {
        return severity == null || severity == its;
    }

    /** What opens and closes, and what is due. */
    void episodes(Project project, Fact[] facts, Cut<?> cut) {
        for (Fact fact : facts) {
            if (fits(fact.openedSeverity())) {
                int part = cut.part(fact.openedAt());
                if (part >= 0) {
                    opened(project, fact, cut, part);
                }
                due(project, fact, cut);
            }
            if (!fact.isOpen() && fits(fact.severity())) {
                int part = cut.part(fact.closedAt());
                if (part >= 0) {
                    closed(project, fact, cut.counter(part));
                }
            }
        }
    }

    private static void opened(Project project, Fact fact, Cut<?> cut, int part) {
        Counter into = cut.counter(part);
        long at = fact.openedAt();
        into.episode(Counted.OPENED, project, fact, at, 0);
        if (fact.again()) {
            into.episode(Counted.REOPENED, project, fact, at, 0);
        }
        if (fact.kind() == Kind.CHANGE
                && fact.triageNow() != TriageState.AUTHORISED
                && cut.isNew(part, fact.number())) {
            into.episode(Counted.UNAUTHORISED, project, fact, at, 0);
        }
        if (fact.backlog()) {
            into.episode(Counted.BACKLOG, project, fact, at, 0);
            return;
        }
        if (!fact.openedSilenced()) {
            into.episode(Counted.ALERTS, project, fact, at, 0);
        }
        long took = at - fact.introducedAt();
        into.episode(took < 0 ? Counted.NEGATIVE : Counted.MTTD, project, fact, at, took);
    }

    private static void closed(Project project, Fact fact, Counter into) {
        long at = fact.closedAt();
        long took = Math.max(0, at - fact.openedAt());
        if (fact.isFixed()) {
            into.episode(Counted.MTTR, project, fact, at, took);
            into.episode(Counted.FIXED, project, fact, at, took);
        } else if (!fact.silenced()) {
            into.episode(Counted.MTTR_ENDED, project, fact, at, took);
        } else if (fact.outcome() == EpisodeOutcome.FIXED) {
            into.episode(Counted.MTTR_SILENCED, project, fact, at, took);
        }
    }

    /** What was retired or ceased before its last day was neither fixed nor missed: nobody had to fix it any more. */
    private void due(Project project, Fact fact, Cut<?> cut) {
        long within = fixWithin[fact.openedSeverity().ordinal()];
        if (within == NEVER || fact.silenced()) {
            return;
        }
        long until = fact.openedAt() + within;
        boolean ended = fact.closedAt() <= until;
        int part = until > nowMillis ? -1 : cut.part(until);
        if (part < 0 || ended && !fact.isFixed()) {
            return;
        }
        Counter into = cut.counter(part);
        into.episode(Counted.DUE, project, fact, until, 0);
        into.episode(ended ? Counted.IN_TIME : Counted.LATE, project, fact, until, 0);
    }

    /** The findings that are of the severity asked for. */
    RoaringBitmap numbers(Fact[] facts) {
        var numbers = new RoaringBitmap();
        for (Fact fact : facts) {
            if (fits(fact.severity())) {
                numbers.add(fact.number());
            }
        }
        return numbers;
    }

    /**
     * What was open at the end of each part and counted then: one way through the episodes of each project, with those at hand
     * that are. One part after the other, and each is over then: what is open is open in most of them.
     */
    void stillOpen(List<OfProject> all, Cut<?> cut) {
        var ways = all.stream().map(Way::new).toList();
        for (int i = 0; i < cut.parts().size(); i++) {
            Instant end = Reckoner.end(cut.parts().get(i), now);
            Counter counter = cut.counter(i);
            ways.forEach(way -> way.count(end, counter));
            counter.over();
        }
    }

    /** How far the episodes of a project were gone through. */
    private final class Way {
        private final OfProject one;
        private final OpenEpisodes open = new OpenEpisodes();
        private int next;

        Way(OfProject one) {
            this.one = one;
        }

        void count(Instant end, Counter into) {
            Fact[] facts = one.facts();
            long at = end.toEpochMilli();
            open.dropClosedBefore(at);
            while (next < facts.length && facts[next].openedAt() < at) {
                Fact fact = facts[next++];
                if (fact.closedAt() >= at && fits(fact.severity()) && !fact.suppressed()) {
                    open.add(fact);
                }
            }
            open.count(one.project(), one.silenced().at(end), at, into);
        }
    }
}

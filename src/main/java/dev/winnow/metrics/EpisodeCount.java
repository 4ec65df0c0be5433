package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.EpisodeOutcome;
import dev.winnow.finding.SilencedHistory.Begun;
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

/**
 * Says as what each episode counts in a time: the one place that does (see {@link Definition}). Costs what happened in that
 * time, whatever was before and after it.
 */
final class EpisodeCount {
    private static final Severity[] SEVERITIES = Severity.values();

    private final @Nullable Severity severity;
    private final Targets targets;
    private final long now;

    EpisodeCount(Optional<Severity> severity, Targets targets, Instant now) {
        this.severity = severity.orElse(null);
        this.targets = targets;
        this.now = now.toEpochMilli();
    }

    boolean fits(Severity its) {
        return severity == null || severity == its;
    }

    /** What opens, closes and is due in the time. */
    void flow(OfProject one, Period time, Counter into) {
        long from = time.from().toEpochMilli();
        long to = time.to().toEpochMilli();
        opened(one, from, to, into);
        closed(one, from, to, into);
        for (Severity its : SEVERITIES) {
            Duration within = targets.fixWithin(its).orElse(null);
            if (within != null && fits(its)) {
                due(one, its, within.toMillis(), from, Math.min(to, now + 1), into);
            }
        }
    }

    private void opened(OfProject one, long from, long to, Counter into) {
        FactOrder opened = one.orders().opened();
        var changes = new RoaringBitmap();
        int end = opened.from(to);
        for (int i = opened.from(from); i < end; i++) {
            Fact fact = opened.get(i);
            if (fits(fact.openedSeverity()) && one.has(fact)) {
                opened(one.project(), fact, changes, into);
            }
        }
    }

    private static void opened(Project project, Fact fact, RoaringBitmap changes, Counter into) {
        long at = fact.openedAt();
        into.episode(Counted.OPENED, project, fact, at, 0);
        if (fact.again()) {
            into.episode(Counted.REOPENED, project, fact, at, 0);
        }
        if (fact.kind() == Kind.CHANGE
                && fact.triageNow() != TriageState.AUTHORISED
                && changes.checkedAdd(fact.number())) {
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

    private void closed(OfProject one, long from, long to, Counter into) {
        FactOrder closed = one.orders().closed();
        int end = closed.from(to);
        for (int i = closed.from(from); i < end; i++) {
            Fact fact = closed.get(i);
            if (fits(fact.severity()) && one.has(fact)) {
                closed(one.project(), fact, into);
            }
        }
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

    /**
     * What was retired or ceased before its last day was neither fixed nor missed: nobody had to fix it any more.
     *
     * @param to what is due later is not due in this time, or not yet
     */
    private static void due(OfProject one, Severity severity, long within, long from, long to, Counter into) {
        FactOrder opened = one.orders().opened();
        int end = opened.from(to - within);
        for (int i = opened.from(from - within); i < end; i++) {
            Fact fact = opened.get(i);
            if (fact.openedSeverity() != severity || fact.silenced() || !one.has(fact)) {
                continue;
            }
            long until = fact.openedAt() + within;
            boolean ended = fact.closedAt() <= until;
            if (!ended || fact.isFixed()) {
                into.episode(Counted.DUE, one.project(), fact, until, 0);
                into.episode(ended ? Counted.IN_TIME : Counted.LATE, one.project(), fact, until, 0);
            }
        }
    }

    /**
     * What came to be silenced in some times.
     *
     * @param since nothing before it is in any of them
     */
    void silenced(OfProject one, Instant since, Iterable<? extends Part<?>> parts) {
        List<Begun> begun = one.silenced().begun(since);
        if (begun.isEmpty()) {
            return;
        }
        RoaringBitmap fitting = fitting(one);
        for (Part<?> part : parts) {
            for (Begun some : begun) {
                if (!some.at().isBefore(part.time().from())
                        && some.at().isBefore(part.time().to())) {
                    part.counter()
                            .findings(
                                    Counted.SILENCED,
                                    one.project(),
                                    some.at(),
                                    RoaringBitmap.and(some.numbers(), fitting));
                }
            }
        }
    }

    /** The findings that are asked for. */
    private RoaringBitmap fitting(OfProject one) {
        var numbers = new RoaringBitmap();
        for (Fact fact : one.orders().opened().facts()) {
            if (fits(fact.severity()) && one.has(fact)) {
                numbers.add(fact.number());
            }
        }
        return numbers;
    }

    /** Goes from one end of a time to the next one, and knows what is open there and counts. */
    final class Way {
        private final OfProject one;
        private final OpenEpisodes open = new OpenEpisodes();
        private boolean begun;
        private long last;

        Way(OfProject one) {
            this.one = one;
        }

        /** @param end not before the one before */
        void count(Instant end, Counter into) {
            long at = end.toEpochMilli();
            EpisodeOrders orders = one.orders();
            if (begun) {
                open.dropClosedBefore(at);
                FactOrder opened = orders.opened();
                int behind = opened.from(at);
                for (int i = opened.from(last); i < behind; i++) {
                    if (opened.get(i).closedAt() >= at) {
                        add(opened.get(i));
                    }
                }
            } else {
                FactOrder now = orders.open();
                int behind = now.from(at);
                for (int i = 0; i < behind; i++) {
                    add(now.get(i));
                }
                FactOrder closed = orders.closed();
                for (int i = closed.from(at); i < closed.size(); i++) {
                    if (closed.get(i).openedAt() < at) {
                        add(closed.get(i));
                    }
                }
            }
            begun = true;
            last = at;
            open.count(one.project(), one.silenced().at(end), at, into);
        }

        private void add(Fact fact) {
            if (fits(fact.severity()) && !fact.suppressed() && one.has(fact)) {
                open.add(fact);
            }
        }
    }
}

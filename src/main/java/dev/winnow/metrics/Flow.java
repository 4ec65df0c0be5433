package dev.winnow.metrics;

import com.carrotsearch.hppc.LongArrayList;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.FirstBuilds.FirstBuild;
import dev.winnow.metrics.Metrics.Alerts;
import dev.winnow.metrics.Metrics.Detection;
import dev.winnow.metrics.Metrics.Due;
import dev.winnow.metrics.Metrics.PassRate;
import dev.winnow.metrics.Metrics.Repair;
import dev.winnow.project.Project;
import dev.winnow.statistics.Durations;
import dev.winnow.statistics.Spread;
import dev.winnow.statistics.Survival;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What happened in a time, counted. Those of parts come to that of the whole. */
final class Flow {
    private static final Severity[] SEVERITIES = Severity.values();

    private final int[] counts;
    private final Durations detection;
    private final Durations repairs;
    private final Map<Severity, Durations> repairsBy;
    /** How long was open what ended otherwise. */
    private final Durations ended;

    private final int[] due;
    private final int[] inTime;
    /** Numbers of the unauthorised changes, by project: one that came twice is one. */
    private final Map<Long, RoaringBitmap> changes;

    private Flow(
            int[] counts,
            Durations detection,
            Map<Severity, Durations> repairsBy,
            Durations ended,
            int[] due,
            int[] inTime,
            Map<Long, RoaringBitmap> changes) {
        this.counts = counts;
        this.detection = detection;
        this.repairs = Durations.together(List.copyOf(repairsBy.values()));
        this.repairsBy = repairsBy;
        this.ended = ended;
        this.due = due;
        this.inTime = inTime;
        this.changes = changes;
    }

    /** @param parts times that do not overlap */
    static Flow together(List<Flow> parts) {
        var repairsBy = new EnumMap<Severity, Durations>(Severity.class);
        for (Severity severity : SEVERITIES) {
            Durations its = durations(parts, part -> part.repairsBy.getOrDefault(severity, Durations.NONE));
            if (its.count() > 0) {
                repairsBy.put(severity, its);
            }
        }
        var changes = new HashMap<Long, RoaringBitmap>();
        parts.forEach(part -> part.changes.forEach((project, numbers) ->
                changes.computeIfAbsent(project, any -> new RoaringBitmap()).or(numbers)));
        return new Flow(
                sum(parts, part -> part.counts),
                durations(parts, part -> part.detection),
                repairsBy,
                durations(parts, part -> part.ended),
                sum(parts, part -> part.due),
                sum(parts, part -> part.inTime),
                changes);
    }

    private static Durations durations(List<Flow> parts, Function<Flow, Durations> which) {
        return Durations.together(parts.stream().map(which).toList());
    }

    private static int[] sum(List<Flow> parts, Function<Flow, int[]> which) {
        int[] all = new int[which.apply(parts.getFirst()).length];
        for (Flow part : parts) {
            Arrays.setAll(all, i -> all[i] + which.apply(part)[i]);
        }
        return all;
    }

    /** How much is held, in bytes. */
    int weight() {
        return 1_000 + 8 * (detection.count() + 2 * repairs.count() + ended.count());
    }

    private int of(Counted what) {
        return counts[what.ordinal()];
    }

    /**
     * What it comes to, of alerts but for people and days.
     *
     * @param end what is there at the end of the time
     */
    Metrics metrics(Period time, Stock end) {
        return new Metrics(
                time,
                new Detection(Spread.of(detection), of(Counted.BACKLOG), of(Counted.NEGATIVE)),
                new Repair(
                        Spread.of(repairs),
                        Survival.median(repairs, Durations.together(List.of(ended, end.open()))),
                        end.open().count(),
                        of(Counted.MTTR_ENDED),
                        of(Counted.MTTR_SILENCED),
                        spreads()),
                new PassRate(of(Counted.PASSED), of(Counted.PASS_RATE)),
                end.criticals(),
                changes.values().stream()
                        .mapToInt(RoaringBitmap::getCardinality)
                        .sum(),
                new Alerts(of(Counted.ALERTS), 0, 0),
                of(Counted.OPENED),
                of(Counted.FIXED),
                of(Counted.SILENCED),
                of(Counted.REOPENED),
                due());
    }

    private Map<Severity, Spread> spreads() {
        var spreads = new EnumMap<Severity, Spread>(Severity.class);
        repairsBy.forEach((severity, its) -> spreads.put(severity, Spread.of(its)));
        return spreads;
    }

    private Map<Severity, Due> due() {
        var byCounts = new EnumMap<Severity, Due>(Severity.class);
        for (Severity severity : SEVERITIES) {
            int place = severity.ordinal();
            if (due[place] > 0) {
                byCounts.put(severity, new Due(due[place], inTime[place]));
            }
        }
        return byCounts;
    }

    /** Counts what happens. */
    static final class Tally implements Counter {
        private final int[] counts = new int[Counted.values().length];
        private final LongArrayList detection = new LongArrayList();
        private final @Nullable LongArrayList[] repairsBy = new LongArrayList[SEVERITIES.length];
        private final LongArrayList ended = new LongArrayList();
        private final int[] due = new int[SEVERITIES.length];
        private final int[] inTime = new int[SEVERITIES.length];
        private final Map<Long, RoaringBitmap> changes = new HashMap<>();

        @Override
        public void episode(Counted as, Project project, Fact fact, long at, long millis) {
            counts[as.ordinal()]++;
            switch (as) {
                case MTTD -> detection.add(millis);
                case MTTR -> repaired(fact.severity()).add(millis);
                case MTTR_ENDED -> ended.add(millis);
                case DUE -> due[fact.openedSeverity().ordinal()]++;
                case IN_TIME -> inTime[fact.openedSeverity().ordinal()]++;
                case UNAUTHORISED ->
                    changes.computeIfAbsent(project.id(), any -> new RoaringBitmap())
                            .add(fact.number());
                default -> {
                    // Its number is all there is to it.
                }
            }
        }

        private LongArrayList repaired(Severity severity) {
            LongArrayList its = repairsBy[severity.ordinal()];
            if (its == null) {
                its = new LongArrayList();
                repairsBy[severity.ordinal()] = its;
            }
            return its;
        }

        @Override
        public void findings(Counted as, Project project, Instant at, RoaringBitmap numbers) {
            counts[as.ordinal()] += numbers.getCardinality();
        }

        @Override
        public void build(Counted as, Project project, FirstBuild build) {
            counts[as.ordinal()]++;
        }

        Flow flow() {
            var by = new EnumMap<Severity, Durations>(Severity.class);
            for (Severity severity : SEVERITIES) {
                LongArrayList its = repairsBy[severity.ordinal()];
                if (its != null) {
                    by.put(severity, Durations.of(its.toArray()));
                }
            }
            return new Flow(
                    counts, Durations.of(detection.toArray()), by, Durations.of(ended.toArray()), due, inTime, changes);
        }
    }
}

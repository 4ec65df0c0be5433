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
import dev.winnow.statistics.Spread;
import dev.winnow.statistics.Survival;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts what happened in one period. */
final class Tally implements Counter {
    private static final Severity[] SEVERITIES = Severity.values();

    private final int[] counts = new int[Counted.values().length];
    private final LongArrayList detection = new LongArrayList();
    private final @Nullable LongArrayList[] repairBy = new LongArrayList[SEVERITIES.length];
    /** How long was open what ended otherwise, and what still is; until the median is known that takes it in. */
    private LongArrayList cutShort = new LongArrayList();

    private Optional<Duration> survival = Optional.empty();

    /** By severity: what was due, and of it what was fixed in time. */
    private final int[] due = new int[SEVERITIES.length];

    private final int[] inTime = new int[SEVERITIES.length];

    @Override
    public void episode(Counted as, Project project, Fact fact, long at, long millis) {
        counts[as.ordinal()]++;
        switch (as) {
            case MTTD -> detection.add(millis);
            case MTTR -> repaired(fact.severity()).add(millis);
            case MTTR_ENDED, STILL_OPEN -> cutShort.add(millis);
            case DUE -> due[fact.openedSeverity().ordinal()]++;
            case IN_TIME -> inTime[fact.openedSeverity().ordinal()]++;
            default -> {
                // Its number is all there is to it.
            }
        }
    }

    private LongArrayList repaired(Severity severity) {
        LongArrayList its = repairBy[severity.ordinal()];
        if (its == null) {
            its = new LongArrayList();
            repairBy[severity.ordinal()] = its;
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

    @Override
    public void over() {
        var repairs = new LongArrayList();
        for (LongArrayList its : repairBy) {
            if (its != null) {
                repairs.addAll(its);
            }
        }
        survival = Survival.median(repairs.toArray(), cutShort.toArray());
        cutShort = new LongArrayList(0);
    }

    private int of(Counted what) {
        return counts[what.ordinal()];
    }

    /**
     * What it comes to.
     *
     * @param persons whom the alerts are shared among
     * @param days of the period that are over
     */
    Metrics metrics(Period period, int persons, double days) {
        return new Metrics(
                period,
                new Detection(Spread.of(detection.toArray()), of(Counted.BACKLOG), of(Counted.NEGATIVE)),
                mttr(),
                new PassRate(of(Counted.PASSED), of(Counted.PASS_RATE)),
                of(Counted.CRITICALS),
                of(Counted.UNAUTHORISED),
                new Alerts(of(Counted.ALERTS), persons, days),
                of(Counted.OPENED),
                of(Counted.FIXED),
                of(Counted.SILENCED),
                of(Counted.REOPENED),
                due());
    }

    private Repair mttr() {
        long[] all = new long[of(Counted.MTTR)];
        int size = 0;
        var bySeverity = new EnumMap<Severity, Spread>(Severity.class);
        for (Severity severity : SEVERITIES) {
            LongArrayList its = repairBy[severity.ordinal()];
            if (its == null) {
                continue;
            }
            long[] times = its.toArray();
            // What is in order, or in a few runs that are, is sorted in no time when it is looked at again.
            Arrays.sort(times);
            bySeverity.put(severity, Spread.of(times));
            System.arraycopy(times, 0, all, size, times.length);
            size += times.length;
        }
        Arrays.sort(all);
        return new Repair(
                Spread.of(all),
                survival,
                of(Counted.STILL_OPEN),
                of(Counted.MTTR_ENDED),
                of(Counted.MTTR_SILENCED),
                bySeverity);
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
}

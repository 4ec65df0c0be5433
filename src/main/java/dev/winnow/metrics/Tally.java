package dev.winnow.metrics;

import com.carrotsearch.hppc.LongArrayList;
import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.EpisodeOutcome;
import dev.winnow.finding.TriageState;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Metrics.Detection;
import dev.winnow.metrics.Metrics.Due;
import dev.winnow.metrics.Metrics.Repair;
import dev.winnow.statistics.Spread;
import dev.winnow.statistics.Survival;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.roaringbitmap.RoaringBitmap;

/** Counts the episodes of one period. */
final class Tally {
    private final LongArrayList detection = new LongArrayList();
    private final LongArrayList repair = new LongArrayList();
    private final Map<Severity, LongArrayList> repairBy = new EnumMap<>(Severity.class);
    private final LongArrayList lost = new LongArrayList();
    private final Map<Severity, int[]> due = new EnumMap<>(Severity.class);
    /** Numbers of unauthorised changes of the project at hand: one that came twice is one. */
    private final RoaringBitmap changes = new RoaringBitmap();

    private int backlog;
    private int negative;
    private int alerts;
    private int opened;
    private int reopened;
    private int unauthorised;
    private int silencedRepairs;
    private int silenced;

    /** An episode that opened in the period. */
    void opened(Fact fact) {
        opened++;
        if (fact.again()) {
            reopened++;
        }
        if (fact.kind() == Kind.CHANGE && fact.triageNow() != TriageState.AUTHORISED) {
            changes.add(fact.number());
        }
        if (fact.backlog()) {
            backlog++;
            return;
        }
        if (!fact.openedSilenced()) {
            alerts++;
        }
        long took = fact.openedAt() - fact.introducedAt();
        if (took < 0) {
            negative++;
        } else {
            detection.add(took);
        }
    }

    /** An episode that closed in the period. */
    void closed(Fact fact) {
        long took = Math.max(0, fact.closedAt() - fact.openedAt());
        if (fact.isFixed()) {
            repair.add(took);
            repairBy.computeIfAbsent(fact.severity(), any -> new LongArrayList())
                    .add(took);
            return;
        }
        if (!fact.silenced()) {
            lost.add(took);
        } else if (fact.outcome() == EpisodeOutcome.FIXED) {
            silencedRepairs++;
        }
    }

    /** What comes next is another project's, where the same numbers are other findings. */
    void endOfProject() {
        unauthorised += changes.getCardinality();
        changes.clear();
    }

    /** An episode whose last day for a fix lay in the period. */
    void due(Fact fact, long until) {
        int[] counts = due.computeIfAbsent(fact.openedSeverity(), any -> new int[2]);
        counts[0]++;
        if (fact.isFixed() && fact.closedAt() <= until) {
            counts[1]++;
        }
    }

    /** Findings that came to be silenced in the period. */
    void silenced(RoaringBitmap numbers) {
        silenced += numbers.getCardinality();
    }

    Detection mttd() {
        return new Detection(Spread.of(detection.toArray()), backlog, negative);
    }

    /** @param open how long what was open at the period's end, and counted then, had been so; in milliseconds */
    Repair mttr(LongArrayList open) {
        var bySeverity = new EnumMap<Severity, Spread>(Severity.class);
        repairBy.forEach((severity, times) -> bySeverity.put(severity, Spread.of(times.toArray())));
        return new Repair(
                Spread.of(repair.toArray()),
                Survival.median(
                        repair.toArray(),
                        LongStream.concat(Arrays.stream(lost.toArray()), Arrays.stream(open.toArray()))
                                .toArray()),
                open.size(),
                silencedRepairs,
                bySeverity);
    }

    Map<Severity, Due> due() {
        var byCounts = new EnumMap<Severity, Due>(Severity.class);
        due.forEach((severity, counts) -> byCounts.put(severity, new Due(counts[0], counts[1])));
        return byCounts;
    }

    /** Until when an episode must be fixed. */
    static long until(Fact fact, Duration within) {
        return fact.openedAt() + within.toMillis();
    }

    int alerts() {
        return alerts;
    }

    int opened() {
        return opened;
    }

    int reopened() {
        return reopened;
    }

    int unauthorised() {
        return unauthorised;
    }

    int silenced() {
        return silenced;
    }

    int fixed() {
        return repair.size();
    }
}

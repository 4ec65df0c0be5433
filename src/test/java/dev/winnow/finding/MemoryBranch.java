package dev.winnow.finding;

import com.carrotsearch.hppc.IntHashSet;
import dev.winnow.finding.identity.IdentityIndex;
import dev.winnow.finding.identity.Join;
import dev.winnow.finding.identity.Known;
import dev.winnow.finding.identity.Match;
import dev.winnow.finding.identity.Matching;
import dev.winnow.finding.identity.ResultTable;
import dev.winnow.importers.Result;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/** A tracked branch in memory: matching and lifecycle as they work together, without a database. */
final class MemoryBranch {
    private final IdentityIndex index = new IdentityIndex();
    private final Map<String, RoaringBitmap> streams = new HashMap<>();
    private final Map<String, RoaringBitmap> held = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> lines = new HashMap<>();
    private final Map<Integer, Integer> opened = new HashMap<>();
    private final Map<Integer, Integer> closed = new HashMap<>();
    private int next = 1;
    private int joined;

    /** @param findings by result, in the report's order */
    record Imported(List<Integer> findings, int created, Lifecycle.Change change) {
        boolean changedNothing() {
            return created == 0
                    && change.opened().isEmpty()
                    && change.closed().isEmpty()
                    && change.closedByHeld().isEmpty()
                    && change.heldBack().isEmpty();
        }
    }

    Imported scan(String stream, boolean complete, List<Result> report) {
        var table = new ResultTable();
        report.forEach(table::add);
        RoaringBitmap had = streams.getOrDefault(stream, new RoaringBitmap());
        RoaringBitmap open = open();
        Match match = new Matching(table, index, known(stream, had, open), next).run(true);
        next += match.created();
        if (!match.joins().isEmpty()) {
            join(match.joins());
            had = streams.getOrDefault(stream, new RoaringBitmap());
        }
        RoaringBitmap found = RoaringBitmap.bitmapOf(match.findings());
        var others = new RoaringBitmap();
        streams.forEach((name, content) -> {
            if (!name.equals(stream)) {
                others.or(content);
            }
        });
        var change = Lifecycle.of(
                new Lifecycle.Before(had, others, held.getOrDefault(stream, new RoaringBitmap())),
                found,
                complete,
                Lifecycle.HoldRule.DEFAULT);
        change.opened().forEach((int finding) -> opened.merge(finding, 1, Integer::sum));
        change.closed().forEach((int finding) -> closed.merge(finding, 1, Integer::sum));
        change.closedByHeld().forEach((int finding) -> closed.merge(finding, 1, Integer::sum));
        held.put(stream, change.heldBack());
        streams.put(stream, change.contained());
        Map<Integer, Integer> seen = lines.computeIfAbsent(stream, name -> new HashMap<>());
        for (int row = 0; row < report.size(); row++) {
            seen.put(match.findings()[row], table.line(row));
        }
        return new Imported(Arrays.stream(match.findings()).boxed().toList(), match.created(), change);
    }

    private void join(List<Join> joins) {
        Map<Integer, Integer> survivors = joins.stream().collect(Collectors.toMap(Join::absorbed, Join::survivor));
        streams.replaceAll((name, content) -> Bitmaps.with(survivors, content));
        held.replaceAll((name, content) -> Bitmaps.with(survivors, content));
        joins.forEach(join -> {
            opened.remove(join.absorbed());
            closed.remove(join.absorbed());
        });
        joined += joins.size();
    }

    private Known known(String stream, RoaringBitmap had, RoaringBitmap open) {
        return new Known() {
            @Override
            public boolean inStream(int finding) {
                return had.contains(finding);
            }

            @Override
            public boolean open(int finding) {
                return open.contains(finding);
            }

            @Override
            public IntHashSet hadBefore(IntHashSet findings) {
                var before = lines.getOrDefault(stream, Map.of());
                findings.removeAll((int finding) -> !before.containsKey(finding));
                return findings;
            }

            @Override
            public int line(int finding) {
                return lines.getOrDefault(stream, Map.of()).getOrDefault(finding, 0);
            }
        };
    }

    RoaringBitmap open() {
        var open = new RoaringBitmap();
        streams.values().forEach(open::or);
        return open;
    }

    int findings() {
        return next - 1 - joined;
    }

    int timesOpened(int finding) {
        return opened.getOrDefault(finding, 0);
    }

    int timesClosed(int finding) {
        return closed.getOrDefault(finding, 0);
    }
}

package dev.winnow.finding.identity;

import com.carrotsearch.hppc.IntHashSet;
import dev.winnow.importers.Result;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One project's findings in memory, and reports that are matched with them one after the other. */
final class Reports {
    private final IdentityIndex index = new IdentityIndex();
    private final Map<String, Set<Integer>> streams = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> lines = new HashMap<>();
    private final Map<String, Set<Integer>> had = new HashMap<>();
    private int next = 1;
    private Match last;

    /** The finding of each result, in order, of the newest complete scan of the stream on the tracked branch. */
    List<Integer> scan(String stream, Result... results) {
        return scan(stream, List.of(new KeySchemeV1()), results);
    }

    List<Integer> scan(String stream, List<KeyScheme> schemes, Result... results) {
        var findings = match(stream, schemes, true, results);
        streams.put(stream, new HashSet<>(findings));
        had.computeIfAbsent(stream, any -> new HashSet<>()).addAll(findings);
        var seen = new HashMap<Integer, Integer>();
        for (int i = 0; i < results.length; i++) {
            var location = results[i].primaryLocation();
            seen.putIfAbsent(findings.get(i), location == null ? 0 : location.startLine());
        }
        lines.put(stream, seen);
        return findings;
    }

    /** The same for a scan that neither opens nor closes: of another branch, or late. */
    List<Integer> elsewhere(String stream, Result... results) {
        return match(stream, List.of(new KeySchemeV1()), false, results);
    }

    private List<Integer> match(String stream, List<KeyScheme> schemes, boolean authoritative, Result... results) {
        var table = new ResultTable(schemes);
        for (Result result : results) {
            table.add(result);
        }
        var known = new Known() {
            @Override
            public boolean inStream(int finding) {
                return streams.getOrDefault(stream, Set.of()).contains(finding);
            }

            @Override
            public boolean open(int finding) {
                return Reports.this.open().contains(finding);
            }

            @Override
            public IntHashSet hadBefore(IntHashSet findings) {
                findings.removeAll(
                        (int finding) -> !had.getOrDefault(stream, Set.of()).contains(finding));
                return findings;
            }

            @Override
            public int line(int finding) {
                return lines.getOrDefault(stream, Map.of()).getOrDefault(finding, 0);
            }
        };
        last = new Matching(table, index, known, next).run(authoritative);
        next += last.created();
        return Arrays.stream(last.findings()).boxed().toList();
    }

    /** What decided on each result of the last report. */
    List<Pass> passes() {
        return List.of(last.passes());
    }

    Set<Integer> open() {
        var open = new TreeSet<Integer>();
        streams.values().forEach(open::addAll);
        return open;
    }

    int known() {
        return next - 1;
    }
}

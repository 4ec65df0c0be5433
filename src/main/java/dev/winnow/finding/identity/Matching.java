package dev.winnow.finding.identity;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.cursors.IntCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matches a report's results with a project's findings (design: identity): one to one, pass by pass, strongest first;
 * what is left comes back, or is new. Of several findings that fit, one that the stream contains comes first, then an open one, then
 * the nearest line. Used once.
 */
public final class Matching {
    private static final Key.Says ADVISORY = Key.Says.WHICH_ADVISORY;

    private final ResultTable results;
    private final IdentityIndex index;
    private final Known known;
    private final int firstNew;
    private final int[] findings;
    private final Pass[] passes;
    private final IntHashSet claimed = new IntHashSet();
    private final Pairing pairing;

    /** For findings of kinds that merge: the row, plus one, that claimed it and says most of what it is. */
    private final IntIntHashMap claimant = new IntIntHashMap();

    private final IntArrayList candidates = new IntArrayList();

    /**
     * @param index of the project; it takes on the keys of new findings, so it is void where the import fails later
     * @param firstNew the number the first new finding gets
     */
    public Matching(ResultTable results, IdentityIndex index, Known known, int firstNew) {
        this.results = results;
        this.index = index;
        this.known = known;
        this.firstNew = firstNew;
        this.findings = new int[results.size()];
        this.passes = new Pass[results.size()];
        this.pairing = new Pairing(results::line, known::line);
        Arrays.fill(passes, Pass.NONE);
    }

    /**
     * @param authoritative whether findings known before take on the keys of this report: for the newest scan of a stream
     *     of the tracked branch
     */
    public Match run(boolean authoritative) {
        for (Pass pass : Pass.values()) {
            if (pass != Pass.NONE) {
                match(pass);
            }
        }
        new Returning(results, index, known)
                .pair(
                        row -> findings[row] == 0 && !results.absent(row),
                        claimed,
                        pairing,
                        (row, finding) -> claim(row, finding, Pass.PATH_AND_MESSAGE));
        List<Join> joins = authoritative ? joinDoubles() : List.of();
        var rekeyed = authoritative ? takeOnKeys() : new IntHashSet();
        joins.forEach(join -> rekeyed.add(join.survivor()));
        int created = createTheRest();
        return new Match(findings, passes, firstNew, created, rekeyed, joins);
    }

    /** Groups the rows not matched yet by their keys of this pass, and lets each group choose. */
    private void match(Pass pass) {
        var groups = new LongIntHashMap();
        var nextRow = new IntArrayList();
        var rowOf = new IntArrayList();
        var keyOf = new IntArrayList();
        nextRow.add(0);
        rowOf.add(0);
        keyOf.add(0);
        var order = new LongArrayList();
        for (int row = 0; row < results.size(); row++) {
            if (findings[row] != 0 || results.absent(row)) {
                continue;
            }
            for (int key = results.firstKey(row); key < results.endKey(row); key++) {
                if (results.pass(key) != pass || !results.sought(key)) {
                    continue;
                }
                long high = results.high(key);
                int entry = rowOf.size();
                rowOf.add(row);
                keyOf.add(key);
                int before = groups.getOrDefault(high, 0);
                nextRow.add(before);
                groups.put(high, entry);
                if (before == 0) {
                    order.add(high);
                }
            }
        }
        var rows = new IntArrayList();
        for (int i = 0; i < order.size(); i++) {
            rows.clear();
            int entry = groups.get(order.get(i));
            int key = keyOf.get(entry);
            for (; entry != 0; entry = nextRow.get(entry)) {
                int row = rowOf.get(entry);
                if (findings[row] == 0) {
                    rows.add(row);
                }
            }
            if (!rows.isEmpty()) {
                choose(pass, key, rows);
            }
        }
    }

    private void choose(Pass pass, int key, IntArrayList rows) {
        candidates.clear();
        index.find(results.high(key), results.low(key), candidates);
        if (candidates.isEmpty()) {
            return;
        }
        if (results.merges(rows.get(0))) {
            // Rows were chained newest first.
            for (int i = rows.size() - 1; i >= 0; i--) {
                int row = rows.get(i);
                int best = best(row, pass);
                if (best != 0) {
                    claim(row, best, pass);
                    noteClaimant(row, best);
                }
            }
            return;
        }
        var inStream = new IntArrayList();
        var open = new IntArrayList();
        var others = new IntArrayList();
        for (IntCursor candidate : candidates) {
            int finding = candidate.value;
            if (claimed.contains(finding)) {
                continue;
            }
            if (known.inStream(finding)) {
                inStream.add(finding);
            } else if (!pass.withinStream()) {
                (known.open(finding) ? open : others).add(finding);
            }
        }
        // Rows were chained newest first.
        int[] left = rows.toArray();
        Arrays.sort(left);
        left = pair(left, inStream, pass);
        left = pair(left, open, pass);
        pair(left, others, pass);
    }

    /** The best of the candidates that can be meant by the row; 0 where none can. */
    private int best(int row, Pass pass) {
        int best = 0;
        for (IntCursor candidate : candidates) {
            int finding = candidate.value;
            boolean better = best == 0 || rank(finding) < rank(best) || (rank(finding) == rank(best) && finding < best);
            if (better && !isAnother(row, finding, pass)) {
                best = finding;
            }
        }
        return best;
    }

    /**
     * Whether a finding that shares a lesser name with the row is known to be another one: several vulnerabilities may be
     * fixed by one advisory, and several packages may have one bare name.
     */
    private boolean isAnother(int row, int finding, Pass pass) {
        if (pass != Pass.ALIAS_AND_PACKAGE && pass != Pass.ADVISORY_AND_NAME) {
            return false;
        }
        return isAnother(row, finding);
    }

    private boolean isAnother(int row, int finding) {
        return isAnother(row, finding, ADVISORY) || isAnother(row, finding, Key.Says.WHICH_PACKAGE);
    }

    private boolean isAnother(int row, int finding, Key.Says says) {
        if (!results.isSure(row, says)) {
            return false;
        }
        int other = claimant.getOrDefault(finding, 0) - 1;
        boolean othersClaim = other >= 0 && results.isSure(other, says) && !results.agree(row, other, says);
        return othersClaim || (index.isSure(finding, says) && !agrees(row, finding, says));
    }

    private boolean agrees(int row, int finding, Key.Says says) {
        for (int key = results.firstKey(row); key < results.endKey(row); key++) {
            if (Key.Says.of(results.low(key)) == says && index.has(finding, results.high(key), results.low(key))) {
                return true;
            }
        }
        return false;
    }

    private void noteClaimant(int row, int finding) {
        int before = claimant.getOrDefault(finding, 0) - 1;
        if (before < 0 || !results.isSure(before, Key.Says.WHICH_ADVISORY)) {
            claimant.put(finding, row + 1);
        }
    }

    private int rank(int finding) {
        if (known.inStream(finding)) {
            return 0;
        }
        return known.open(finding) ? 1 : 2;
    }

    /** @return the rows that are left, in order */
    private int[] pair(int[] rows, IntArrayList fitting, Pass pass) {
        if (rows.length == 0 || fitting.isEmpty()) {
            return rows;
        }
        pairing.pair(rows, fitting.toArray(), (row, finding) -> claim(row, finding, pass));
        return Arrays.stream(rows).filter(row -> findings[row] == 0).toArray();
    }

    private void claim(int row, int finding, Pass pass) {
        findings[row] = finding;
        passes[row] = pass;
        claimed.add(finding);
    }

    /**
     * Joins findings that were each known by one name of a vulnerability, where a result has both names: so that it does
     * not matter which guard came first.
     */
    private List<Join> joinDoubles() {
        var joins = new ArrayList<Join>();
        for (int row = 0; row < results.size(); row++) {
            if (findings[row] == 0 || !results.merges(row)) {
                continue;
            }
            for (int key = results.firstKey(row); key < results.endKey(row); key++) {
                if (results.sought(key) && Key.Says.of(results.low(key)) == Key.Says.WHICH_PACKAGE) {
                    joinDoubles(row, key, joins);
                }
            }
        }
        if (!joins.isEmpty()) {
            var survivors = new IntIntHashMap();
            // A survivor may have been absorbed later.
            joins.reversed()
                    .forEach(join ->
                            survivors.put(join.absorbed(), survivors.getOrDefault(join.survivor(), join.survivor())));
            Arrays.setAll(findings, row -> survivors.getOrDefault(findings[row], findings[row]));
            joins.replaceAll(join -> new Join(join.absorbed(), survivors.get(join.absorbed())));
        }
        return joins;
    }

    private void joinDoubles(int row, int key, List<Join> joins) {
        candidates.clear();
        index.find(results.high(key), results.low(key), candidates);
        for (int candidate : candidates.toArray()) {
            int finding = findings[row];
            if (candidate == finding || isAnother(row, candidate) || index.contradict(finding, candidate, ADVISORY)) {
                continue;
            }
            int order = Integer.compare(rank(candidate), rank(finding));
            boolean older = order < 0 || (order == 0 && candidate < finding);
            var join = older ? new Join(finding, candidate) : new Join(candidate, finding);
            index.join(join);
            joins.add(join);
            findings[row] = join.survivor();
        }
    }

    /**
     * Findings known before take on the keys of this report's results: those of a moved file replace the old ones; names
     * of a vulnerability are only ever added, since each guard knows other ones.
     */
    private IntHashSet takeOnKeys() {
        var rekeyed = new IntHashSet();
        for (int row = 0; row < results.size(); row++) {
            int finding = findings[row];
            if (finding == 0) {
                continue;
            }
            if (results.merges(row)) {
                if (addKeys(row, finding)) {
                    rekeyed.add(finding);
                }
            } else if (differs(row, finding)) {
                index.forget(finding);
                addKeys(row, finding);
                rekeyed.add(finding);
            }
        }
        return rekeyed;
    }

    private boolean differs(int row, int finding) {
        int kept = 0;
        for (int key = results.firstKey(row); key < results.endKey(row); key++) {
            if (results.kept(key)) {
                if (!index.has(finding, results.high(key), results.low(key))) {
                    return true;
                }
                kept++;
            }
        }
        return kept != index.countOf(finding);
    }

    private boolean addKeys(int row, int finding) {
        boolean added = false;
        for (int key = results.firstKey(row); key < results.endKey(row); key++) {
            if (results.kept(key)) {
                added |= index.add(finding, results.high(key), results.low(key));
            }
        }
        return added;
    }

    private int createTheRest() {
        int number = firstNew;
        for (int row = 0; row < results.size(); row++) {
            if (findings[row] != 0 || results.absent(row)) {
                continue;
            }
            int same = results.merges(row) ? sameInThisReport(row) : 0;
            if (same != 0) {
                findings[row] = same;
            } else {
                findings[row] = number++;
            }
            addKeys(row, findings[row]);
        }
        return number - firstNew;
    }

    /** A new finding of this report that the row is another place of; 0 where there is none. */
    private int sameInThisReport(int row) {
        for (int key = results.firstKey(row); key < results.endKey(row); key++) {
            if (!results.sought(key)) {
                continue;
            }
            candidates.clear();
            index.find(results.high(key), results.low(key), candidates);
            for (IntCursor candidate : candidates) {
                if (candidate.value >= firstNew && !isAnother(row, candidate.value, results.pass(key))) {
                    passes[row] = results.pass(key);
                    return candidate.value;
                }
            }
        }
        return 0;
    }
}

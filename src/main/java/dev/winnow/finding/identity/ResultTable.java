package dev.winnow.finding.identity;

import com.carrotsearch.hppc.ByteArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongLongHashMap;
import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What matching needs of each result of a report, in columns: some 100 bytes a result, whatever the report holds. A
 * result is known by its row, which is its place in the report from 0.
 */
public final class ResultTable {
    private static final byte SUPPRESSED = 1;
    private static final byte EXPLOITED = 2;
    private static final byte ABSENT = 4;
    private static final byte MERGES = 8;

    private final List<KeyScheme> schemes;
    private final Distinctive distinctive = new Distinctive();

    private final IntArrayList keyStart = new IntArrayList();
    private final ByteArrayList keyPass = new ByteArrayList();
    private final ByteArrayList keyUse = new ByteArrayList();
    private final LongArrayList keyHigh = new LongArrayList();
    private final LongArrayList keyLow = new LongArrayList();

    /** For fingerprint keys, by their high half: which value they stand for. */
    private final LongLongHashMap evidence = new LongLongHashMap();

    private final LongArrayList digest = new LongArrayList();
    private final IntArrayList line = new IntArrayList();
    private final ByteArrayList severity = new ByteArrayList();
    private final ByteArrayList flags = new ByteArrayList();
    private final LongArrayList since = new LongArrayList();

    /** Rows of things that happened at a known time. */
    private final java.util.BitSet happened = new java.util.BitSet();

    private int suppressed;

    public ResultTable() {
        this(List.of(new KeySchemeV1()));
    }

    /** @param schemes the current one first, then older ones that findings may still be known by */
    ResultTable(List<KeyScheme> schemes) {
        this.schemes = schemes;
    }

    /** Takes a result on, as the next row. */
    public void add(Result result) {
        long place = result.fingerprints().isEmpty() ? 0 : Distinctive.place(result);
        keyStart.add(keyPass.size());
        boolean current = true;
        for (KeyScheme scheme : schemes) {
            for (Key key : scheme.keys(result)) {
                keyPass.add((byte) key.pass().ordinal());
                keyUse.add((byte) (current ? key.use() : old(key.use())).ordinal());
                keyHigh.add(key.high());
                keyLow.add(key.low());
                if (key.evidence() != 0) {
                    evidence.put(key.high(), key.evidence());
                    distinctive.note(key.evidence(), place);
                }
            }
            current = false;
        }
        Location location = result.primaryLocation();
        line.add(location == null ? 0 : location.startLine());
        digest.add(ResultDigest.of(result));
        severity.add((byte) result.severity().ordinal());
        var advisory = result.rule().advisory();
        int bits = 0;
        if (result.suppressed()) {
            bits |= SUPPRESSED;
            suppressed++;
        }
        if (advisory != null && advisory.knownExploited()) {
            bits |= EXPLOITED;
        }
        if (result.baseline() == BaselineState.ABSENT) {
            bits |= ABSENT;
        }
        if (merges(result)) {
            bits |= MERGES;
        }
        flags.add((byte) bits);
        if (result.occurredAt() != null) {
            happened.set(since.size());
        }
        since.add(since(result));
    }

    /** What a key of an older scheme still does: what was searched for is, and nothing is kept any more. */
    private static Key.Use old(Key.Use use) {
        return switch (use) {
            case BOTH, SOUGHT -> Key.Use.SOUGHT;
            case KEPT, COMPARED -> Key.Use.COMPARED;
        };
    }

    private static long since(Result result) {
        if (result.occurredAt() != null) {
            return result.occurredAt().toEpochMilli();
        }
        var advisory = result.rule().advisory();
        return advisory == null || advisory.published() == null
                ? Long.MIN_VALUE
                : advisory.published().toEpochMilli();
    }

    /**
     * Whether results of this kind with one key are one finding at several places. A vulnerability in a package is one
     * problem however many copies lie in an image; two equal lines of bad code are two.
     */
    private static boolean merges(Result result) {
        return switch (result.kind()) {
            case VULNERABILITY, LICENSE, WEB, RUNTIME, CHANGE -> true;
            case CODE, SECRET, MISCONFIGURATION -> false;
        };
    }

    public int size() {
        return line.size();
    }

    /** How many results the scanner itself suppressed. */
    public int suppressedCount() {
        return suppressed;
    }

    public Severity severity(int row) {
        return Severity.values()[severity.get(row)];
    }

    public boolean suppressed(int row) {
        return (flags.get(row) & SUPPRESSED) != 0;
    }

    public boolean exploited(int row) {
        return (flags.get(row) & EXPLOITED) != 0;
    }

    /** Whether the report only says that the problem is gone. */
    public boolean absent(int row) {
        return (flags.get(row) & ABSENT) != 0;
    }

    /** Whether results of this kind with one key are one finding at several places. */
    public boolean merges(int row) {
        return (flags.get(row) & MERGES) != 0;
    }

    /** The first line of the primary location; 0 where unknown. */
    public int line(int row) {
        return line.get(row);
    }

    /** A hash over all that is kept of the result for display. */
    public long digest(int row) {
        return digest.get(row);
    }

    /** Since when the problem can have been there: the advisory's publication, the event's time. */
    public Optional<Instant> since(int row) {
        return since.get(row) == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since.get(row)));
    }

    /** Whether {@link #since} is when it happened, which no commit time can say better. */
    public boolean happened(int row) {
        return happened.get(row);
    }

    int firstKey(int row) {
        return keyStart.get(row);
    }

    int endKey(int row) {
        return row + 1 < keyStart.size() ? keyStart.get(row + 1) : keyPass.size();
    }

    Pass pass(int key) {
        return Pass.values()[keyPass.get(key)];
    }

    long high(int key) {
        return keyHigh.get(key);
    }

    long low(int key) {
        return keyLow.get(key);
    }

    /** Whether the result has a key that says this much. */
    boolean isSure(int row, Key.Says says) {
        for (int key = firstKey(row); key < endKey(row); key++) {
            if (Key.Says.of(low(key)) == says) {
                return true;
            }
        }
        return false;
    }

    /** Whether two results have a key in common that says this much. */
    boolean agree(int row, int other, Key.Says says) {
        for (int key = firstKey(row); key < endKey(row); key++) {
            if (Key.Says.of(low(key)) != says) {
                continue;
            }
            for (int its = firstKey(other); its < endKey(other); its++) {
                if (high(key) == high(its) && low(key) == low(its)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether findings are searched by this key; a placeholder fingerprint finds nothing. */
    boolean sought(int key) {
        int use = keyUse.get(key);
        return (use == Key.Use.BOTH.ordinal() || use == Key.Use.SOUGHT.ordinal()) && !placeholder(key);
    }

    /** Whether the finding keeps this key. */
    boolean kept(int key) {
        int use = keyUse.get(key);
        return (use == Key.Use.BOTH.ordinal() || use == Key.Use.KEPT.ordinal()) && !placeholder(key);
    }

    private boolean placeholder(int key) {
        return distinctive.anyShared()
                && keyPass.get(key) == Pass.FINGERPRINT.ordinal()
                && distinctive.isShared(evidence.get(keyHigh.get(key)));
    }
}

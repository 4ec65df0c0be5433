package dev.winnow.finding.identity;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import java.nio.ByteBuffer;

/**
 * The keys of a project's findings: from a key to the findings that have it, and back. Held in memory while imports of
 * the project run; some 60 bytes a key. Not for sharing between threads.
 */
public final class IdentityIndex {
    /** More keys than this say nothing more of a finding, and a hostile report could add them without end. */
    private static final int MAX_KEYS = 24;

    private static final int NOBODY = 0;

    /** From a key's high half to the newest entry; entries with one high half are chained by {@link #next}. */
    private final LongIntHashMap newest = new LongIntHashMap();

    /** From a finding to its newest entry; its entries are chained by {@link #sibling}. */
    private final IntIntHashMap newestOf = new IntIntHashMap();

    private final LongArrayList high = new LongArrayList();
    private final LongArrayList low = new LongArrayList();
    private final IntArrayList owner = new IntArrayList();
    private final IntArrayList next = new IntArrayList();
    private final IntArrayList sibling = new IntArrayList();

    public IdentityIndex() {
        // Entry 0 stands for none.
        append(0, 0, NOBODY, 0, 0);
    }

    /** Adds a finding's keys as {@link #encoded} gave them. */
    public void load(int finding, byte[] keys) {
        var buffer = ByteBuffer.wrap(keys);
        while (buffer.remaining() >= 16) {
            add(finding, buffer.getLong(), buffer.getLong());
        }
    }

    /** Gives the finding one more key. @return false where it has the key already, or enough of them */
    boolean add(int finding, long keyHigh, long keyLow) {
        int keys = 0;
        int mine = newestOf.getOrDefault(finding, 0);
        for (int entry = mine; entry != 0; entry = sibling.get(entry)) {
            if (owner.get(entry) == finding) {
                if (high.get(entry) == keyHigh && low.get(entry) == keyLow) {
                    return false;
                }
                keys++;
            }
        }
        if (keys >= MAX_KEYS) {
            return false;
        }
        int entry = high.size();
        append(keyHigh, keyLow, finding, newest.getOrDefault(keyHigh, 0), mine);
        newest.put(keyHigh, entry);
        newestOf.put(finding, entry);
        return true;
    }

    /** Takes all keys from the finding. */
    void forget(int finding) {
        for (int entry = newestOf.remove(finding); entry != 0; entry = sibling.get(entry)) {
            owner.set(entry, NOBODY);
        }
    }

    /** Gives the survivor all keys of the absorbed finding, which then has none. */
    void join(Join join) {
        for (int entry = newestOf.getOrDefault(join.absorbed(), 0); entry != 0; entry = sibling.get(entry)) {
            add(join.survivor(), high.get(entry), low.get(entry));
        }
        forget(join.absorbed());
    }

    /** Whether both findings have keys that say this much, and not one in common. */
    boolean contradict(int one, int other, Key.Says says) {
        if (!isSure(one, says) || !isSure(other, says)) {
            return false;
        }
        for (int entry = newestOf.getOrDefault(one, 0); entry != 0; entry = sibling.get(entry)) {
            if (Key.Says.of(low.get(entry)) == says && has(other, high.get(entry), low.get(entry))) {
                return false;
            }
        }
        return true;
    }

    /** Appends the numbers of all findings that have the key. */
    void find(long keyHigh, long keyLow, IntArrayList into) {
        for (int entry = newest.getOrDefault(keyHigh, 0); entry != 0; entry = next.get(entry)) {
            if (low.get(entry) == keyLow && owner.get(entry) != NOBODY) {
                into.add(owner.get(entry));
            }
        }
    }

    boolean has(int finding, long keyHigh, long keyLow) {
        for (int entry = newestOf.getOrDefault(finding, 0); entry != 0; entry = sibling.get(entry)) {
            if (high.get(entry) == keyHigh && low.get(entry) == keyLow) {
                return true;
            }
        }
        return false;
    }

    /** Whether the finding has a key that says this much. */
    boolean isSure(int finding, Key.Says says) {
        for (int entry = newestOf.getOrDefault(finding, 0); entry != 0; entry = sibling.get(entry)) {
            if (Key.Says.of(low.get(entry)) == says) {
                return true;
            }
        }
        return false;
    }

    int countOf(int finding) {
        int count = 0;
        for (int entry = newestOf.getOrDefault(finding, 0); entry != 0; entry = sibling.get(entry)) {
            count++;
        }
        return count;
    }

    /** The finding's keys side by side, 16 bytes each. */
    public byte[] encoded(int finding) {
        var buffer = ByteBuffer.allocate(countOf(finding) * 16);
        for (int entry = newestOf.getOrDefault(finding, 0); entry != 0; entry = sibling.get(entry)) {
            buffer.putLong(high.get(entry)).putLong(low.get(entry));
        }
        return buffer.array();
    }

    /** How many keys it holds, forgotten ones among them: a measure of its memory. */
    public int size() {
        return high.size() - 1;
    }

    private void append(long keyHigh, long keyLow, int finding, int nextEntry, int siblingEntry) {
        high.add(keyHigh);
        low.add(keyLow);
        owner.add(finding);
        next.add(nextEntry);
        sibling.add(siblingEntry);
    }
}

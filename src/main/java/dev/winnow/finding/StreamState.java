package dev.winnow.finding;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.LongHashSet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a stream of the tracked branch contains now, with the line and the digest each finding had when it was last seen
 * there: enough to match moved lines, and to tell what must be written again. Kept in blocks of 4096 finding numbers.
 */
final class StreamState {
    /** 4096 findings a block. */
    static final int BLOCK_BITS = 12;

    private static final int ENTRY_BYTES = Short.BYTES + Integer.BYTES + Long.BYTES;

    private final RoaringBitmap content = new RoaringBitmap();
    private final IntIntHashMap lines = new IntIntHashMap();
    private final IntLongHashMap digests = new IntLongHashMap();
    private final Map<Integer, byte[]> loaded = new HashMap<>();

    void load(int block, byte[] entries) {
        loaded.put(block, entries);
        var buffer = ByteBuffer.wrap(entries);
        while (buffer.hasRemaining()) {
            int finding = (block << BLOCK_BITS) | (buffer.getShort() & 0xFFFF);
            content.add(finding);
            lines.put(finding, buffer.getInt());
            digests.put(finding, buffer.getLong());
        }
    }

    /** The findings the stream contains. Not to be changed. */
    RoaringBitmap content() {
        return content;
    }

    int line(int finding) {
        return lines.getOrDefault(finding, 0);
    }

    /** Whether the stream saw the finding with exactly these details. */
    boolean saw(int finding, long digest) {
        return content.contains(finding) && digests.get(finding) == digest;
    }

    LongHashSet digests() {
        return new LongHashSet(digests.values());
    }

    void put(int finding, int line, long digest) {
        content.add(finding);
        lines.put(finding, line);
        digests.put(finding, digest);
    }

    /** Replaces numbers; a survivor that is here already keeps its own line and digest. */
    void replace(Map<Integer, Integer> survivors) {
        survivors.forEach((absorbed, survivor) -> {
            if (content.checkedRemove(absorbed) && !content.contains(survivor)) {
                put(survivor, lines.get(absorbed), digests.get(absorbed));
            }
        });
    }

    void removeAll(RoaringBitmap findings) {
        content.andNot(findings);
    }

    /** The blocks that differ from what was loaded; an empty array for one that has nothing left. */
    Map<Integer, byte[]> changedBlocks() {
        var changed = new TreeMap<Integer, byte[]>();
        var current = new TreeMap<Integer, byte[]>();
        var buffer = ByteBuffer.allocate((1 << BLOCK_BITS) * ENTRY_BYTES);
        int block = -1;
        PeekableIntIterator findings = content.getIntIterator();
        while (findings.hasNext()) {
            int finding = findings.next();
            if (finding >>> BLOCK_BITS != block) {
                flush(current, block, buffer);
                block = finding >>> BLOCK_BITS;
            }
            buffer.putShort((short) (finding & ((1 << BLOCK_BITS) - 1)));
            buffer.putInt(lines.get(finding));
            buffer.putLong(digests.get(finding));
        }
        flush(current, block, buffer);
        current.forEach((number, entries) -> {
            if (!Arrays.equals(entries, loaded.get(number))) {
                changed.put(number, entries);
            }
        });
        loaded.keySet().stream()
                .filter(number -> !current.containsKey(number))
                .forEach(number -> changed.put(number, new byte[0]));
        return changed;
    }

    private static void flush(Map<Integer, byte[]> blocks, int block, ByteBuffer buffer) {
        if (buffer.position() > 0) {
            blocks.put(block, Arrays.copyOf(buffer.array(), buffer.position()));
            buffer.clear();
        }
    }
}

package dev.winnow.finding;

import com.carrotsearch.hppc.IntArrayList;
import com.github.luben.zstd.Zstd;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Result;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Results of a report at hand for writing, in the order of their rows: encoded and compressed, some tens of bytes each
 * where a tool repeats itself, so that a report need not be read a second time. Not for sharing between threads.
 */
public final class StoredResults {
    /** Compressed once it is full. */
    private static final int BLOCK = 1 << 17;

    private static final int NULL = -1;
    private static final int FASTEST = 1;

    private final RuleText.Maker maker = new RuleText.Maker();
    private final RoaringBitmap rows = new RoaringBitmap();
    private final List<Block> blocks = new ArrayList<>();
    private final List<RuleText> rules = new ArrayList<>();
    private final Map<Long, Integer> ruleIndex = new HashMap<>();
    private ByteBuffer open = ByteBuffer.allocate(BLOCK + (BLOCK >> 1));
    private final IntArrayList openRows = new IntArrayList();
    private long bytes;

    /** Keeps one more result; rows rise. */
    public void add(int row, Result result) {
        StoredResult stored = StoredResult.of(result, maker.of(result.rule()));
        rows.add(row);
        openRows.add(row);
        putInt(stored.kind().ordinal());
        putInt(index(stored.rule()));
        put(stored.title());
        put(stored.identifier());
        put(stored.aliases());
        put(stored.place());
        put(stored.parameter());
        putInt(stored.line());
        put(stored.packageName());
        put(stored.packageVersion());
        put(stored.fixedVersion());
        put(stored.details());
        if (open.position() >= BLOCK) {
            close();
        }
    }

    private int index(RuleText rule) {
        Integer known = ruleIndex.get(rule.id());
        if (known != null) {
            return known;
        }
        rules.add(rule);
        bytes += rule.details().length + 200;
        ruleIndex.put(rule.id(), rules.size() - 1);
        return rules.size() - 1;
    }

    /** The memory it takes, about. */
    public long bytes() {
        return bytes;
    }

    /** How many results it holds. */
    public int size() {
        return rows.getCardinality();
    }

    /** Whether it holds all of these rows. */
    boolean hasAll(RoaringBitmap wanted) {
        return rows.contains(wanted);
    }

    /** Lets go of all it holds. */
    public void clear() {
        rows.clear();
        blocks.clear();
        rules.clear();
        ruleIndex.clear();
        openRows.clear();
        open.clear();
        bytes = 0;
    }

    /** Gives those of the rows that it holds. */
    void read(RoaringBitmap wanted, Sink sink) {
        close();
        for (Block block : blocks) {
            if (!RoaringBitmap.intersects(wanted, RoaringBitmap.bitmapOf(block.rows()))) {
                continue;
            }
            var in = ByteBuffer.wrap(Zstd.decompress(block.compressed(), block.size()));
            for (int row : block.rows()) {
                StoredResult result = next(in);
                if (wanted.contains(row)) {
                    sink.accept(row, result);
                }
            }
        }
    }

    private StoredResult next(ByteBuffer in) {
        return new StoredResult(
                Kind.values()[in.getInt()],
                rules.get(in.getInt()),
                notNull(text(in)),
                text(in),
                text(in),
                text(in),
                text(in),
                in.getInt(),
                text(in),
                text(in),
                text(in),
                bytes(in, in.getInt()));
    }

    private void close() {
        if (open.position() == 0) {
            return;
        }
        byte[] plain = Arrays.copyOf(open.array(), open.position());
        byte[] compressed = Zstd.compress(plain, FASTEST);
        blocks.add(new Block(openRows.toArray(), compressed, plain.length));
        bytes += compressed.length + Integer.BYTES * (long) openRows.size();
        openRows.clear();
        // A single huge result made it grow.
        open = open.capacity() > 4 * BLOCK ? ByteBuffer.allocate(BLOCK + (BLOCK >> 1)) : open.clear();
    }

    private void put(@Nullable String text) {
        if (text == null) {
            putInt(NULL);
        } else {
            put(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void put(byte[] content) {
        putInt(content.length);
        ensure(content.length);
        open.put(content);
    }

    private void putInt(int value) {
        ensure(Integer.BYTES);
        open.putInt(value);
    }

    private void ensure(int more) {
        if (open.remaining() < more) {
            byte[] larger = Arrays.copyOf(open.array(), Math.max(2 * open.capacity(), open.position() + more));
            open = ByteBuffer.wrap(larger).position(open.position());
        }
    }

    private static @Nullable String text(ByteBuffer in) {
        int length = in.getInt();
        if (length == NULL) {
            return null;
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] content = new byte[length];
        in.get(content);
        return content;
    }

    private static String notNull(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("a result has a title");
        }
        return text;
    }

    /** Takes a result and its place in the report, from 0. */
    @FunctionalInterface
    interface Sink {
        void accept(int row, StoredResult result);
    }

    /** Results next to each other. */
    private record Block(int[] rows, byte[] compressed, int size) {}
}

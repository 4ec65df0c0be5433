package dev.winnow.finding;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/** Sets of finding numbers as bytes, in the portable format of Roaring bitmaps. */
public final class Bitmaps {
    /** A set of the numbers of one block takes 128 KB at most. */
    private static final int BLOCK_BITS = 20;

    private Bitmaps() {}

    /** The same set with numbers replaced. */
    static RoaringBitmap with(Map<Integer, Integer> survivors, RoaringBitmap set) {
        RoaringBitmap replaced = set.clone();
        survivors.forEach((absorbed, survivor) -> {
            if (replaced.checkedRemove(absorbed)) {
                replaced.add((int) survivor);
            }
        });
        return replaced;
    }

    /** The sets one after the other. */
    public static byte[] bytes(RoaringBitmap... sets) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (RoaringBitmap set : sets) {
                RoaringBitmap compact = set.clone();
                compact.runOptimize();
                compact.serialize(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The set in parts of a size that every database takes in one column; in order. */
    static List<RoaringBitmap> blocks(RoaringBitmap set) {
        if (set.isEmpty()) {
            return List.of();
        }
        int first = set.first() >>> BLOCK_BITS;
        int last = set.last() >>> BLOCK_BITS;
        return first == last
                ? List.of(set)
                : IntStream.rangeClosed(first, last)
                        .mapToObj(
                                block -> set.selectRange((long) block << BLOCK_BITS, ((long) block + 1) << BLOCK_BITS))
                        .filter(block -> !block.isEmpty())
                        .toList();
    }

    /** The next set; the buffer stands behind it afterwards. */
    public static RoaringBitmap read(ByteBuffer bytes) {
        var set = new RoaringBitmap();
        try {
            set.deserialize(bytes.slice());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.position(bytes.position() + set.serializedSizeInBytes());
        return set;
    }
}

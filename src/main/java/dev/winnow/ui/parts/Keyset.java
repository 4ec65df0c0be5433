package dev.winnow.ui.parts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets a list that is asked for by offset read its rows by the last row seen, which costs the same at any depth. It
 * remembers the row before each page it has read; who jumps ahead of them walks there once.
 *
 * @param <T> a row
 */
public final class Keyset<T> {
    private static final int STRIDE = 500;

    private final Source<T> source;
    private final TreeMap<Integer, T> before = new TreeMap<>();

    /** Reads on behind a row. */
    @FunctionalInterface
    public interface Source<T> {
        /** @param last null at the start */
        List<T> after(@Nullable T last, int limit);
    }

    public Keyset(Source<T> source) {
        this.source = source;
    }

    /** @param offset from 0 */
    public List<T> page(int offset, int limit) {
        Map.Entry<Integer, T> known = before.floorEntry(offset);
        int at = known == null ? 0 : known.getKey();
        T last = known == null ? null : known.getValue();
        while (at < offset) {
            int step = Math.min(STRIDE, offset - at);
            List<T> passed = source.after(last, step);
            if (passed.size() < step) {
                return List.of();
            }
            last = passed.getLast();
            at += step;
            before.put(at, last);
        }
        List<T> page = source.after(last, limit);
        if (page.size() == limit) {
            before.put(offset + limit, page.getLast());
        }
        return page;
    }
}

package dev.winnow.export;

import java.util.Iterator;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** A set in parts that can be read at once, in order. */
final class Chunks {
    private Chunks() {}

    /** @param size numbers in a part, at most */
    static Iterable<RoaringBitmap> of(RoaringBitmap numbers, int size) {
        return () -> {
            PeekableIntIterator left = numbers.getIntIterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return left.hasNext();
                }

                @Override
                public RoaringBitmap next() {
                    var part = new RoaringBitmap();
                    part.add(left.next());
                    for (int i = 1; i < size && left.hasNext(); i++) {
                        part.add(left.next());
                    }
                    return part;
                }
            };
        };
    }
}

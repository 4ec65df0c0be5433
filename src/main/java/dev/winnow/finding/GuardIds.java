package dev.winnow.finding;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** A few guards in a few bytes: their ids in ascending order, seven bits a byte, the lowest first. */
public final class GuardIds {
    private GuardIds() {}

    static byte[] encoded(Collection<Long> guards) {
        var bytes = new ByteArrayOutputStream(2 * guards.size());
        for (long id : new TreeSet<>(guards)) {
            long left = id;
            for (; left > 0x7f; left >>>= 7) {
                bytes.write((int) (left & 0x7f) | 0x80);
            }
            bytes.write((int) left);
        }
        return bytes.toByteArray();
    }

    public static SortedSet<Long> decoded(byte[] bytes) {
        var guards = new TreeSet<Long>();
        long id = 0;
        int shift = 0;
        for (byte part : bytes) {
            id |= (long) (part & 0x7f) << shift;
            shift += 7;
            if (part >= 0) {
                guards.add(id);
                id = 0;
                shift = 0;
            }
        }
        return guards;
    }

    /** With one more. @return the same array where it is among them already */
    static byte[] with(byte[] guards, long id) {
        SortedSet<Long> all = decoded(guards);
        return all.add(id) ? encoded(all) : guards;
    }

    /** Those of both. */
    static byte[] union(byte[] one, byte[] other) {
        SortedSet<Long> all = decoded(one);
        all.addAll(decoded(other));
        return encoded(all);
    }
}

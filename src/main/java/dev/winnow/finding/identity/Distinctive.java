package dev.winnow.finding.identity;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongLongHashMap;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;

/**
 * Tells fingerprints that name a result from placeholders. A value that results at different places of one report share
 * is no key: not for any of them. Memory grows with the number of different fingerprints, some 30 bytes each.
 */
final class Distinctive {
    private final LongLongHashMap placeOf = new LongLongHashMap();
    private final LongHashSet shared = new LongHashSet();

    /** Whether a value can be a fingerprint at all: eight characters or more and no white space. */
    static boolean couldBe(String value) {
        if (value.length() < 8) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ') {
                return false;
            }
        }
        return true;
    }

    /** Notes where a fingerprint was seen. @param place by {@link #place} */
    void note(long id, long place) {
        if (!placeOf.putIfAbsent(id, place) && placeOf.get(id) != place) {
            shared.add(id);
        }
    }

    boolean anyShared() {
        return !shared.isEmpty();
    }

    /** Whether a fingerprint, by its {@link #id}, stands at one place only. */
    boolean isShared(long id) {
        return shared.contains(id);
    }

    static long id(Fingerprint fingerprint) {
        return mix(fingerprint.name(), mix(fingerprint.value(), 17));
    }

    /** Path and code; without code, path and message: equal results at one place may share a fingerprint. */
    static long place(Result result) {
        Location location = result.primaryLocation();
        String path = location == null || location.uri() == null ? "" : location.uri();
        String code = location == null ? null : location.snippet() == null ? location.context() : location.snippet();
        String text = code == null ? Canonical.message(result.message()) : code;
        return ((long) path.hashCode() << Integer.SIZE) ^ Integer.toUnsignedLong(text.hashCode());
    }

    private static long mix(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}

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

    /** Notes where a result's fingerprints were seen. */
    void note(Result result) {
        if (result.fingerprints().isEmpty()) {
            return;
        }
        long place = place(result);
        for (Fingerprint fingerprint : result.fingerprints()) {
            long value = id(fingerprint);
            if (!placeOf.putIfAbsent(value, place) && placeOf.get(value) != place) {
                shared.add(value);
            }
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
    private static long place(Result result) {
        Location location = result.primaryLocation();
        long place = 31;
        if (location != null) {
            place = location.uri() == null ? place : mix(location.uri(), place);
            String code = location.snippet() == null ? location.context() : location.snippet();
            if (code != null) {
                return mix(code, place);
            }
        }
        return mix(Canonical.message(result.message()), place);
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

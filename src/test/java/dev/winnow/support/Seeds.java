package dev.winnow.support;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * Seeds of random worlds: some that stay, so that a failure returns, and one that nobody has tried yet.
 * {@code -Dwinnow.test.worlds=10} tries ten times as many that stay.
 */
public final class Seeds {
    private Seeds() {}

    public static LongStream some(int fixed) {
        return LongStream.concat(
                LongStream.rangeClosed(1, (long) fixed * Integer.getInteger("winnow.test.worlds", 1)),
                LongStream.of(ThreadLocalRandom.current().nextLong(1_000, Long.MAX_VALUE)));
    }
}

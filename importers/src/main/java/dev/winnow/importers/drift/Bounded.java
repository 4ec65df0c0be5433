package dev.winnow.importers.drift;

import dev.winnow.importers.Masking;
import dev.winnow.importers.Texts;

/** Texts that identify: bounded, and without credentials, yet two different ones stay different. */
public final class Bounded {
    private static final int HASH = 12;

    private Bounded() {}

    /** On one line; a text that is too long ends in a hash of all of it. */
    public static String line(String text, ValueReader values) {
        return atMost(text, Texts.LINE, values);
    }

    /** As {@link #line}. @param most in characters, up to {@link Texts#LINE} */
    public static String atMost(String text, int most, ValueReader values) {
        String line = Texts.line(Masking.maskKnown(text));
        return text.length() <= most
                ? line
                : Texts.atMost(line, Math.min(line.length(), most - HASH))
                        + values.digest(text).substring(0, HASH);
    }
}

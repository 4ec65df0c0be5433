package dev.winnow.importers.zap;

import dev.winnow.importers.Texts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts of an alert or an instance as the report has them, cut to what can be kept of them. */
final class Fields {
    /** Layout tags take their part of a text that is cut to {@link Texts#BLOCK} later. */
    private static final int LONGEST = 2 * Texts.BLOCK;

    private final @Nullable String[] values = new @Nullable String[Field.COUNT];

    void put(Field field, @Nullable String text) {
        if (text != null) {
            values[field.ordinal()] = cut(text).strip();
        }
    }

    /** Forgets everything, for the next instance. */
    void clear() {
        Arrays.fill(values, null);
    }

    /** Null where the report does not have the field; empty where it has it empty. */
    @Nullable
    String get(Field field) {
        return values[field.ordinal()];
    }

    /** As {@link #get}, with the empty text where the report does not have the field. */
    String text(Field field) {
        String text = get(field);
        return text == null ? "" : text;
    }

    boolean has(Field field) {
        return !text(field).isEmpty();
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}

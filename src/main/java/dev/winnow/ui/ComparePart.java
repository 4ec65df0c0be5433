package dev.winnow.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts that the findings of two builds fall into. */
enum ComparePart {
    ADDED,
    GONE,
    BOTH;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ComparePart> ofWord(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }

    /** @param build and base by their names */
    String title(String build, String base) {
        return switch (this) {
            case ADDED -> "Only in " + build;
            case GONE -> "Only in " + base;
            case BOTH -> "In both";
        };
    }
}

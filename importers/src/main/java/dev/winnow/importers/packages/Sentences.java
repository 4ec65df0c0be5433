package dev.winnow.importers.packages;

import org.jspecify.annotations.Nullable;

/** Titles for vulnerabilities that have none: what a description opens with says more than an identifier. */
public final class Sentences {
    /** What ends before this many characters is an abbreviation rather than a sentence. */
    private static final int SHORTEST = 20;

    private Sentences() {}

    /** The first sentence or line, without its full stop; the whole text where it has but one; null for none. */
    public static @Nullable String first(@Nullable String description) {
        if (description == null || description.isBlank()) {
            return null;
        }
        int end = description.indexOf(". ", SHORTEST);
        int lineEnd = description.indexOf('\n', SHORTEST);
        int cut = end < 0 ? lineEnd : lineEnd < 0 ? end : Math.min(end, lineEnd);
        String sentence = cut < 0 ? description : description.substring(0, cut);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}

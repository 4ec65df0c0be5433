package dev.winnow.discussion;

import dev.winnow.problem.InvalidRequest;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What comments and labels may be. */
public final class Written {
    /** The longest comment, in characters. */
    public static final int LONGEST_COMMENT = 10_000;

    /** The most labels of one finding. */
    public static final int MOST_LABELS = 20;

    /** The query line takes it for no label and nobody. */
    private static final String NONE = "none";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9._/:-]{1,40}");

    /** What no database takes, and what turns the direction of writing around so that text reads as another one. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u202a-\\u202e\\u2066-\\u2069\\ufffe\\uffff]|\\p{Cs}");

    private Written() {}

    /** What is wrong with a comment; empty: nothing. */
    public static Optional<String> commentError(String text) {
        String kept = plain(text);
        if (kept.isEmpty()) {
            return Optional.of("A comment says something.");
        }
        return kept.length() > LONGEST_COMMENT
                ? Optional.of("A comment has at most 10,000 characters; this one has "
                        + String.format(Locale.ROOT, "%,d", kept.length()) + ".")
                : Optional.empty();
    }

    /** What is wrong with a label, in any case; empty: nothing. */
    public static Optional<String> labelError(String label) {
        String word = lower(label);
        if (word.equals(NONE)) {
            return Optional.of("“none” cannot be a label: label:none finds what has no label.");
        }
        return LABEL.matcher(word).matches()
                ? Optional.empty()
                : Optional.of("A label has 1 to 40 letters a to z, digits or - _ . / : and no blanks.");
    }

    /** @throws InvalidRequest where it is none */
    static String comment(String text) {
        commentError(text).ifPresent(error -> {
            throw new InvalidRequest("text: " + error);
        });
        return plain(text);
    }

    /** @throws InvalidRequest where one is none */
    static SortedSet<String> labels(Collection<String> labels) {
        var words = new TreeSet<String>();
        for (String label : labels) {
            labelError(label).ifPresent(error -> {
                throw new InvalidRequest("labels: " + error);
            });
            words.add(lower(label));
        }
        return words;
    }

    private static String lower(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }

    /** With one kind of line end, and without what is not seen. */
    static String plain(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return HIDDEN.matcher(lines).replaceAll("").strip();
    }
}

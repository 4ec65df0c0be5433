package dev.winnow.search;

import dev.winnow.project.SearchWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What someone looks for: words that must all be there, each at least in its beginning. Anything may be typed; what is no
 * letter or digit has no meaning of its own.
 *
 * @param words in lower case, at most {@value #MOST_WORDS}
 */
public record SearchText(List<String> words) {
    /** What is typed behind these characters is passed over. */
    public static final int LONGEST = 200;

    /** A single letter starts too much. */
    public static final int SHORTEST = 2;

    private static final int MOST_WORDS = 6;

    public SearchText {
        words = List.copyOf(words);
    }

    public static SearchText of(String typed) {
        String cut = typed.length() <= LONGEST ? typed : typed.substring(0, LONGEST);
        return new SearchText(Arrays.stream(cut.split("[\\s\\p{Cntrl}]+"))
                .map(SearchText::plain)
                .flatMap(word -> SearchWord.of(word).stream())
                .map(SearchWord::text)
                .filter(word -> !Analysis.parts(word).isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList());
    }

    /** Without quotes and the signs of pull requests; of a package URL the package's name. */
    private static String plain(String word) {
        if (word.toLowerCase(Locale.ROOT).startsWith("pkg:")) {
            return packageName(word.substring(4));
        }
        int from = 0;
        int to = word.length();
        while (from < to && word.charAt(from) != '@' && !Character.isLetterOrDigit(word.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(word.charAt(to - 1))) {
            to--;
        }
        return word.substring(from, to);
    }

    private static String packageName(String purl) {
        String path = purl.split("[?#]", 2)[0];
        int slash = path.lastIndexOf('/');
        int version = path.indexOf('@', slash + 1);
        return path.substring(slash + 1, version < 0 ? path.length() : version);
    }

    /** Too short to look for anything. */
    public boolean isEmpty() {
        return words.stream().mapToInt(String::length).sum() < SHORTEST;
    }

    /** What to mark in a hit: the words, and the parts of those that may have been found in pieces. */
    public List<String> marks() {
        return Stream.concat(words.stream(), words.stream().flatMap(word -> Analysis.parts(word).stream()))
                .filter(word -> word.length() >= SHORTEST)
                .distinct()
                .toList();
    }

    /** The word, where there is only one. */
    Optional<SearchWord> single() {
        return words.size() == 1 ? SearchWord.of(words.getFirst()) : Optional.empty();
    }

    SearchText without(String word) {
        return new SearchText(
                words.stream().filter(other -> !other.equals(word)).toList());
    }
}

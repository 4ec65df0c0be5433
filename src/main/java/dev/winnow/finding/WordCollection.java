package dev.winnow.finding;

import dev.winnow.project.SearchWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Words of an import's findings. Tools repeat their texts, so a text is taken apart once for all findings that have it. Of
 * one import it keeps {@value #MOST_WORDS} different words; findings are not found by what comes behind those.
 */
final class WordCollection {
    private static final int MOST_WORDS = 50_000;
    private static final int MOST_TEXTS = 20_000;
    private static final int MOST_PARTS = 24;

    /** Longer runs of letters with digits are hashes and generated names. */
    private static final int LONGEST_MIXED = 24;

    private final Map<Text, RoaringBitmap> texts = new HashMap<>();
    private final Map<Word, RoaringBitmap> words = new HashMap<>();

    /** A word in the database. */
    record Word(FindingWords.Kind kind, String text) {}

    private record Text(Source source, String text) {}

    private enum Source {
        PROSE,
        PACKAGE
    }

    void add(int number, StoredResult result) {
        add(Source.PROSE, result.rule().ruleId(), number);
        add(Source.PROSE, result.title(), number);
        add(Source.PROSE, result.identifier(), number);
        add(Source.PROSE, result.aliases(), number);
        add(Source.PACKAGE, result.packageName(), number);
        if (texts.size() > MOST_TEXTS) {
            takeApart();
        }
    }

    private void add(Source source, @Nullable String text, int number) {
        if (text != null) {
            texts.computeIfAbsent(new Text(source, text), t -> new RoaringBitmap())
                    .add(number);
        }
    }

    /** All words with the findings that have them. */
    Map<Word, RoaringBitmap> words() {
        takeApart();
        return words;
    }

    private void takeApart() {
        texts.forEach((text, numbers) -> {
            for (Word word : wordsOf(text)) {
                RoaringBitmap known = words.get(word);
                if (known != null) {
                    known.or(numbers);
                } else if (words.size() < MOST_WORDS) {
                    words.put(word, numbers.clone());
                }
            }
        });
        texts.clear();
    }

    private static Set<Word> wordsOf(Text text) {
        var found = new LinkedHashSet<Word>();
        String all = text.text();
        switch (text.source()) {
            case PROSE -> {
                for (String piece : all.split("\\s+", MOST_PARTS)) {
                    pieces(piece).forEach(part -> found.add(new Word(FindingWords.Kind.ANY, part)));
                }
            }
            case PACKAGE -> {
                pieces(all).forEach(part -> found.add(new Word(FindingWords.Kind.ANY, part)));
                SearchWord.of(all).ifPresent(name -> {
                    found.add(new Word(FindingWords.Kind.PACKAGE, name.text()));
                    int last = Math.max(all.lastIndexOf('/'), all.lastIndexOf(':'));
                    SearchWord.of(all.substring(last + 1))
                            .ifPresent(own -> found.add(new Word(FindingWords.Kind.PACKAGE, own.text())));
                });
            }
        }
        return found;
    }

    /** The piece without what stands around it, and its parts: {@code a.b-c} is found by {@code b}, too. */
    private static List<String> pieces(String piece) {
        int from = 0;
        int to = piece.length();
        while (from < to && !FindingWords.starts(piece.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(piece.charAt(to - 1))) {
            to--;
        }
        var found = new ArrayList<String>();
        SearchWord.of(piece.substring(from, to))
                .filter(word -> word.text().length() > 1)
                .ifPresent(word -> found.add(word.text()));
        found.addAll(parts(piece));
        return found;
    }

    private static List<String> parts(String text) {
        return FindingWords.parts(text).stream()
                .filter(part -> part.length() > 1)
                .filter(part -> part.length() <= LONGEST_MIXED || part.chars().noneMatch(Character::isDigit))
                .limit(MOST_PARTS)
                .toList();
    }
}

package dev.winnow.search;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingWords;
import dev.winnow.finding.FindingWords.Hits;
import dev.winnow.finding.FindingWords.Kind;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Packages;
import dev.winnow.finding.WorstFirst;
import dev.winnow.project.SearchWord;
import dev.winnow.search.Found.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Finds findings that have all words, and packages by their names. */
@Component
class FindingSearch {
    private static final Hits NONE = new Hits(Map.of(), Map.of());

    private final FindingWords words;
    private final WorstFirst worstFirst;
    private final Findings findings;
    private final Packages packages;

    FindingSearch(FindingWords words, WorstFirst worstFirst, Findings findings, Packages packages) {
        this.words = words;
        this.worstFirst = worstFirst;
        this.findings = findings;
        this.packages = packages;
    }

    /** At most one statement a word or part of a word, and five more. */
    Group<Finding> find(SearchText text, Scope scope, int limit) {
        Hits hits = text.words().stream()
                .map(word -> withWord(word, scope))
                .reduce(FindingSearch::and)
                .orElse(NONE);
        return worst(hits, limit);
    }

    /** Findings about the package of this very name, in any case. */
    Group<Finding> ofPackage(String name, Scope scope, int limit) {
        Map<Long, RoaringBitmap> whole = SearchWord.of(name)
                .map(word -> words.startingWith(Kind.PACKAGE, word, scope.ids()).whole())
                .orElse(Map.of());
        Group<Finding> found = worst(new Hits(whole, whole), limit);
        // The word may also be the last part of a longer name.
        List<Finding> exactly = found.hits().stream()
                .filter(finding -> name.equalsIgnoreCase(finding.packageName()))
                .toList();
        return new Group<>(exactly, found.goesOn() ? found.total() : exactly.size(), exactly.size(), found.goesOn());
    }

    Group<Packages.Counted> packages(SearchWord word, Scope scope, int limit) {
        Map<Long, RoaringBitmap> hits =
                words.startingWith(Kind.PACKAGE, word, scope.ids()).all();
        Comparator<Packages.Counted> exactFirst = Comparator.comparing(one -> !isNamed(one, word));
        List<Packages.Counted> found =
                packages.of(hits).stream().sorted(exactFirst).toList();
        int exact = (int) found.stream().filter(one -> isNamed(one, word)).count();
        return Group.first(found, exact, size(hits) > Packages.COUNTED, limit);
    }

    private static boolean isNamed(Packages.Counted one, SearchWord word) {
        return one.name().toLowerCase(Locale.ROOT).equals(word.text());
    }

    private Hits withWord(String word, Scope scope) {
        Hits hits = startingWith(word, scope);
        List<String> parts = FindingWords.parts(word);
        if (!hits.all().isEmpty() || parts.size() < 2) {
            return hits;
        }
        // Nothing has it in one piece: a longer name is found by its parts.
        Hits together = parts.stream()
                .filter(part -> part.length() >= SearchText.SHORTEST)
                .distinct()
                .limit(8)
                .map(part -> startingWith(part, scope))
                .reduce(FindingSearch::and)
                .orElse(NONE);
        return new Hits(Map.of(), together.all());
    }

    private Hits startingWith(String word, Scope scope) {
        return SearchWord.of(word)
                .map(one -> words.startingWith(Kind.ANY, one, scope.ids()))
                .orElse(NONE);
    }

    private Group<Finding> worst(Hits hits, int limit) {
        var first = new ArrayList<>(worstFirst.of(hits.whole(), limit));
        int exact = first.size();
        if (first.size() < limit) {
            first.addAll(worstFirst.of(andNot(hits.all(), hits.whole()), limit - first.size()));
        }
        List<Finding> found = findings.ofIds(first);
        // Numbers of findings that became one with another lead nowhere.
        boolean whole = first.size() < limit;
        return new Group<>(found, whole ? found.size() : size(hits.all()), exact, false);
    }

    private static Hits and(Hits one, Hits other) {
        return new Hits(and(one.whole(), other.whole()), and(one.all(), other.all()));
    }

    private static Map<Long, RoaringBitmap> and(Map<Long, RoaringBitmap> one, Map<Long, RoaringBitmap> other) {
        var both = new HashMap<Long, RoaringBitmap>();
        one.forEach((project, numbers) -> {
            RoaringBitmap there = other.get(project);
            if (there != null && RoaringBitmap.intersects(numbers, there)) {
                both.put(project, RoaringBitmap.and(numbers, there));
            }
        });
        return both;
    }

    private static Map<Long, RoaringBitmap> andNot(Map<Long, RoaringBitmap> all, Map<Long, RoaringBitmap> without) {
        var rest = new HashMap<>(all);
        without.forEach((project, numbers) ->
                rest.computeIfPresent(project, (id, before) -> RoaringBitmap.andNot(before, numbers)));
        return rest;
    }

    private static int size(Map<Long, RoaringBitmap> findings) {
        return findings.values().stream()
                .mapToInt(RoaringBitmap::getCardinality)
                .sum();
    }
}

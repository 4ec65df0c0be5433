package dev.winnow.search;

import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.Packages;
import dev.winnow.project.SearchWord;
import dev.winnow.search.Found.Group;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryError;
import dev.winnow.search.query.QueryParser;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Finds findings and packages for the search box: by words, or by the query line where what is typed is one. */
@Component
class FindingSearch {
    private final FindingIndex index;
    private final Packages packages;

    FindingSearch(FindingIndex index, Packages packages) {
        this.index = index;
        this.packages = packages;
    }

    /** What was typed as a query; its words alone where it is none. */
    static Query query(String typed, SearchText text) {
        try {
            return QueryParser.parse(typed);
        } catch (QueryError e) {
            return words(text);
        }
    }

    static Query words(SearchText text) {
        return new Query.All(text.words().stream()
                .map(word -> (Query) new Query.Words(word, false))
                .toList());
    }

    Group<Finding> find(Caller caller, Query query, int limit) {
        if (query.parts().isEmpty()) {
            return Group.none();
        }
        FoundFindings found = index.find(caller, query, Order.RELEVANCE, 0, limit, Set.of());
        List<Finding> hits = found.findings();
        int total = (int) Math.max(hits.size(), found.total());
        return new Group<>(hits, total, Math.min(hits.size(), named(caller, query)), false);
    }

    /** How many have the one word that is looked for as a name. */
    private int named(Caller caller, Query query) {
        if (query.parts().size() != 1 || !(query.parts().getFirst() instanceof Query.Words word) || word.phrase()) {
            return 0;
        }
        List<Query.Value> name = List.of(new Query.Value(word.words(), true));
        Query names = new Query.Any(List.of(new Query.Has(Field.ID, name), new Query.Has(Field.RULE, name)));
        return (int) index.find(caller, names, Order.SEVERITY, 0, 0, Set.of()).total();
    }

    /** Findings about the package of this very name, in any case. */
    Group<Finding> ofPackage(Caller caller, String name, int limit) {
        Query query = new Query.Has(Field.PACKAGE, List.of(new Query.Value(name, true)));
        FoundFindings found = index.find(caller, query, Order.SEVERITY, 0, limit, Set.of());
        // The last part of a longer name leads here, too.
        List<Finding> exactly = found.findings().stream()
                .filter(finding -> name.equalsIgnoreCase(finding.packageName()))
                .toList();
        boolean goesOn = found.total() > limit;
        return new Group<>(exactly, goesOn ? (int) found.total() : exactly.size(), exactly.size(), goesOn);
    }

    Group<Packages.Counted> packages(Caller caller, SearchWord word, Query within, int limit) {
        Query query = within.and(new Query.Has(Field.PACKAGE, List.of(new Query.Value(word.text() + "*", false))));
        List<Long> ids = index.firstIds(caller, query, Packages.COUNTED + 1);
        Map<Long, RoaringBitmap> hits = new HashMap<>();
        ids.stream()
                .limit(Packages.COUNTED)
                .forEach(id -> hits.computeIfAbsent(FindingId.project(id), project -> new RoaringBitmap())
                        .add(FindingId.number(id)));
        Comparator<Packages.Counted> exactFirst = Comparator.comparing(one -> !isNamed(one, word));
        List<Packages.Counted> counted =
                packages.of(hits).stream().sorted(exactFirst).toList();
        int exact = (int) counted.stream().filter(one -> isNamed(one, word)).count();
        return Group.first(counted, exact, ids.size() > Packages.COUNTED, limit);
    }

    private static boolean isNamed(Packages.Counted one, SearchWord word) {
        return one.name().toLowerCase(Locale.ROOT).equals(word.text());
    }
}

package dev.winnow.api;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.search.Facet;
import dev.winnow.search.FoundFindings;
import dev.winnow.search.Order;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryParser;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How findings are searched, checked. */
record SearchParameters(
        String q, @Nullable String sort, @Nullable List<String> facetNames) {

    /** @throws dev.winnow.search.query.QueryError where it cannot be read */
    Query query() {
        return QueryParser.parse(q);
    }

    Order order(Query query) {
        if (sort == null || sort.isBlank()) {
            return query.hasWords() ? Order.RELEVANCE : Order.SEVERITY;
        }
        return Order.of(sort)
                .orElseThrow(() -> new InvalidRequest("sort: "
                        + Arrays.stream(Order.values()).map(Order::word).collect(Collectors.joining(", ")) + "."));
    }

    Set<Facet> facets() {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        for (String names : facetNames == null ? List.<String>of() : facetNames) {
            for (String name : names.split(",")) {
                facets.add(Arrays.stream(Facet.values())
                        .filter(facet -> word(facet).equals(name.strip().toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new InvalidRequest("facets: "
                                + Arrays.stream(Facet.values())
                                        .map(SearchParameters::word)
                                        .collect(Collectors.joining(", "))
                                + ".")));
            }
        }
        return facets;
    }

    private static String word(Facet facet) {
        return facet.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, List<FindingController.CountJson>> counts(FoundFindings found) {
        var counts = new LinkedHashMap<String, List<FindingController.CountJson>>();
        found.facets()
                .forEach((facet, values) -> counts.put(
                        word(facet),
                        values.stream()
                                .map(count -> new FindingController.CountJson(count.value(), count.findings()))
                                .toList()));
        return counts;
    }
}

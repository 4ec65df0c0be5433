package dev.winnow.search;

import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryParser;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.backend.lucene.search.query.dsl.LuceneSearchQueryOptionsStep;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.common.NonStaticMetamodelScope;
import org.hibernate.search.engine.search.highlighter.dsl.HighlighterEncoder;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.query.SearchResult;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.util.common.data.Range;
import org.hibernate.search.util.common.data.RangeBoundInclusion;
import org.springframework.stereotype.Component;

/** Asks the index for pages and counts. */
@Component
class IndexReading {
    /** What is marked, under the names of the query line. */
    private static final List<String> MARKED = List.of(IndexField.TITLE, IndexField.MESSAGE, IndexField.WHERE);

    private final Clock clock;

    IndexReading(Clock clock) {
        this.clock = clock;
    }

    record Hit(long id, Map<String, Highlight> highlights) {}

    record Read(List<Hit> hits, long total, Map<Facet, List<Facet.Count>> facets) {}

    /**
     * What is looked for, at one moment.
     *
     * @param readable ids of the projects that may be read, by name
     * @param me login name of who asks
     */
    private record Asked(LuceneIndex index, Query query, Map<String, Long> readable, String me, Instant now) {
        Asked without(Field field) {
            return new Asked(index, query.without(field), readable, me, now);
        }

        PredicateFinalStep predicate() {
            return new Predicates(index, readable, me, now).of(query);
        }
    }

    /** @param readable ids of the projects that may be read, by name */
    PredicateFinalStep predicate(LuceneIndex index, Query query, Map<String, Long> readable, String me) {
        return new Asked(index, query, readable, me, clock.instant()).predicate();
    }

    Read read(
            LuceneIndex index,
            Query query,
            Map<String, Long> readable,
            String me,
            Order order,
            int offset,
            int size,
            Set<Facet> facets) {
        var asked = new Asked(index, query, readable, me, clock.instant());
        Map<Facet, List<Facet.Count>> counted = new EnumMap<>(Facet.class);
        Set<Facet> together = EnumSet.noneOf(Facet.class);
        try (SearchSession session = index.session()) {
            for (Facet facet : facets) {
                if (query.chosen(facet.field()).isEmpty()) {
                    together.add(facet);
                } else {
                    // As if the field were not narrowed: else nobody could choose a second value of it.
                    Set<Facet> alone = EnumSet.of(facet);
                    var others = step(session, asked.without(facet.field()), false);
                    counted.put(
                            facet,
                            counts(facet, asked, counting(others, alone, asked).fetch(0)));
                }
            }
            boolean marks = size > 0 && query.hasWords();
            var page = counting(step(session, asked, marks), together, asked);
            SearchResult<Hit> result = size == 0
                    ? page.fetch(0)
                    : sorted(page, order == Order.RELEVANCE && !query.hasWords() ? Order.SEVERITY : order)
                            .fetch(offset, size);
            together.forEach(facet -> counted.put(facet, counts(facet, asked, result)));
            long total = result.total().hitCount();
            counted.forEach((facet, counts) -> showChosen(facet, counts, query, total));
            return new Read(result.hits(), total, counted);
        }
    }

    /** The only value that is chosen of a field is shown, also where it is none of the commonest. */
    private static void showChosen(Facet facet, List<Facet.Count> counts, Query query, long total) {
        List<String> chosen = query.chosen(facet.field());
        if (facet != Facet.AGE && chosen.size() == 1 && counts.stream().noneMatch(Facet.Count::chosen)) {
            counts.add(new Facet.Count(chosen.getFirst(), total, true));
        }
    }

    private static LuceneSearchQueryOptionsStep<NonStaticMetamodelScope, Hit, ?> step(
            SearchSession session, Asked asked, boolean marks) {
        var search = session.search(FindingDocument.class).extension(LuceneExtension.get());
        var predicate = asked.predicate().toPredicate();
        if (!marks) {
            return search.select(f -> f.composite().from(f.id(Long.class)).as(id -> new Hit(id, Map.of())))
                    .where(predicate);
        }
        return search.select(f -> f.composite()
                        .from(
                                f.id(Long.class),
                                f.composite()
                                        .from(
                                                f.highlight(MARKED.get(0)),
                                                f.highlight(MARKED.get(1)),
                                                f.highlight(MARKED.get(2)))
                                        .asList())
                        .as((id, marked) -> new Hit(id, highlights(marked))))
                .where(predicate)
                .highlighter(
                        h -> h.unified().tag(Highlight.BEGIN, Highlight.END).encoder(HighlighterEncoder.HTML));
    }

    private static Map<String, Highlight> highlights(List<?> marked) {
        var highlights = new LinkedHashMap<String, Highlight>();
        for (int i = 0; i < MARKED.size(); i++) {
            String html = ((List<?>) Objects.requireNonNull(marked.get(i)))
                    .stream().map(String::valueOf).collect(Collectors.joining(" … "));
            if (!html.isEmpty()) {
                String name = MARKED.get(i).equals(IndexField.WHERE) ? Field.PATH.word() : MARKED.get(i);
                highlights.put(name, new Highlight(html));
            }
        }
        return highlights;
    }

    private static LuceneSearchQueryOptionsStep<NonStaticMetamodelScope, Hit, ?> sorted(
            LuceneSearchQueryOptionsStep<NonStaticMetamodelScope, Hit, ?> page, Order order) {
        return page.sort(f -> f.composite(sorts -> {
            switch (order) {
                case SEVERITY -> sorts.add(f.field(IndexField.RANK));
                case NEWEST -> sorts.add(f.field(IndexField.SEEN).desc());
                case OLDEST -> sorts.add(f.field(IndexField.SEEN).asc());
                case RELEVANCE -> {
                    sorts.add(f.score());
                    sorts.add(f.field(IndexField.RANK));
                }
            }
            sorts.add(f.field(IndexField.NUMBER));
        }));
    }

    private static AggregationKey<Map<String, Long>> words(Facet facet) {
        return AggregationKey.of(facet.name());
    }

    private static final AggregationKey<Map<Range<Instant>, Long>> AGES = AggregationKey.of(Facet.AGE.name());

    private static LuceneSearchQueryOptionsStep<NonStaticMetamodelScope, Hit, ?> counting(
            LuceneSearchQueryOptionsStep<NonStaticMetamodelScope, Hit, ?> page, Set<Facet> facets, Asked asked) {
        LuceneSearchQueryOptionsStep<NonStaticMetamodelScope, Hit, ?> counting = page;
        for (Facet facet : facets) {
            counting = facet == Facet.AGE
                    ? counting.aggregation(
                            AGES,
                            f -> f.range()
                                    .field(IndexField.SEEN, Instant.class)
                                    .ranges(List.copyOf(ages(asked.now()).keySet())))
                    : counting.aggregation(
                            words(facet),
                            f -> f.terms()
                                    .field(IndexField.shown(facet.field()), String.class)
                                    .maxTermCount(facet.most()));
        }
        return counting;
    }

    /** Ages by when findings of that age were first seen. */
    private static Map<Range<Instant>, String> ages(Instant now) {
        var ages = new LinkedHashMap<Range<Instant>, String>();
        for (String age : Facet.AGES) {
            var aged = (Query.Aged)
                    QueryParser.parse(Field.AGE.word() + ":" + age).parts().getFirst();
            Instant from = aged.under() == null ? null : now.minus(aged.under());
            Instant before = aged.over() == null ? null : now.minus(aged.over());
            ages.put(Range.between(from, RangeBoundInclusion.INCLUDED, before, RangeBoundInclusion.EXCLUDED), age);
        }
        return ages;
    }

    private static List<Facet.Count> counts(Facet facet, Asked asked, SearchResult<Hit> result) {
        Set<String> chosen = asked.query().chosen(facet.field()).stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var counts = new ArrayList<Facet.Count>();
        if (facet == Facet.AGE) {
            Map<Range<Instant>, Long> byRange = result.aggregation(AGES);
            ages(asked.now())
                    .forEach((range, age) ->
                            counts.add(new Facet.Count(age, byRange.getOrDefault(range, 0L), chosen.contains(age))));
            return counts;
        }
        Map<String, String> names = new HashMap<>();
        if (facet == Facet.PROJECT) {
            asked.readable().forEach((name, id) -> names.put(Long.toString(id), name));
        }
        if (facet == Facet.ASSIGNEE && chosen.contains("me")) {
            names.put(asked.me(), "me");
        }
        result.aggregation(words(facet)).forEach((value, count) -> {
            String name = names.getOrDefault(value, value);
            counts.add(new Facet.Count(name, count, chosen.contains(name.toLowerCase(Locale.ROOT))));
        });
        return counts;
    }
}

package dev.winnow.search;

import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.util.common.data.Range;
import org.hibernate.search.util.common.data.RangeBoundInclusion;
import org.jspecify.annotations.Nullable;

/** Turns a query into what the index understands; within the projects that may be read, whatever the query says. */
final class Predicates {
    private final SearchPredicateFactory f;
    private final WordPredicates words;
    private final Map<String, Long> readable;
    private final String me;
    private final Instant now;

    /**
     * @param readable ids of projects by name
     * @param me login name of who asks
     */
    Predicates(LuceneIndex index, Map<String, Long> readable, String me, Instant now) {
        this.f = index.scope().predicate();
        this.words = new WordPredicates(index);
        this.readable = readable;
        this.me = me;
        this.now = now;
    }

    PredicateFinalStep of(Query query) {
        var all = f.and();
        return all.add(f.bool().filter(inProjects(List.copyOf(readable.values()))))
                .add(part(query));
    }

    private PredicateFinalStep inProjects(List<Long> ids) {
        return ids.isEmpty()
                ? f.matchNone()
                : f.terms()
                        .field(IndexField.PROJECT)
                        .matchingAny(ids.stream().map(String::valueOf).toList());
    }

    private PredicateFinalStep part(Query query) {
        return switch (query) {
            case Query.All all -> all(all.parts());
            case Query.Any any -> any(any.parts().stream().map(this::part).toList());
            case Query.Not not -> f.not(part(not.part()));
            case Query.Has has -> has(has);
            case Query.Aged aged -> f.bool().filter(seen(aged));
            case Query.Within within -> f.bool().filter(between(within.field().word(), within.from(), within.before()));
            case Query.Words typed -> words.of(typed);
        };
    }

    private PredicateFinalStep all(List<Query> parts) {
        if (parts.isEmpty()) {
            return f.matchAll();
        }
        var all = f.and();
        for (Query part : parts) {
            all = all.add(part(part));
        }
        return all;
    }

    private PredicateFinalStep any(List<? extends PredicateFinalStep> choices) {
        var any = f.or();
        for (PredicateFinalStep choice : choices) {
            any = any.add(choice);
        }
        return any;
    }

    private PredicateFinalStep seen(Query.Aged aged) {
        return between(
                IndexField.SEEN,
                aged.under() == null ? null : now.minus(aged.under()),
                aged.over() == null ? null : now.minus(aged.over()));
    }

    private PredicateFinalStep between(String field, @Nullable Instant from, @Nullable Instant before) {
        return f.range()
                .field(field)
                .within(Range.between(from, RangeBoundInclusion.INCLUDED, before, RangeBoundInclusion.EXCLUDED));
    }

    private PredicateFinalStep has(Query.Has has) {
        return switch (has.field().type()) {
            case TEXT ->
                any(has.values().stream()
                        .map(value -> words.in(has.field().word(), value))
                        .toList());
            case PATH ->
                f.bool().filter(any(has.values().stream().map(this::path).toList()));
            case WORD, SEVERITY, STATUS, KIND, YES_NO, CWE ->
                f.bool().filter(has.field() == Field.PROJECT ? inProjects(projects(has.values())) : ofWords(has));
            case AGE, DATE -> f.matchNone();
        };
    }

    private PredicateFinalStep path(Query.Value value) {
        return f.regexp().field(Field.PATH.word()).matching(PathGlob.regexp(value.text(), value.quoted()));
    }

    private PredicateFinalStep ofWords(Query.Has has) {
        String field = has.field().word();
        var choices = new ArrayList<PredicateFinalStep>();
        List<String> exact = has.values().stream()
                .filter(value -> !value.isPattern() && !has.field().isNone(value))
                .map(value -> has.field().isMe(value) ? me : value.text().toLowerCase(Locale.ROOT))
                .toList();
        if (has.values().stream().anyMatch(has.field()::isNone)) {
            choices.add(f.not(f.exists().field(field)));
        }
        if (!exact.isEmpty()) {
            choices.add(f.terms().field(field).matchingAny(exact));
        }
        has.values().stream()
                .filter(Query.Value::isPattern)
                .map(value -> f.wildcard().field(field).matching(wildcard(value.text())))
                .forEach(choices::add);
        return any(choices);
    }

    /** Only asterisks have a meaning. */
    private static String wildcard(String pattern) {
        return pattern.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("?", "\\?");
    }

    private List<Long> projects(List<Query.Value> values) {
        return readable.entrySet().stream()
                .filter(project -> values.stream().anyMatch(value -> value.isAbout(project.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}

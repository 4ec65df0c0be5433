package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.BehindNumbers.Order;
import dev.winnow.metrics.Counted;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Period;
import dev.winnow.problem.InvalidRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a page of what is behind a number shows, as its address says it.
 *
 * @param part of the period; empty: all of it
 */
record BehindQuery(TrendQuery trends, Counted what, Optional<Period> part, Order order) {
    static final String METRIC = "metric";
    static final String FROM = "from";
    static final String TO = "to";
    static final String SORT = "sort";

    /** Milliseconds do not reach as far as the years of a clock. */
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("3000-01-01T00:00:00Z");

    BehindQuery(TrendQuery trends, Counted what) {
        this(trends, what, Optional.empty(), Order.NEWEST);
    }

    /** Empty where the address names no number; what else cannot be read of it is as usual. */
    static Optional<BehindQuery> of(QueryParameters parameters) {
        return parameters
                .getSingleParameter(METRIC)
                .flatMap(Counted::ofWord)
                .map(what -> new BehindQuery(
                        TrendQuery.of(parameters),
                        what,
                        part(parameters),
                        parameters
                                .getSingleParameter(SORT)
                                .filter("longest"::equals)
                                .map(longest -> Order.LONGEST)
                                .orElse(Order.NEWEST)));
    }

    private static Optional<Period> part(QueryParameters parameters) {
        try {
            return parameters
                    .getSingleParameter(FROM)
                    .flatMap(from -> parameters
                            .getSingleParameter(TO)
                            .map(to -> new Period(Instant.parse(from), Instant.parse(to))))
                    .filter(part -> !part.from().isBefore(FIRST) && part.to().isBefore(LAST));
        } catch (DateTimeException | InvalidRequest e) {
            return Optional.empty();
        }
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put(METRIC, List.of(what.word()));
        part.ifPresent(one -> {
            parameters.put(FROM, List.of(one.from().toString()));
            parameters.put(TO, List.of(one.to().toString()));
        });
        if (order == Order.LONGEST) {
            parameters.put(SORT, List.of("longest"));
        }
        parameters.putAll(trends.parameters().getParameters());
        return new QueryParameters(parameters);
    }

    Period period(ZoneId zone, Instant now) {
        return part.orElseGet(() -> trends.period(zone, now));
    }

    /** @param readable names as {@link TrendQuery#names} gives them */
    MetricsQuestion question(SortedSet<String> readable, ZoneId zone, Instant now) {
        return trends.question(readable, period(zone, now));
    }

    BehindQuery of(Counted other) {
        return new BehindQuery(trends, other, part, other.timed() ? order : Order.NEWEST);
    }

    BehindQuery in(Period one) {
        return new BehindQuery(trends, what, Optional.of(one), order);
    }

    BehindQuery of(Severity severity) {
        return new BehindQuery(trends.of(Optional.of(severity)), what, part, order);
    }

    BehindQuery in(Order other) {
        return new BehindQuery(trends, what, part, other);
    }

    RouterLink link(String text) {
        var link = new RouterLink(text, TrendsBehindView.class);
        link.setQueryParameters(parameters());
        return link;
    }
}

package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a page of trends shows, as its address says it.
 *
 * @param period {@code 30d} to {@code 1095d} for so many days up to now, or a quarter such as {@code 2026-Q3}
 * @param bucket how the period is cut
 * @param projects names; none: all
 */
record TrendQuery(String period, Bucket bucket, SortedSet<String> projects, Optional<Severity> severity) {
    static final TrendQuery USUAL = new TrendQuery("182d", Bucket.MONTH, new TreeSet<>(), Optional.empty());

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");
    private static final Pattern QUARTER = Pattern.compile("[12][0-9]{3}-Q[1-4]");
    private static final int MOST_DAYS = 1_095;

    /** What cannot be read of an address is as usual. */
    static TrendQuery of(QueryParameters parameters) {
        String period = parameters
                .getSingleParameter("period")
                .filter(TrendQuery::isPeriod)
                .orElse(USUAL.period());
        Bucket bucket =
                parameters.getSingleParameter("by").flatMap(Bucket::ofWord).orElse(USUAL.bucket());
        Optional<Severity> severity = parameters
                .getSingleParameter("severity")
                .flatMap(word -> Arrays.stream(Severity.values())
                        .filter(one -> one.name().equalsIgnoreCase(word))
                        .findFirst());
        return new TrendQuery(
                period,
                isTooFine(period, bucket) ? Bucket.WEEK : bucket,
                new TreeSet<>(parameters.getParameters().getOrDefault("project", List.of())),
                severity);
    }

    private static boolean isPeriod(String text) {
        if (QUARTER.matcher(text).matches()) {
            return true;
        }
        var days = DAYS.matcher(text);
        return days.matches() && Integer.parseInt(days.group(1)) <= MOST_DAYS;
    }

    private static boolean isTooFine(String period, Bucket bucket) {
        var days = DAYS.matcher(period);
        return bucket == Bucket.DAY && days.matches() && Integer.parseInt(days.group(1)) >= Bucket.MOST;
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!period.equals(USUAL.period())) {
            parameters.put("period", List.of(period));
        }
        if (bucket != USUAL.bucket()) {
            parameters.put("by", List.of(bucket.word()));
        }
        severity.ifPresent(one -> parameters.put("severity", List.of(one.name().toLowerCase(java.util.Locale.ROOT))));
        if (!projects.isEmpty()) {
            parameters.put("project", new ArrayList<>(projects));
        }
        return new QueryParameters(parameters);
    }

    /** Whole days, so that a page says the same until midnight, but for what comes today. */
    Period period(ZoneId zone, Instant now) {
        var days = DAYS.matcher(period);
        if (!days.matches()) {
            return Quarter.of(period).period(zone);
        }
        LocalDate tomorrow = LocalDate.ofInstant(now, zone).plusDays(1);
        return new Period(
                tomorrow.minusDays(Integer.parseInt(days.group(1)))
                        .atStartOfDay(zone)
                        .toInstant(),
                tomorrow.atStartOfDay(zone).toInstant());
    }

    /** @param readable names of all projects that the caller may read */
    MetricsQuestion question(SortedSet<String> readable, Period of) {
        var names = new TreeSet<>(projects.isEmpty() ? readable : projects);
        names.retainAll(readable);
        return new MetricsQuestion(names, of, severity, Optional.empty(), Optional.empty());
    }

    TrendQuery ofPeriod(String other) {
        return new TrendQuery(other, bucket, projects, severity);
    }

    TrendQuery by(Bucket other) {
        return new TrendQuery(period, other, projects, severity);
    }

    TrendQuery of(SortedSet<String> others) {
        return new TrendQuery(period, bucket, others, severity);
    }

    TrendQuery of(Optional<Severity> other) {
        return new TrendQuery(period, bucket, projects, other);
    }
}

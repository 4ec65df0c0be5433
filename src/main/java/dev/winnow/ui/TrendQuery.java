package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.importers.Category;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * @param team only projects of this team
 * @param guard only what guards of this name reported
 * @param category only what guards of this category reported
 */
record TrendQuery(
        String period,
        Bucket bucket,
        SortedSet<String> projects,
        Optional<String> team,
        Optional<Severity> severity,
        Optional<String> guard,
        Optional<Category> category) {
    static final TrendQuery USUAL = new TrendQuery(
            "182d",
            Bucket.MONTH,
            new TreeSet<>(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static final String PERIOD = "period";
    static final String BY = "by";
    static final String PROJECT = "project";
    static final String TEAM = "team";
    static final String SEVERITY = "severity";
    static final String GUARD = "guard";
    static final String CATEGORY = "category";

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");
    private static final Pattern QUARTER = Pattern.compile("[12][0-9]{3}-Q[1-4]");
    private static final int MOST_DAYS = 1_095;

    /** What cannot be read of an address is as usual; {@link TrendAddress} says so. */
    static TrendQuery of(QueryParameters parameters) {
        String period = word(parameters, PERIOD).filter(TrendQuery::isPeriod).orElse(USUAL.period());
        Bucket bucket = word(parameters, BY).flatMap(Bucket::ofWord).orElse(USUAL.bucket());
        return new TrendQuery(
                period,
                isTooFine(period, bucket) ? Bucket.WEEK : bucket,
                new TreeSet<>(parameters.getParameters().getOrDefault(PROJECT, List.of())),
                word(parameters, TEAM),
                word(parameters, SEVERITY).flatMap(word -> oneOf(word, Severity.values())),
                word(parameters, GUARD),
                word(parameters, CATEGORY).flatMap(word -> oneOf(word, Category.values())));
    }

    static Optional<String> word(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).filter(word -> !word.isBlank());
    }

    static <E extends Enum<E>> Optional<E> oneOf(String word, E[] values) {
        return Arrays.stream(values)
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst();
    }

    static boolean isPeriod(String text) {
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
            parameters.put(PERIOD, List.of(period));
        }
        if (bucket != USUAL.bucket()) {
            parameters.put(BY, List.of(bucket.word()));
        }
        severity.ifPresent(one -> parameters.put(SEVERITY, List.of(one.name().toLowerCase(Locale.ROOT))));
        team.ifPresent(name -> parameters.put(TEAM, List.of(name)));
        if (!projects.isEmpty()) {
            parameters.put(PROJECT, new ArrayList<>(projects));
        }
        guard.ifPresent(name -> parameters.put(GUARD, List.of(name)));
        category.ifPresent(one -> parameters.put(CATEGORY, List.of(one.word())));
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

    /** Names of the projects that there are to choose from: those of the team. @param readable all that the caller may read */
    SortedSet<String> names(List<Project> readable) {
        var names = new TreeSet<String>();
        readable.stream()
                .filter(project ->
                        team.filter(name -> !name.equals(project.team())).isEmpty())
                .forEach(project -> names.add(project.name()));
        return names;
    }

    /** @param names as {@link #names} gives them */
    MetricsQuestion question(SortedSet<String> names, Period of) {
        var chosen = new TreeSet<>(projects.isEmpty() ? names : projects);
        chosen.retainAll(names);
        return new MetricsQuestion(chosen, of, severity, guard, category);
    }

    /** Whether it is about some episodes alone; builds and what runs in production are of projects as a whole. */
    boolean choosesEpisodes() {
        return severity.isPresent() || guard.isPresent() || category.isPresent();
    }

    /** Such as {@code , of severity High, of guard trivy, in shop}; empty where all is meant. */
    String said() {
        var said = new StringBuilder();
        severity.ifPresent(one -> said.append(", of severity ").append(Words.of(one)));
        guard.ifPresent(name -> said.append(", of guard ").append(name));
        category.ifPresent(one -> said.append(", of category ").append(one.word()));
        team.ifPresent(name -> said.append(", of team ").append(name));
        if (!projects.isEmpty()) {
            said.append(", in ").append(String.join(", ", projects));
        }
        return said.toString();
    }

    TrendQuery ofPeriod(String other) {
        return new TrendQuery(other, bucket, projects, team, severity, guard, category);
    }

    TrendQuery by(Bucket other) {
        return new TrendQuery(period, other, projects, team, severity, guard, category);
    }

    TrendQuery of(SortedSet<String> others) {
        return new TrendQuery(period, bucket, others, team, severity, guard, category);
    }

    /** Projects of another team are not meant any more. */
    TrendQuery ofTeam(Optional<String> other) {
        return new TrendQuery(period, bucket, new TreeSet<>(), other, severity, guard, category);
    }

    TrendQuery of(Optional<Severity> other) {
        return new TrendQuery(period, bucket, projects, team, other, guard, category);
    }

    TrendQuery ofGuard(Optional<String> other) {
        return new TrendQuery(period, bucket, projects, team, severity, other, category);
    }

    TrendQuery ofCategory(Optional<Category> other) {
        return new TrendQuery(period, bucket, projects, team, severity, guard, other);
    }
}

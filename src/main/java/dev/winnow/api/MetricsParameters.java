package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.importers.Category;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.MetricsQuestion;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Quarter;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.project.TeamNames;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which projects, which time and which episodes are asked about. */
@Component
class MetricsParameters {
    private static final Duration USUAL = Duration.ofDays(90);

    /** Databases and milliseconds do not reach as far as the years of a clock. */
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("3000-01-01T00:00:00Z");

    private final Projects projects;
    private final TeamNames teams;
    private final Guards guards;
    private final MetricsSettings settings;
    private final Clock clock;

    MetricsParameters(Projects projects, TeamNames teams, Guards guards, MetricsSettings settings, Clock clock) {
        this.projects = projects;
        this.teams = teams;
        this.guards = guards;
        this.settings = settings;
        this.clock = clock;
    }

    /** As they come. */
    record Asked(
            @Nullable List<String> project,
            @Nullable String team,
            @Nullable String from,
            @Nullable String to,
            @Nullable String quarter,
            @Nullable String severity,
            @Nullable String guard,
            @Nullable String category) {}

    /**
     * @throws InvalidRequest where one cannot be what it says; names it
     * @throws NotFound where there is no such project, team or guard that the caller may read
     */
    MetricsQuestion question(Caller by, Asked asked) {
        TreeSet<String> names = names(by, asked.project(), asked.team());
        requireGuard(names, given(asked.guard()));
        return new MetricsQuestion(
                names,
                period(asked.from(), asked.to(), asked.quarter()),
                Optional.ofNullable(given(asked.severity())).map(word -> oneOf("severity", word, Severity.values())),
                Optional.ofNullable(given(asked.guard())),
                Optional.ofNullable(given(asked.category())).map(word -> oneOf("category", word, Category.values())));
    }

    /**
     * The parts of a question's period.
     *
     * @throws InvalidRequest where the word is none, or there would be too many
     */
    List<Period> parts(MetricsQuestion question, String bucket) {
        return bucket(bucket).cut(question.period(), settings.zone(), settings.sprintStart());
    }

    /** @throws InvalidRequest where the word is none */
    static Bucket bucket(String word) {
        return Bucket.ofWord(word.strip())
                .orElseThrow(() -> new InvalidRequest("bucket: one of " + Bucket.words() + "."));
    }

    /**
     * Names of the projects that are asked about: all that the caller may read where neither projects nor a team are named.
     *
     * @throws NotFound where there is no such project or team that the caller may read
     */
    TreeSet<String> names(Caller by, @Nullable List<String> wanted, @Nullable String team) {
        List<Project> visible = projects.visibleTo(by);
        String ofTeam = given(team);
        var names = visible.stream()
                .filter(project -> ofTeam == null || ofTeam.equals(project.team()))
                .map(Project::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (ofTeam != null && names.isEmpty() && !teams.isVisibleTo(by, ofTeam)) {
            throw new NotFound("There is no team " + ofTeam + ".");
        }
        if (wanted == null || wanted.isEmpty()) {
            return names;
        }
        var chosen = new TreeSet<>(wanted);
        chosen.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new NotFound("There is no project " + name + (ofTeam == null ? "." : " of team " + ofTeam + "."));
        });
        return chosen;
    }

    /** Nothing is counted for a guard that was mistyped, which looks like one that is quiet. */
    private void requireGuard(TreeSet<String> names, @Nullable String guard) {
        if (guard == null) {
            return;
        }
        List<Long> ids = projects.findByNameInOrderByName(names).stream()
                .map(Project::id)
                .toList();
        if (ids.isEmpty() || !guards.namesIn(ids).contains(guard)) {
            throw new NotFound("There is no guard " + guard + " in these projects.");
        }
    }

    private Period period(@Nullable String from, @Nullable String to, @Nullable String quarter) {
        String name = given(quarter);
        if (name != null) {
            if (given(from) != null || given(to) != null) {
                throw new InvalidRequest("quarter: not together with from or to.");
            }
            return Quarter.of(name).period(settings.zone());
        }
        Instant end = given(to) == null ? clock.instant() : instant("to", given(to));
        Instant start = given(from) == null ? end.minus(USUAL) : instant("from", given(from));
        return new Period(start, end);
    }

    private Instant instant(String name, @Nullable String text) {
        String given = String.valueOf(text).replace(' ', '+');
        try {
            Instant instant = given.length() <= 10
                    ? LocalDate.parse(given).atStartOfDay(settings.zone()).toInstant()
                    : OffsetDateTime.parse(given).toInstant();
            if (!instant.isBefore(FIRST) && instant.isBefore(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // As below.
        }
        throw new InvalidRequest(name + ": a day such as 2026-07-01, or a time such as 2026-07-01T00:00:00Z.");
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static <E extends Enum<E>> E oneOf(String name, String word, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(name + ": one of "
                        + Arrays.stream(values)
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}

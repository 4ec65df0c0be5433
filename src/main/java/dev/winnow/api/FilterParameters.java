package dev.winnow.api;

import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Silenced;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filters in a query for findings, checked. What is empty filters nothing. */
record FilterParameters(
        @Nullable String status,
        @Nullable List<String> severity,
        @Nullable String kind,
        @Nullable String guard,
        @Nullable String silenced) {

    /** @throws InvalidRequest for a value that is none; names the parameter and those it knows */
    FindingFilter ofFindings() {
        return new FindingFilter(
                choice("status", FindingStatus.class, status).orElse(FindingStatus.OPEN),
                severities(),
                choice("kind", Kind.class, kind).orElse(null),
                guard == null || guard.isBlank() ? null : guard.strip(),
                choice("silenced", Silenced.class, silenced).orElse(Silenced.SHOW));
    }

    /** @throws InvalidRequest also for what the sets of a build do not know */
    FindingFilter ofBuild() {
        notOfBuild("status", status);
        notOfBuild("kind", kind);
        notOfBuild("guard", guard);
        return ofFindings();
    }

    private Set<Severity> severities() {
        var severities = EnumSet.noneOf(Severity.class);
        for (String word : severity == null ? List.<String>of() : severity) {
            choice("severity", Severity.class, word).ifPresent(severities::add);
        }
        return severities;
    }

    private static void notOfBuild(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            throw new InvalidRequest(name + ": not for the findings of a build; leave out build or " + name + ".");
        }
    }

    private static <E extends Enum<E>> Optional<E> choice(String name, Class<E> type, @Nullable String word) {
        if (word == null || word.isBlank()) {
            return Optional.empty();
        }
        Optional<E> value = FindingFilter.choice(type, word.strip());
        if (value.isEmpty()) {
            throw new InvalidRequest(name + ": one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(FindingFilter::word)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return value;
    }

    /** The same as a query; what is empty is not in it. */
    Query query() {
        Query query = Query.everything();
        if (status != null && !status.isBlank()) {
            query = query.and(only(Field.STATUS, ofFindings().status().word()));
        }
        if (!severities().isEmpty()) {
            query = query.and(new Query.Has(
                    Field.SEVERITY,
                    severities().stream()
                            .map(severity -> new Query.Value(FindingFilter.word(severity), true))
                            .toList()));
        }
        FindingFilter filter = ofFindings();
        if (filter.kind() != null) {
            query = query.and(only(Field.KIND, FindingFilter.word(filter.kind())));
        }
        if (filter.guard() != null) {
            query = query.and(only(Field.GUARD, filter.guard()));
        }
        return switch (filter.silenced()) {
            case SHOW -> query;
            case HIDE -> query.and(only(Field.SILENCED, "no"));
            case ONLY -> query.and(only(Field.SILENCED, "yes"));
        };
    }

    /** Findings with this very value. */
    static Query only(Field field, String value) {
        return new Query.Has(field, List.of(new Query.Value(value, true)));
    }
}

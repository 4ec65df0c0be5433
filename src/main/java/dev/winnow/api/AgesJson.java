package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Age;
import dev.winnow.metrics.Ages;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryParser;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Open findings by age.
 *
 * @param today the day, in UTC, that ages are counted up to
 * @param projects names
 * @param ages the youngest first
 */
record AgesJson(LocalDate today, Collection<String> projects, int total, List<AgeJson> ages) {
    /**
     * Findings of an age.
     *
     * @param from days since they opened, at least
     * @param under days since they opened, less than; left out of the oldest
     * @param query the query line that finds exactly these; left out where so many projects are longer than a line may be
     * @param bySeverity those there are any of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AgeJson(
            int from,
            @Nullable Integer under,
            int findings,
            @Nullable String query,
            Map<Severity, SeverityJson> bySeverity) {}

    /** @param query the query line that finds exactly these */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeverityJson(int findings, @Nullable String query) {}

    /**
     * @param projects names
     * @param wanted the only severity that was asked for
     */
    static AgesJson of(Ages ages, Collection<String> projects, Optional<Severity> wanted) {
        return new AgesJson(
                ages.today(),
                projects,
                ages.total(),
                Arrays.stream(Age.values())
                        .map(age -> of(ages, age, projects, wanted))
                        .toList());
    }

    private static AgeJson of(Ages ages, Age age, Collection<String> projects, Optional<Severity> wanted) {
        var bySeverity = new LinkedHashMap<Severity, SeverityJson>();
        for (Severity severity : Severity.values()) {
            if (ages.of(age, severity) > 0) {
                bySeverity.put(
                        severity,
                        new SeverityJson(ages.of(age, severity), query(ages, age, projects, Optional.of(severity))));
            }
        }
        return new AgeJson(
                age.from(),
                age.under().isPresent() ? age.under().getAsInt() : null,
                ages.of(age),
                query(ages, age, projects, wanted),
                bySeverity);
    }

    private static @Nullable String query(
            Ages ages, Age age, Collection<String> projects, Optional<Severity> severity) {
        Query query = Query.everything().with(Field.STATUS, "open").with(Field.SILENCED, "no");
        for (String project : projects) {
            query = query.with(Field.PROJECT, project);
        }
        if (severity.isPresent()) {
            query = query.with(Field.SEVERITY, severity.get().name().toLowerCase(Locale.ROOT));
        }
        String text = query.with(Field.OPENED, age.opened(ages.today())).text();
        return text.length() > QueryParser.LONGEST ? null : text;
    }
}

package dev.winnow.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.winnow.audit.AuditFilter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which records the audit page shows, as its address says it. What cannot be read asks for nothing.
 *
 * @param from the first day, in UTC
 * @param to the last day, in UTC
 */
record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    static AuditQuery of(QueryParameters parameters) {
        return new AuditQuery(
                text(parameters, "actor"),
                text(parameters, "action"),
                text(parameters, "subject"),
                day(parameters, "from"),
                day(parameters, "to"));
    }

    private static @Nullable String text(QueryParameters parameters, String name) {
        return parameters
                .getSingleParameter(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty() && value.length() <= 500)
                .orElse(null);
    }

    private static @Nullable LocalDate day(QueryParameters parameters, String name) {
        return Optional.ofNullable(text(parameters, name))
                .flatMap(AuditQuery::day)
                .orElse(null);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1970 && day.getYear() < 10_000 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    AuditFilter filter() {
        return new AuditFilter(
                actor,
                action,
                subject,
                from == null ? null : from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    boolean isAll() {
        return filter().everything();
    }

    QueryParameters parameters() {
        Map<String, String> said = new LinkedHashMap<>();
        put(said, "actor", actor);
        put(said, "action", action);
        put(said, "subject", subject);
        put(said, "from", from);
        put(said, "to", to);
        return QueryParameters.simple(said);
    }

    private static void put(Map<String, String> said, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            said.put(name, value.toString().strip());
        }
    }
}

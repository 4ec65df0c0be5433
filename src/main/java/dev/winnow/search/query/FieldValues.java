package dev.winnow.search.query;

import dev.winnow.importers.Severity;
import dev.winnow.search.query.QueryParser.Typed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind a field. */
final class FieldValues {
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<)(.*)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})([hdwmy])");
    private static final Pattern WEAKNESS = Pattern.compile("(?i:CWE-)?0*(\\d{1,5})");

    private FieldValues() {}

    static Query read(Field field, List<Typed> typed) {
        return switch (field.type()) {
            case SEVERITY -> severities(field, typed);
            case STATUS, KIND, YES_NO -> new Query.Has(field, choices(field, typed));
            case CWE ->
                new Query.Has(field, typed.stream().map(FieldValues::weakness).toList());
            case WORD, PATH, TEXT ->
                new Query.Has(field, typed.stream().map(Typed::value).toList());
            case AGE -> age(single(field, typed));
            case DATE -> date(field, single(field, typed));
        };
    }

    private static Typed single(Field field, List<Typed> typed) {
        if (typed.size() > 1) {
            throw new QueryError(
                    typed.get(1).column(),
                    field.word() + " takes one value or a range, such as " + field.example() + ".");
        }
        return typed.getFirst();
    }

    private static List<Query.Value> choices(Field field, List<Typed> typed) {
        return typed.stream().map(one -> choice(field, one)).toList();
    }

    private static Query.Value choice(Field field, Typed typed) {
        String word = typed.value().text().toLowerCase(Locale.ROOT);
        String meant = switch (word) {
            case "true", "1" -> "yes";
            case "false", "0" -> "no";
            default -> word;
        };
        if (field.type().choices().contains(word)) {
            return new Query.Value(word, false);
        }
        if (field.type().choices().contains(meant)) {
            return new Query.Value(meant, false);
        }
        throw new QueryError(
                typed.column(),
                "“" + typed.value().text() + "” is no " + field.word() + "."
                        + Near.hint(word, field.type().choices()));
    }

    private static Query severities(Field field, List<Typed> typed) {
        var values = new ArrayList<Query.Value>();
        for (Typed one : typed) {
            Matcher compared = COMPARED.matcher(one.value().text());
            if (!compared.matches()) {
                values.add(choice(field, one));
                continue;
            }
            String sign = compared.group(1);
            var bound = new Typed(new Query.Value(compared.group(2), false), one.column() + sign.length());
            Severity severity = Severity.valueOf(choice(field, bound).text().toUpperCase(Locale.ROOT));
            for (Severity other : Severity.values()) {
                if (holds(sign, other, severity)) {
                    values.add(new Query.Value(other.name().toLowerCase(Locale.ROOT), false));
                }
            }
        }
        if (values.isEmpty()) {
            throw new QueryError(typed.getFirst().column(), "no severity is beyond that.");
        }
        return new Query.Has(field, values.stream().distinct().toList());
    }

    /** Worse is more; an unknown one is neither more nor less than another. */
    private static boolean holds(String sign, Severity severity, Severity bound) {
        if (severity == bound) {
            return sign.endsWith("=");
        }
        if (severity == Severity.UNKNOWN || bound == Severity.UNKNOWN) {
            return false;
        }
        boolean worse = severity.compareTo(bound) < 0;
        return sign.startsWith(">") == worse;
    }

    private static Query.Value weakness(Typed typed) {
        Matcher matcher = WEAKNESS.matcher(typed.value().text());
        if (!matcher.matches()) {
            throw new QueryError(typed.column(), "a number is expected, such as cwe:79.");
        }
        return new Query.Value(matcher.group(1), false);
    }

    private static Query age(Typed typed) {
        String text = typed.value().text();
        int dots = text.indexOf("..");
        if (dots >= 0) {
            Duration over = duration(text.substring(0, dots), typed.column());
            Duration under = duration(text.substring(dots + 2), typed.column() + dots + 2);
            if (over.compareTo(under) >= 0) {
                throw new QueryError(typed.column(), "the range is empty: the shorter time comes first.");
            }
            return new Query.Aged(over, under, text);
        }
        Matcher compared = COMPARED.matcher(text);
        if (!compared.matches()) {
            throw new QueryError(typed.column(), "a comparison is expected, such as age:>30d, age:<2w or age:7d..30d.");
        }
        Duration bound =
                duration(compared.group(2), typed.column() + compared.group(1).length());
        return compared.group(1).startsWith(">")
                ? new Query.Aged(bound, null, text)
                : new Query.Aged(null, bound, text);
    }

    private static Duration duration(String text, int column) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new QueryError(
                    column, "a time is expected: a number with h, d, w, m (30 days) or y (365 days), such as 30d.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "w" -> Duration.ofDays(7 * number);
            case "m" -> Duration.ofDays(30 * number);
            case "y" -> Duration.ofDays(365 * number);
            default -> Duration.ofDays(number);
        };
    }

    private static Query date(Field field, Typed typed) {
        String text = typed.value().text();
        int dots = text.indexOf("..");
        if (dots >= 0) {
            Instant from = day(text.substring(0, dots), typed.column(), 0);
            Instant before = day(text.substring(dots + 2), typed.column() + dots + 2, 1);
            if (!from.isBefore(before)) {
                throw new QueryError(typed.column(), "the range is empty: the earlier day comes first.");
            }
            return new Query.Within(field, from, before, text);
        }
        Matcher compared = COMPARED.matcher(text);
        if (!compared.matches()) {
            return new Query.Within(field, day(text, typed.column(), 0), day(text, typed.column(), 1), text);
        }
        String sign = compared.group(1);
        // “Later than a day” starts when that day is over.
        Instant bound =
                day(compared.group(2), typed.column() + sign.length(), sign.equals(">") || sign.equals("<=") ? 1 : 0);
        @Nullable Instant from = sign.startsWith(">") ? bound : null;
        @Nullable Instant before = sign.startsWith("<") ? bound : null;
        return new Query.Within(field, from, before, text);
    }

    /** Days are days in UTC. */
    private static Instant day(String text, int column, int daysLater) {
        try {
            return LocalDate.parse(text)
                    .plusDays(daysLater)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new QueryError(column, "a day is expected, such as 2026-07-01.");
        }
    }
}

package dev.winnow.ui;

import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Trend;
import dev.winnow.ui.parts.Words;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.OptionalDouble;

/** Says numbers and times of trends. */
final class TrendWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private TrendWords() {}

    /** Such as {@code 3 h}, {@code 87 %}, {@code 6.4}; a dash for nothing. */
    static String value(Trend trend, OptionalDouble value) {
        return value.isPresent() ? value(trend, value.getAsDouble()) : "–";
    }

    static String value(Trend trend, double value) {
        return switch (trend.unit()) {
            case DURATION -> span(value);
            case SHARE -> String.format(Locale.ENGLISH, "%.0f %%", value * 100);
            case NUMBER ->
                value == Math.rint(value)
                        ? Words.number((long) value)
                        : String.format(Locale.ENGLISH, value < 0.1 ? "%.2f" : "%.1f", value);
        };
    }

    /** With one more digit where one unit says little: {@code 1.4 days}. */
    private static String span(double seconds) {
        double days = seconds / 86_400;
        if (days >= 1 && days < 10 && days != Math.rint(days)) {
            return String.format(Locale.ENGLISH, "%.1f days", days);
        }
        return Words.span(Duration.ofSeconds(Math.round(seconds)));
    }

    /** What a part is called below a chart. */
    static String part(Bucket bucket, Period part, ZoneId zone) {
        LocalDate first = LocalDate.ofInstant(part.from(), zone);
        return switch (bucket) {
            case DAY, WEEK, SPRINT -> DAY.format(first);
            case MONTH -> MONTH.format(first);
            case QUARTER -> "Q" + first.get(IsoFields.QUARTER_OF_YEAR) + " " + first.getYear();
        };
    }

    /** Such as {@code 1 Jul 2026}. */
    static String day(LocalDate day) {
        return WHOLE.format(day);
    }

    /** Such as {@code 1 Jul 2026 to 30 Sep 2026}. */
    static String whole(Period period, ZoneId zone) {
        return WHOLE.format(LocalDate.ofInstant(period.from(), zone)) + " to "
                + WHOLE.format(LocalDate.ofInstant(period.to().minusMillis(1), zone));
    }
}

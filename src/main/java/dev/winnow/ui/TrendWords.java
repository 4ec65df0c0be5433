package dev.winnow.ui;

import dev.winnow.export.Amounts;
import dev.winnow.export.Unit;
import dev.winnow.metrics.Bucket;
import dev.winnow.metrics.Period;
import dev.winnow.metrics.Trend;
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

    private static final double HOUR_SECONDS = 3_600;
    private static final double DAY_SECONDS = 86_400;

    private TrendWords() {}

    /** Such as {@code 3 h}, {@code 87.3 %}, {@code 6.4}; a dash for nothing. */
    static String value(Trend trend, OptionalDouble value) {
        return value.isPresent() ? value(trend, value.getAsDouble()) : "–";
    }

    /** As exports say it. */
    static String value(Trend trend, double value) {
        return Amounts.text(value, unit(trend));
    }

    /**
     * The same on an axis, where all numbers are in one unit.
     *
     * @param grain one of that unit; 0: none
     */
    static String tick(Trend trend, double grain, double value) {
        if (trend.unit() != Trend.Unit.DURATION || grain <= 0) {
            return value(trend, value);
        }
        String unit = grain >= DAY_SECONDS ? " days" : grain >= HOUR_SECONDS ? " h" : " min";
        return value == 0 ? "0" : Amounts.text(value / grain, Unit.COUNT) + unit;
    }

    private static Unit unit(Trend trend) {
        return switch (trend.unit()) {
            case DURATION -> Unit.SECONDS;
            case SHARE -> Unit.SHARE;
            case NUMBER -> trend == Trend.ALERTS ? Unit.PER_PERSON_AND_DAY : Unit.COUNT;
        };
    }

    /** Such as {@code 21.8 days}. */
    static String span(Duration duration) {
        return Amounts.text(duration.toMillis() / 1_000.0, Unit.SECONDS);
    }

    /** Such as {@code 87.3 %}; a dash for nothing. */
    static String share(OptionalDouble share) {
        return Amounts.text(share, Unit.SHARE);
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

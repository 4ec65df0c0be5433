package dev.winnow.export;

import dev.winnow.text.EndDate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers and times as people read them. */
public final class Amounts {
    /** What stands where nothing was counted. */
    static final String NOTHING = "–";

    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

    private Amounts() {}

    public static String text(OptionalDouble value, Unit unit) {
        return value.isPresent() ? text(value.getAsDouble(), unit) : NOTHING;
    }

    /** Rounded so that it can be read: durations in the unit that suits their length. */
    public static String text(double value, Unit unit) {
        return switch (unit) {
            case SECONDS -> duration(value);
            case SHARE -> rounded(100 * value, 1) + " %";
            case COUNT -> rounded(value, 0);
            // A team that is alerted once a week is not alerted never.
            case PER_PERSON_AND_DAY -> rounded(value, Math.abs(value) < 1 ? 2 : 1);
            case DAYS -> rounded(value, 1);
        };
    }

    private static String duration(double seconds) {
        double size = Math.abs(seconds);
        if (size < 2 * MINUTE) {
            return rounded(seconds, 0) + " s";
        }
        if (size < 2 * HOUR) {
            return rounded(seconds / MINUTE, 1) + " min";
        }
        return size < 3 * DAY ? rounded(seconds / HOUR, 1) + " h" : rounded(seconds / DAY, 1) + " days";
    }

    private static String rounded(double value, int places) {
        BigDecimal number = exact(value).setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
        return String.format(Locale.ENGLISH, "%,." + Math.max(0, number.scale()) + "f", number);
    }

    /** The number itself, in as few digits as tell it from all others. */
    static BigDecimal exact(double value) {
        return value == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(value).stripTrailingZeros();
    }

    static String date(Instant at, ZoneId zone) {
        return DATE.format(at.atZone(zone));
    }

    static String date(LocalDate day) {
        return DATE.format(day);
    }

    /** The last day on which something holds, in UTC as people set it. */
    static String lastDay(Instant end) {
        return date(EndDate.lastDay(end));
    }

    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    static String month(Instant at, ZoneId zone) {
        return MONTH.format(at.atZone(zone));
    }
}

package dev.winnow.importers.packages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads RFC 3339 times, as Go's encoder writes them. */
public final class Timestamps {
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Timestamps() {}

    /**
     * The instant; null for no time at all: an unreadable one, or the year 1, which is how Go writes a time that was never
     * set. A date alone counts from its start in UTC. Nor is a time before 1970 or after the year 9999 one: nothing of what
     * is dated here happened then, and neither milliseconds nor databases reach as far as ISO 8601 does.
     */
    public static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.length() < 10 || text.length() > 40) {
            return null;
        }
        Instant time = read(text);
        return time == null || time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? null : time;
    }

    private static @Nullable Instant read(String text) {
        try {
            if (text.length() == 20 && text.charAt(19) == 'Z' && text.charAt(10) == 'T') {
                return plain(text);
            }
            if (text.length() > 21
                    && text.length() <= 30
                    && text.endsWith("Z")
                    && text.charAt(19) == '.'
                    && text.charAt(10) == 'T') {
                int digits = text.length() - 21;
                return plain(text).plusNanos(number(text, 20, 20 + digits) * POWERS[9 - digits]);
            }
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return OffsetDateTime.parse(text.indexOf(' ') == 10 ? text.replace(' ', 'T') : text)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code 2021-08-03T14:15:00Z}, the usual form, without a formatter: it stands in every vulnerability. */
    private static Instant plain(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of day");
        }
        return Instant.ofEpochSecond(day * 86_400 + hour * 3_600L + minute * 60L + second);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}

package dev.winnow.metrics;

import java.time.LocalDate;
import java.util.OptionalInt;

/** How long something has been open, in days of UTC, as the query line counts them; the day it opened is day 0. */
public enum Age {
    DAYS_0_6(0, 7, "less than 7 days"),
    DAYS_7_29(7, 30, "7 to 29 days"),
    DAYS_30_89(30, 90, "30 to 89 days"),
    DAYS_90_364(90, 365, "90 to 364 days"),
    DAYS_365(365, Integer.MAX_VALUE, "365 days and more");

    private final int from;
    private final int under;
    private final String words;

    Age(int from, int under, String words) {
        this.from = from;
        this.under = under;
        this.words = words;
    }

    /** The least of days. */
    public int from() {
        return from;
    }

    /** Days that are too many; empty: none are. */
    public OptionalInt under() {
        return under == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(under);
    }

    public String words() {
        return words;
    }

    /** What is open since a day that lies ahead, by another clock, is as young as can be. */
    static Age of(long days) {
        for (Age age : values()) {
            if (days < age.under) {
                return age;
            }
        }
        return DAYS_365;
    }

    /** The days on which that opened which is of this age today, as a value of the query line's field {@code opened}. */
    public String opened(LocalDate today) {
        if (from == 0) {
            return ">" + today.minusDays(under);
        }
        LocalDate last = today.minusDays(from);
        return under == Integer.MAX_VALUE ? "<=" + last : today.minusDays(under - 1L) + ".." + last;
    }

    /** The same of all that is of this age or older. */
    public String openedOrBefore(LocalDate today) {
        return "<=" + today.minusDays(from);
    }
}

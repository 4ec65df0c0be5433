package dev.winnow.metrics;

import dev.winnow.problem.InvalidRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quarter of a year.
 *
 * @param number 1 to 4
 */
public record Quarter(int year, int number) {
    private static final Pattern NAME = Pattern.compile("([12][0-9]{3})-?[Qq]([1-4])");

    /** @param name as in 2026-Q3. @throws InvalidRequest where it is none */
    public static Quarter of(String name) {
        Matcher quarter = NAME.matcher(name.strip());
        if (!quarter.matches()) {
            throw new InvalidRequest("quarter: as in 2026-Q3.");
        }
        return new Quarter(Integer.parseInt(quarter.group(1)), Integer.parseInt(quarter.group(2)));
    }

    /** The one that a day is in. */
    public static Quarter of(LocalDate day) {
        return new Quarter(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
    }

    public Quarter before() {
        return number == 1 ? new Quarter(year - 1, 4) : new Quarter(year, number - 1);
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, 3 * number - 2, 1);
    }

    public Period period(ZoneId zone) {
        return new Period(
                firstDay().atStartOfDay(zone).toInstant(),
                firstDay().plusMonths(3).atStartOfDay(zone).toInstant());
    }

    /** As in 2026-Q3. */
    @Override
    public String toString() {
        return year + "-Q" + number;
    }
}

package dev.winnow.champion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Colleague;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What calendar programs read, to the letter. */
class RotaCalendarTests {
    private static final LocalDate START = LocalDate.parse("2026-11-02");

    private static Roster roster(String team, LocalDate today, Rota rota, Map<String, Colleague> people) {
        return new Roster(
                team,
                Optional.of(rota),
                1,
                Instant.parse("2026-10-01T08:30:00.123Z"),
                Optional.of("ann"),
                today,
                people,
                Set.of());
    }

    private static Rota rota() {
        return new Rota(START, List.of("ann", "bob"), new TreeMap<>(Map.of(START.plusDays(14), "ann")));
    }

    private static final Map<String, Colleague> PEOPLE =
            Map.of("ann", new Colleague("ann", "Ann Lee"), "bob", new Colleague("bob", "Bob; the, \\ \"Builder\""));

    @Test
    void aTurnIsAnEventOfWholeDays() {
        String text = RotaCalendar.of(roster("pay", START, rota(), PEOPLE));

        assertThat(text).startsWith("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Winnow//Security champions//EN
                CALSCALE:GREGORIAN
                METHOD:PUBLISH
                NAME:Security champions of pay
                X-WR-CALNAME:Security champions of pay
                REFRESH-INTERVAL;VALUE=DURATION:PT6H
                X-PUBLISHED-TTL:PT6H
                BEGIN:VEVENT
                UID:champion-9350872d712a127c-20261102@winnow
                DTSTAMP:20261001T083000Z
                LAST-MODIFIED:20261001T083000Z
                DTSTART;VALUE=DATE:20261102
                DTEND;VALUE=DATE:20261116
                SUMMARY:Security champion of pay: Ann Lee
                TRANSP:TRANSPARENT
                END:VEVENT
                BEGIN:VEVENT
                UID:champion-9350872d712a127c-20261116@winnow
                DTSTAMP:20261001T083000Z
                LAST-MODIFIED:20261001T083000Z
                DTSTART;VALUE=DATE:20261116
                DTEND;VALUE=DATE:20261130
                SUMMARY:Security champion of pay: Ann Lee
                DESCRIPTION:Ann Lee takes the turn of Bob\\; the\\, \\\\ "Builder".
                TRANSP:TRANSPARENT
                END:VEVENT
                """.replace("\n", "\r\n"));
        assertThat(text).endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }

    @Test
    void theSameTurnIsTheSameEventWhenItIsReadLater() {
        String now = RotaCalendar.of(roster("pay", START.plusDays(20), rota(), PEOPLE));
        String later = RotaCalendar.of(roster("pay", START.plusDays(33), rota(), PEOPLE));

        // The turn before this one is there, and a year of turns.
        assertThat(now).contains("20261102@winnow").contains("20271101@winnow").doesNotContain("20271115@winnow");
        assertThat(later).doesNotContain("20261102@winnow").contains("UID:champion-9350872d712a127c-20261116@winnow");
    }

    @Test
    void longLinesAreFoldedBetweenCharactersAtSeventyFiveOctets() {
        String team = "Größe 🦔".repeat(12);
        String text = RotaCalendar.of(roster(team, START, rota(), PEOPLE));

        for (String line : text.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD").isNotEmpty();
        }
        assertThat(text.replace("\r\n ", "")).contains("SUMMARY:Security champion of " + team + ": Ann Lee\r\n");
    }

    @Test
    void whatPeopleAreCalledWritesNoLinesOfItsOwn() {
        var hostile = Map.of(
                "ann", new Colleague("ann", "Ann\r\nEND:VCALENDAR\u0000\u2028x"), "bob", new Colleague("bob", "Bob"));

        String text = RotaCalendar.of(roster("pay", START, rota(), hostile));

        assertThat(text).contains("SUMMARY:Security champion of pay: Ann\\nEND:VCALENDAR\u2028x\r\n");
        assertThat(text.split("\r\nEND:VCALENDAR", -1)).hasSize(2);
    }

    @Test
    void aLineOfExactlySeventyFiveOctetsStaysWhole() {
        String fits = new CalendarText().line("A", "x".repeat(73)).toString();
        String longer = new CalendarText().line("A", "x".repeat(74)).toString();

        assertThat(fits).isEqualTo("A:" + "x".repeat(73) + "\r\n");
        assertThat(longer).isEqualTo("A:" + "x".repeat(73) + "\r\n x\r\n");
    }
}

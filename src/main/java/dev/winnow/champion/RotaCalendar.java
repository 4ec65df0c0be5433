package dev.winnow.champion;

import dev.winnow.access.LinkSecret;
import dev.winnow.champion.Rota.Turn;
import java.time.format.DateTimeFormatter;

/**
 * A team's turns as iCalendar: one event of whole days a turn, from the one before this on and for a year. An event keeps its
 * identifier for ever, so that a program that reads it again changes it and adds none.
 */
final class RotaCalendar {
    private static final int TURNS = 27;

    private RotaCalendar() {}

    static String of(Roster roster) {
        var calendar = new CalendarText()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Winnow//Security champions//EN")
                .line("CALSCALE", "GREGORIAN")
                .line("METHOD", "PUBLISH")
                .text("NAME", "Security champions of " + roster.team())
                .text("X-WR-CALNAME", "Security champions of " + roster.team())
                .line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
                .line("X-PUBLISHED-TTL", "PT6H");
        roster.turns(roster.today().minusDays(Rota.DAYS), TURNS).forEach(turn -> add(calendar, roster, turn));
        return calendar.line("END", "VCALENDAR").toString();
    }

    private static void add(CalendarText calendar, Roster roster, Turn turn) {
        if (turn.champion().isEmpty()) {
            return;
        }
        String name = roster.name(turn.champion().get());
        calendar.line("BEGIN", "VEVENT")
                .line("UID", uid(roster.team(), turn))
                .time("DTSTAMP", roster.changedAt())
                .time("LAST-MODIFIED", roster.changedAt())
                .day("DTSTART", turn.first())
                // The end is the first day that is none of it.
                .day("DTEND", turn.next())
                .text("SUMMARY", "Security champion of " + roster.team() + ": " + name);
        turn.due()
                .ifPresent(due -> calendar.text("DESCRIPTION", name + " takes the turn of " + roster.name(due) + "."));
        calendar.line("TRANSP", "TRANSPARENT").line("END", "VEVENT");
    }

    /** A team's name may hold anything: its hash is a plain word. */
    private static String uid(String team, Turn turn) {
        return "champion-" + LinkSecret.hash(team).substring(0, 16) + "-"
                + DateTimeFormatter.BASIC_ISO_DATE.format(turn.first()) + "@winnow";
    }
}

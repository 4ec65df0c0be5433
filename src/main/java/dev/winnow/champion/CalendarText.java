package dev.winnow.champion;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes lines of iCalendar (RFC 5545): ended by CR LF, folded behind at most 75 octets, texts with their commas, semicolons
 * and ends of lines written as the standard says. Whole days are all it needs to know; the libraries for it bring parsers,
 * recurrence and time zone databases.
 */
final class CalendarText {
    /** Octets of a line, without its end. */
    private static final int LONGEST = 75;

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder lines = new StringBuilder();

    /** @param value as it stands in the file: letters, digits and signs that mean what they mean */
    CalendarText line(String name, String value) {
        String whole = name + ":" + value;
        int octets = 0;
        for (int at = 0; at < whole.length(); ) {
            int codePoint = whole.codePointAt(at);
            String character = Character.toString(codePoint);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            // No character is torn apart: some programs decode line by line.
            if (octets + size > LONGEST) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.append(character);
            octets += size;
            at += character.length();
        }
        lines.append("\r\n");
        return this;
    }

    /** @param text anything that people write */
    CalendarText text(String name, String text) {
        var value = new StringBuilder();
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            if (c == '\n') {
                value.append("\\n");
            } else if (c == '\\' || c == ',' || c == ';') {
                value.append('\\').appendCodePoint(c);
            } else if (!Character.isISOControl(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                value.appendCodePoint(c);
            }
        });
        return line(name, value.toString());
    }

    CalendarText day(String name, LocalDate day) {
        return line(name + ";VALUE=DATE", DAY.format(day));
    }

    CalendarText time(String name, Instant time) {
        return line(name, TIME.format(time));
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}

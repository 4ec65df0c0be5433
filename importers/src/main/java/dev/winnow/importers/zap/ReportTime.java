package dev.winnow.importers.zap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The times in reports, which ZAP writes in the layouts of several decades of Java. Without a zone they are UTC. */
final class ReportTime {
    private static final int LONGEST = 60;

    private static final List<DateTimeFormatter> LAYOUTS = Stream.of(
                    "d MMM yyyy HH:mm:ss[ z][ Z][ VV]",
                    "d MMMM yyyy HH:mm:ss[ z][ Z]",
                    "yyyy-MM-dd['T'][ ]HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][ ][XXX][XX][X]",
                    "yyyy/MM/dd HH:mm:ss",
                    "MMM d HH:mm:ss z yyyy",
                    "MMM d, yyyy h:mm:ss a[ z]",
                    "MMMM d, yyyy h:mm:ss a[ z]",
                    "MMM d, yyyy HH:mm:ss",
                    "MMMM d, yyyy HH:mm:ss")
            .map(layout -> new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(layout)
                    .toFormatter(Locale.ENGLISH))
            .toList();

    private ReportTime() {}

    /** Null where the text is in none of the layouts. */
    static @Nullable Instant parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        // Newer Java puts a narrow no-break space before AM and PM. The day of the week only repeats the date.
        String plain = text.strip()
                .replace('\u202f', ' ')
                .replaceAll("\\s+", " ")
                .replaceFirst("^(?i:mon|tue|wed|thu|fri|sat|sun)\\p{L}*,? ", "");
        for (DateTimeFormatter layout : LAYOUTS) {
            try {
                return instant(layout.parse(plain));
            } catch (DateTimeException e) {
                // The next layout may fit.
            }
        }
        return null;
    }

    private static Instant instant(TemporalAccessor parsed) {
        ZoneId zone = parsed.query(TemporalQueries.zone());
        return LocalDateTime.from(parsed)
                .atZone(zone == null ? ZoneOffset.UTC : zone)
                .toInstant();
    }
}

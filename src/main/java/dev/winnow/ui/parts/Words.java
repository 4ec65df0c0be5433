package dev.winnow.ui.parts;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and names as people read them. */
public final class Words {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    public static String of(Severity severity) {
        return capital(severity.name());
    }

    public static String of(Kind kind) {
        return switch (kind) {
            case WEB -> "Web weakness";
            case CODE -> "Code weakness";
            case RUNTIME -> "Runtime alert";
            default -> capital(kind.name());
        };
    }

    public static String capital(String name) {
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The same words, with a capital at their start. */
    public static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Such as {@code 1 finding}, {@code 12,000 findings}. */
    public static String count(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }

    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** To the minute, in UTC. */
    public static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /** Such as {@code 12 min ago}; what lies ahead is {@code just now}. */
    public static String ago(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        if (age.toSeconds() < 60) {
            return "just now";
        }
        return span(age) + " ago";
    }

    /** Such as {@code in 12 days}; what lies behind is {@code now}. */
    public static String ahead(Instant at, Instant now) {
        Duration left = Duration.between(now, at);
        return left.toSeconds() < 1 ? "now" : "in " + span(left);
    }

    /** One unit, rounded down: {@code 40 s}, {@code 12 min}, {@code 3 h}, {@code 41 days}. */
    public static String span(Duration span) {
        if (span.toMinutes() < 1) {
            return Math.max(0, span.toSeconds()) + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min";
        }
        if (span.toDays() < 1) {
            return span.toHours() + " h";
        }
        return count(span.toDays(), "day", "days");
    }

    /** Such as {@code 3.1 MB}; powers of ten. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB"};
        double size = bytes / 1000.0;
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ENGLISH, size < 10 ? "%.1f %s" : "%.0f %s", size, units[unit]);
    }

    /** The first characters of a commit, as tools show it; names that are no hash stay whole. */
    public static String commit(String commit) {
        boolean hash = commit.length() >= 12 && commit.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return hash ? commit.substring(0, 8) : commit;
    }
}

package dev.winnow.ui;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 5 min}, {@code 4 h}, {@code 7 d}, {@code 1 d 12 h}. */
final class TargetWords {
    static final String HELP = "Such as 5 min, 4 h or 7 d";

    private static final List<Unit> UNITS =
            List.of(new Unit("d", 86_400), new Unit("h", 3_600), new Unit("min", 60), new Unit("s", 1));
    private static final Pattern PART =
            Pattern.compile("\\s*([0-9]{1,9})\\s*(weeks?|w|days?|d|hours?|h|minutes?|min|seconds?|sec|s)(?![a-z])");

    private record Unit(String name, long seconds) {}

    private TargetWords() {}

    /** In the largest units that it is whole in. */
    static String said(Duration duration) {
        var said = new StringBuilder();
        long left = duration.toSeconds();
        for (Unit unit : UNITS) {
            if (left >= unit.seconds()) {
                said.append(said.isEmpty() ? "" : " ")
                        .append(left / unit.seconds())
                        .append(' ')
                        .append(unit.name());
                left %= unit.seconds();
            }
        }
        return said.isEmpty() ? "0 s" : said.toString();
    }

    /** Empty where it is none. */
    static Optional<Duration> read(String text) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        Matcher part = PART.matcher(rest);
        long seconds = 0;
        int end = 0;
        while (end < rest.length() && part.find(end) && part.start() == end) {
            seconds += Long.parseLong(part.group(1)) * seconds(part.group(2));
            end = part.end();
        }
        return end == 0 || end < rest.length() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private static long seconds(String unit) {
        return switch (unit.charAt(0)) {
            case 'w' -> 7 * 86_400;
            case 'd' -> 86_400;
            case 'h' -> 3_600;
            case 'm' -> 60;
            default -> 1;
        };
    }
}

package dev.winnow.importers.drift;

import dev.winnow.importers.Masking;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.SensitiveWords;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Says what changed, for people: a bounded number of attributes, and of each value what may be shown. */
public final class Difference {
    private static final int LINES = 30;
    private static final int SHOWN = 200;

    /** Two values of more characters than these stand in two lines. */
    private static final int LINE = 80;

    private static final String HIDDEN = "not shown, sensitive";

    /** So much of what two long values have in common stands before where they part. */
    private static final int COMMON = 40;

    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("(?<=://)[^/\\s:@\"]{0,100}:[^@/\\s\"]{1,200}@");

    /** Attributes that hold scripts, in which credentials stand under no name that would tell. */
    private static final Set<String> SCRIPTS =
            Set.of("user_data", "user_data_base64", "custom_data", "metadata_startup_script", "startup_script");

    private Difference() {}

    /**
     * A line for each attribute: its name, and its values where they may be shown.
     *
     * @param hidden of which attributes nothing is to be shown but the name
     */
    public static String text(Collection<String> names, Attributes before, Attributes after, Predicate<String> hidden) {
        var text = new StringBuilder();
        names.stream().limit(LINES).forEach(name -> {
            text.append(text.isEmpty() ? "" : "\n").append(Texts.line(Masking.maskKnown(name)));
            if (name.equals(Attributes.OTHERS)) {
                text.append(" more than can be listed");
            } else {
                text.append(": ").append(isHidden(name, hidden) ? HIDDEN : values(before.get(name), after.get(name)));
            }
        });
        if (names.size() > LINES) {
            text.append("\nand ").append(names.size() - LINES).append(" more");
        }
        return text.toString();
    }

    /** A line for each property. @param hidden as in {@link #text} */
    public static String properties(Map<String, Value> properties, Predicate<String> hidden) {
        var text = new StringBuilder();
        properties.forEach((name, value) -> {
            text.append(text.isEmpty() ? "" : "\n").append(Texts.line(Masking.maskKnown(name)));
            text.append(": ").append(isHidden(name, hidden) ? HIDDEN : said(masked(value), 0));
        });
        return text.toString();
    }

    private static boolean isHidden(String name, Predicate<String> hidden) {
        return hidden.test(name) || SensitiveWords.areIn(name) || SCRIPTS.contains(name);
    }

    /** The first names, and how many there are more. */
    public static String names(Collection<String> names, int most) {
        String first = String.join(", ", names.stream().limit(most).toList());
        return Texts.line(
                Masking.maskKnown(first) + (names.size() > most ? " and " + (names.size() - most) + " more" : ""));
    }

    private static String values(Value before, Value after) {
        String was = masked(before);
        String is = masked(after);
        int common = 0;
        int shorter = Math.min(was.length(), is.length());
        while (common < shorter && was.charAt(common) == is.charAt(common)) {
            common++;
        }
        boolean longer = Math.max(was.length(), is.length()) > SHOWN;
        int start = longer && common > COMMON && common < shorter ? common - COMMON : 0;
        String first = said(was, start);
        String second = said(is, start);
        return first + (first.length() + second.length() > LINE ? "\n→ " : " → ") + second;
    }

    private static String said(String value, int start) {
        if (value.isEmpty()) {
            return "nothing";
        }
        int from = start > 0 && Character.isLowSurrogate(value.charAt(start)) ? start - 1 : start;
        return (from > 0 ? "…" : "") + Texts.atMost(value.substring(from), SHOWN);
    }

    private static String masked(Value value) {
        String known = Masking.maskKnown(value.shown());
        return known.contains("://") ? PASSWORD_IN_ADDRESS.matcher(known).replaceAll(Masking.MASK + "@") : known;
    }
}

package dev.winnow.importers;

/** Bounds on the texts that are kept: a report may hold a gigabyte in one field, a finding need not. */
public final class Texts {
    /** The most characters kept of a one-line text such as a title. */
    public static final int LINE = 300;

    /** The most characters kept of a message, description or snippet. */
    public static final int BLOCK = 16_000;

    private Texts() {}

    /** The text on one line: line breaks and runs of white space become a space, and what is too long ends in "…". */
    public static String line(String text) {
        int n = text.length();
        boolean clean = n <= LINE;
        for (int i = 0; clean && i < n; i++) {
            char c = text.charAt(i);
            clean = c > ' ' || (c == ' ' && i > 0 && i < n - 1 && text.charAt(i - 1) != ' ');
        }
        if (clean) {
            return text;
        }
        var line = new StringBuilder(Math.min(n, LINE + 1));
        boolean space = false;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                space = !line.isEmpty();
                continue;
            }
            if (line.length() >= LINE) {
                return cut(line.toString(), LINE - 1);
            }
            if (space) {
                line.append(' ');
                space = false;
            }
            line.append(c);
        }
        return line.length() > LINE ? cut(line.toString(), LINE - 1) : line.toString();
    }

    /** The text, cut to {@link #BLOCK} characters where it is longer. */
    public static String block(String text) {
        return text.length() <= BLOCK ? text : cut(text, BLOCK - 1);
    }

    /** The text, cut to this many characters where it is longer. @param most at least 2 */
    public static String atMost(String text, int most) {
        return text.length() <= most ? text : cut(text, most - 1);
    }

    private static String cut(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}

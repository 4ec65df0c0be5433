package dev.winnow.verify;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with something, in the order in which it was found: the first of many are kept. */
final class Problems {
    private static final int NAMED = 50;
    private static final int LONGEST = 200;

    private final List<String> named = new ArrayList<>();
    private long count;

    void add(String problem) {
        count++;
        if (named.size() < NAMED) {
            named.add(problem);
        }
    }

    List<String> named() {
        return List.copyOf(named);
    }

    /** How many there are in all. */
    long count() {
        return count;
    }

    boolean none() {
        return count == 0;
    }

    /** A text that somebody else wrote, so that it does nothing to a terminal and fits a line. */
    static String shown(String text) {
        String line = text.codePoints()
                .limit(LONGEST)
                .map(point -> isPlain(point) ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < text.length() ? line + "…" : line;
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}

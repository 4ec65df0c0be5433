package dev.winnow.ui;

import java.util.HashSet;
import java.util.Set;

/** The texts of a page, so that it says each once: tools put the same sentence into several fields. */
final class Said {
    private final Set<String> bare = new HashSet<>();

    /** Notes a text. @return whether it says something new */
    boolean isNew(String text) {
        String one = bare(text);
        return !one.isEmpty() && bare.add(one);
    }

    /** Whether one text is the start of the other, cut where it was too long. */
    static boolean isStartOf(String start, String text) {
        String bare = bare(start);
        return bare.endsWith("…") && bare(text).startsWith(bare.substring(0, bare.length() - 1));
    }

    /** The words alone, without what tools write differently: white space and the full stop. */
    private static String bare(String text) {
        String bare = text.strip().replaceAll("\\s+", " ");
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }
}

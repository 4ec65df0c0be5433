package dev.winnow.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * Patterns in which {@code *} stands for any characters; everything else stands for itself, in its own case. Patterns come
 * from people and so do the texts: comparing takes at most as many steps as the product of their lengths, whatever they are.
 */
public final class Glob {
    /** So many asterisks are allowed in a pattern; more than anyone needs. */
    public static final int MOST_STARS = 20;

    private Glob() {}

    /** How many places of the pattern stand for any characters: asterisks in a row are one. */
    public static int stars(String pattern) {
        int stars = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*' && (i == 0 || pattern.charAt(i - 1) != '*')) {
                stars++;
            }
        }
        return stars;
    }

    /** Whether the whole text fits. */
    public static boolean matches(String pattern, String text) {
        return fits(pattern.length(), text.length(), new Parts() {
            @Override
            public boolean isAny(int ofPattern) {
                return pattern.charAt(ofPattern) == '*';
            }

            @Override
            public boolean fit(int ofPattern, int ofText) {
                return pattern.charAt(ofPattern) == text.charAt(ofText);
            }
        });
    }

    /**
     * Whether the whole path fits, where {@code *} stands for any characters but a slash and a folder {@code **} for any
     * folders, or none. A slash at the start makes no difference, nor do several in a row.
     */
    public static boolean matchesPath(String pattern, String path) {
        List<String> wanted = folders(pattern);
        List<String> there = folders(path);
        boolean open = !wanted.isEmpty() && wanted.getLast().equals("**");
        if (!open && pattern.endsWith("/") != path.endsWith("/")) {
            return false;
        }
        return fits(wanted.size(), there.size(), new Parts() {
            @Override
            public boolean isAny(int ofPattern) {
                return wanted.get(ofPattern).equals("**");
            }

            @Override
            public boolean fit(int ofPattern, int ofText) {
                return matches(wanted.get(ofPattern), there.get(ofText));
            }
        });
    }

    private static List<String> folders(String path) {
        return Stream.of(path.split("/")).filter(folder -> !folder.isEmpty()).toList();
    }

    /** Parts of a pattern and of what may fit it. */
    private interface Parts {
        /** Whether the part of the pattern stands for any parts, or none. */
        boolean isAny(int ofPattern);

        boolean fit(int ofPattern, int ofText);
    }

    /** Only the last part that stands for any is ever tried anew: an earlier one can gain nothing that it could not. */
    private static boolean fits(int pattern, int text, Parts parts) {
        int wanted = 0;
        int there = 0;
        int any = -1;
        int anyUpTo = 0;
        while (there < text) {
            if (wanted < pattern && parts.isAny(wanted)) {
                any = wanted++;
                anyUpTo = there;
            } else if (wanted < pattern && parts.fit(wanted, there)) {
                wanted++;
                there++;
            } else if (any >= 0) {
                wanted = any + 1;
                there = ++anyUpTo;
            } else {
                return false;
            }
        }
        while (wanted < pattern && parts.isAny(wanted)) {
            wanted++;
        }
        return wanted == pattern;
    }
}

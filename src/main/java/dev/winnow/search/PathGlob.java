package dev.winnow.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Patterns of paths, as people know them from ignore files: {@code *} within a folder, {@code **} across folders; what
 * has no slash is found at any depth; what names a folder finds all below it.
 */
final class PathGlob {
    private PathGlob() {}

    /** The place as patterns see it: without its case, its protocol and host; of a request the path alone. */
    static List<String> placesOf(String place) {
        var all = new ArrayList<String>();
        all.add(bare(place));
        int scheme = place.indexOf("://");
        if (scheme >= 0) {
            int path = place.indexOf('/', scheme + 3);
            String address = place.substring(path < 0 ? place.length() : path).split("[?#]", 2)[0];
            all.add(bare(address.isEmpty() ? "/" : address));
        }
        return all;
    }

    /** Without a slash at its start, so that it makes no difference. */
    private static String bare(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        int from = lower.startsWith("./") ? 2 : 0;
        while (from < lower.length() - 1 && lower.charAt(from) == '/') {
            from++;
        }
        return lower.substring(from);
    }

    /** A regular expression of Lucene that the whole place must match. */
    static String regexp(String pattern, boolean quoted) {
        String bare = bare(pattern);
        boolean anywhere = bare.indexOf('/') < 0 && !bare.contains("**");
        var regexp = new StringBuilder(anywhere ? "(.*/)?" : "");
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c != '*' || quoted) {
                escape(c, regexp);
            } else if (bare.startsWith("**/", i)) {
                regexp.append("(.*/)?");
                i += 2;
            } else if (bare.startsWith("**", i)) {
                regexp.append(".*");
                i++;
            } else {
                regexp.append("[^/]*");
            }
        }
        return regexp.append(bare.endsWith("/") ? ".*" : "(/.*)?").toString();
    }

    private static void escape(char c, StringBuilder into) {
        if (!Character.isLetterOrDigit(c) && c != '/' && c != '_' && !Character.isSurrogate(c)) {
            into.append('\\');
        }
        into.append(c);
    }
}

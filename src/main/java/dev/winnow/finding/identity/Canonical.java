package dev.winnow.finding.identity;

import dev.winnow.importers.Masking;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts without the parts that change while the problem stays the same. */
final class Canonical {
    private Canonical() {}

    /** A path with {@code /} between its parts and without {@code ./} at its start. */
    static String path(String uri) {
        String path = uri.indexOf('\\') >= 0 ? uri.replace('\\', '/') : uri;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        return path;
    }

    /**
     * Code without white space, so that re-indenting changes nothing; null where nothing is left, or nothing but what
     * stands for a secret: all leaks would be alike.
     */
    static @Nullable String code(@Nullable String snippet) {
        if (snippet == null) {
            return null;
        }
        // An array, not a builder: this is asked of every result.
        char[] kept = snippet.toCharArray();
        int length = 0;
        for (char c : kept) {
            if (c > ' ' && c != '\u00a0') {
                kept[length++] = c;
            }
        }
        String code = new String(kept, 0, length);
        return code.isEmpty() || code.equals(Masking.MASK) ? null : code;
    }

    /** A message without its numbers and quoted parts. */
    static String message(String message) {
        // An array, not a builder: this is asked of every result. What is kept is never longer than what was read.
        char[] shape = message.toCharArray();
        int length = 0;
        int i = 0;
        while (i < shape.length) {
            char c = message.charAt(i);
            if (c == '"' || c == '`' || c == '\'') {
                int end = closingQuote(message, i, c);
                if (end > i) {
                    shape[length++] = c;
                    shape[length++] = c;
                    i = end + 1;
                    continue;
                }
            }
            if (c >= '0' && c <= '9') {
                if (length == 0 || shape[length - 1] != '#') {
                    shape[length++] = '#';
                }
            } else if (c > ' ') {
                shape[length++] = c;
            }
            i++;
        }
        return new String(shape, 0, length);
    }

    /** The quote that closes the one at {@code start}; −1 for an apostrophe within a word or an unclosed quote. */
    private static int closingQuote(String text, int start, char quote) {
        if (quote == '\'' && start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            return -1;
        }
        int end = text.indexOf(quote, start + 1);
        return end > 0 && text.indexOf('\n', start) < 0 ? end : end > 0 && text.indexOf('\n', start) > end ? end : -1;
    }

    /**
     * An address without scheme, host, query and fragment values, and with path segments that look like an id replaced:
     * numbers, UUIDs, long hexadecimal or random words. Names of query parameters stay.
     */
    static String address(String url) {
        int start = url.indexOf("://");
        // An address within a query value is not where the host ends.
        boolean absolute = start >= 0 && endOfHost(url, 0) == start + 1;
        int from = absolute ? endOfHost(url, start + 3) : 0;
        int end = url.indexOf('#', from);
        String rest = end < 0 ? url.substring(from) : url.substring(from, end);
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        var address = new StringBuilder();
        for (String segment : (question < 0 ? rest : rest.substring(0, question)).split("/", -1)) {
            if (!address.isEmpty() || segment.isEmpty()) {
                address.append('/');
            }
            address.append(looksLikeId(segment) ? "{id}" : segment);
        }
        if (address.length() > 1 && address.charAt(address.length() - 1) == '/') {
            address.setLength(address.length() - 1);
        }
        if (!query.isEmpty()) {
            char separator = '?';
            for (String parameter : sorted(query.split("&"))) {
                address.append(separator).append(parameter);
                separator = '&';
            }
        }
        return address.toString();
    }

    private static int endOfHost(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return url.length();
    }

    private static String[] sorted(String[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            int equals = parameters[i].indexOf('=');
            if (equals >= 0) {
                parameters[i] = parameters[i].substring(0, equals);
            }
        }
        java.util.Arrays.sort(parameters);
        return java.util.Arrays.stream(parameters).distinct().toArray(String[]::new);
    }

    private static boolean looksLikeId(String segment) {
        int digits = 0;
        int hex = 0;
        int other = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = Character.toLowerCase(segment.charAt(i));
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'a' && c <= 'f') {
                hex++;
            } else if (c != '-' && c != '_') {
                other++;
            }
        }
        int length = segment.length();
        if (length == 0 || digits == 0) {
            return false;
        }
        // All digits; a hash or UUID; or a long word with many digits in it.
        return hex + other == 0 || (other == 0 && length >= 8) || (length >= 16 && digits * 5 >= length);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

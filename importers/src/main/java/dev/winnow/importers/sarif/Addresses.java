package dev.winnow.importers.sarif;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Takes the addresses apart that tools write: URIs, file names of either kind of system, and what lies between. */
final class Addresses {
    private static final String HEX = "0123456789abcdef";

    private Addresses() {}

    /** What of a path lies below a directory that ends in a slash; null where it lies elsewhere. */
    static @Nullable String below(String path, String directory) {
        boolean windows = directory.length() > 1 && directory.charAt(1) == ':';
        if (path.regionMatches(windows, 0, directory, 0, directory.length())) {
            return path.substring(directory.length());
        }
        return null;
    }

    /** The path with a slash at its end, unless it is empty. */
    static String directory(String path) {
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    /** Whether it is an address of something else than a file, such as {@code https://…}. */
    static boolean isAddress(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 2 || uri.regionMatches(true, 0, "file:", 0, 5)) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            char c = uri.charAt(i);
            boolean scheme = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || c == '+'
                    || c == '.'
                    || c == '-'
                    || (i > 0 && c >= '0' && c <= '9');
            if (!scheme) {
                return false;
            }
        }
        return uri.startsWith("//", colon + 1);
    }

    static boolean isAbsolute(String path) {
        return path.startsWith("/") || (path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/');
    }

    /** The path in a file address or relative reference, decoded, with slashes. */
    static String filePath(String uri) {
        String path = uri;
        if (path.regionMatches(true, 0, "file:", 0, 5)) {
            path = path.substring(5);
            if (path.startsWith("//")) {
                int slash = path.indexOf('/', 2);
                boolean host = slash > 2 && path.charAt(slash - 1) != ':';
                path = host || slash == 2 ? path.substring(slash) : path.substring(2);
            }
        }
        path = decoded(path).replace('\\', '/');
        if (path.length() > 2 && path.charAt(0) == '/' && path.charAt(2) == ':') {
            // file:///C:/code
            path = path.substring(1);
        }
        return path;
    }

    /** Percent-decoded as UTF-8; what is no escape, or one of a control character, stays. */
    private static String decoded(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        var bytes = new ByteArrayOutputStream(uri.length());
        byte[] raw = uri.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int value = -1;
            if (raw[i] == '%' && i + 2 < raw.length) {
                int high = HEX.indexOf(Character.toLowerCase((char) raw[i + 1]));
                int low = HEX.indexOf(Character.toLowerCase((char) raw[i + 2]));
                value = high < 0 || low < 0 ? -1 : 16 * high + low;
            }
            if (value >= ' ' && value != 0x7f) {
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Without empty, {@code .} and {@code ..} parts; nothing leads out above the start. */
    static String normal(String path) {
        if (!path.contains("./") && !path.contains("//") && !path.endsWith(".")) {
            return path;
        }
        var parts = new ArrayList<String>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        String normal = String.join("/", parts);
        if (path.startsWith("/")) {
            return "/" + normal;
        }
        return normal.isEmpty() ? "." : normal;
    }
}

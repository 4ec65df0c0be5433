package dev.winnow.importers.packages;

import dev.winnow.importers.Texts;
import org.jspecify.annotations.Nullable;

/** Paths of files in one spelling. */
public final class FilePaths {
    private FilePaths() {}

    /** The path with {@code /} between its parts and without {@code ./} at its start, on one line; null for none. */
    public static @Nullable String clean(@Nullable String path) {
        if (path == null) {
            return null;
        }
        String clean = path.indexOf('\\') >= 0 ? path.replace('\\', '/') : path;
        while (clean.startsWith("./")) {
            clean = clean.substring(2);
        }
        return clean.isBlank() ? null : Texts.line(clean);
    }
}

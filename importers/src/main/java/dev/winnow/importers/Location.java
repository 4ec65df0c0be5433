package dev.winnow.importers;

import org.jspecify.annotations.Nullable;

/**
 * One place of a result.
 *
 * @param uri a path relative to the source root with {@code /} between its parts, or an absolute address where the
 *     report gives no root; for an image a path inside it. Null where only a logical name is known
 * @param startLine from 1; 0 where unknown
 * @param startColumn from 1; 0 where unknown
 * @param endLine from 1; 0 where unknown
 * @param endColumn from 1, exclusive as in SARIF; 0 where unknown
 * @param offset characters (or bytes, for binary files) from the start of the file; -1 where unknown
 * @param snippet the text of the region itself
 * @param context the text around the region, containing it
 * @param logicalName a fully qualified name of a function, type or resource
 * @param message what the tool says about this place
 */
public record Location(
        @Nullable String uri,
        int startLine,
        int startColumn,
        int endLine,
        int endColumn,
        long offset,
        @Nullable String snippet,
        @Nullable String context,
        @Nullable String logicalName,
        @Nullable String message) {

    /** A file of which no line is known. */
    public static Location ofFile(String uri) {
        return ofLines(uri, 0, 0);
    }

    /** Lines of a file, from 1; 0 where unknown. */
    public static Location ofLines(String uri, int startLine, int endLine) {
        return new Location(uri, startLine, 0, endLine, 0, -1, null, null, null, null);
    }
}

package dev.winnow.importers;

import org.jspecify.annotations.Nullable;

/** The report breaks its own format: broken JSON or XML, or a value of a type that the format does not allow there. */
public final class MalformedReport extends ReportException {
    private static final long serialVersionUID = 1L;

    /** The most characters of a pointer that are kept. */
    static final int LONGEST_POINTER = 200;

    private final long line;
    private final long column;
    private final @Nullable String pointer;

    /**
     * @param reason what is wrong, such as "expected an array"
     * @param line from 1; 0 where unknown
     * @param column from 1; 0 where unknown
     * @param pointer JSON pointer (RFC 6901) to the value; null where unknown or no JSON. Of a long one the middle is left
     *     out
     */
    public MalformedReport(String reason, long line, long column, @Nullable String pointer) {
        super(sentence(reason, line, column, pointer));
        this.line = line;
        this.column = column;
        this.pointer = pointer == null ? null : shown(pointer);
    }

    public long line() {
        return line;
    }

    public long column() {
        return column;
    }

    /** At most {@value #LONGEST_POINTER} characters, with "…" where its middle is left out. */
    public @Nullable String pointer() {
        return pointer;
    }

    static String sentence(String reason, long line, long column, @Nullable String pointer) {
        var text = new StringBuilder(reason);
        if (line > 0) {
            text.append(" at line ").append(line);
            if (column > 0) {
                text.append(", column ").append(column);
            }
        }
        if (pointer != null && !pointer.isEmpty()) {
            text.append(" (").append(shown(pointer)).append(')');
        }
        return text.toString();
    }

    /** Names in a pointer are the report's, may hold anything and be of any length. */
    private static String shown(String pointer) {
        return Texts.middleOut(pointer, LONGEST_POINTER);
    }
}

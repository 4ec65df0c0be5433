package dev.winnow.export;

/**
 * Texts as cells of tables that spreadsheets open. What reports say is not to be trusted: a text that a spreadsheet would
 * take for a formula is marked as text (OWASP: CSV injection).
 */
final class Cells {
    /** What a cell of a spreadsheet holds at most. */
    private static final int LONGEST = 32_000;

    private static final String STARTS = "=+-@\uff1d\uff0b\uff0d\uff20";

    /** Where a cell ends for programs that take semicolons or tabs for the separator, as in many countries. */
    private static final String OTHER_ENDS = ";\t\r\n";

    private Cells() {}

    /** The text, with an apostrophe before what would begin a formula, and without characters that no table can hold. */
    static String text(String text) {
        String plain = held(text);
        return isFormula(plain) ? "'" + plain : plain;
    }

    /**
     * The same for a table of plain text: programs that go by another separator than the comma end a cell within the text,
     * so what would begin a formula there is marked, too.
     */
    static String field(String text) {
        String cell = text(text);
        var marked = new StringBuilder(cell.length() + 4);
        boolean begins = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (begins && STARTS.indexOf(c) >= 0) {
                marked.append('\'');
            }
            begins = OTHER_ENDS.indexOf(c) >= 0 || begins && (isNothingSeen(c) || c == '"');
            marked.append(c);
        }
        return marked.toString();
    }

    private static boolean isFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (first == '\t' || first == '\r' || first == '\n') {
            return true;
        }
        int start = 0;
        while (start < text.length() && isNothingSeen(text.charAt(start))) {
            start++;
        }
        return start < text.length() && STARTS.indexOf(text.charAt(start)) >= 0;
    }

    /** Blanks before a formula are passed over by some, and what is not seen at all may be. */
    private static boolean isNothingSeen(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static String held(String text) {
        int length = Math.min(text.length(), LONGEST);
        if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        var held = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            held.append(isHeld(text, i) ? c : '\ufffd');
        }
        return length < text.length() ? held.append('…').toString() : held.toString();
    }

    /** Whether it is a character of XML 1.0, which a workbook is made of. */
    static boolean isHeld(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c != '\ufffe' && c != '\uffff' || c == '\t' || c == '\n' || c == '\r';
    }
}

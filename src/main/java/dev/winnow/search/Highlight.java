package dev.winnow.search;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.parser.Parser;

/**
 * A text, or pieces of it, in which what was looked for is marked.
 *
 * @param html HTML with {@code mark} around what was looked for and nothing else: all other characters are escaped
 */
public record Highlight(String html) {
    static final String BEGIN = "<mark>";
    static final String END = "</mark>";

    /** A piece of plain text. */
    public record Piece(String text, boolean marked) {}

    /** The same without any HTML, for those who make their own. */
    public List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        while (at < html.length()) {
            int begin = html.indexOf(BEGIN, at);
            int end = begin < 0 ? -1 : html.indexOf(END, begin);
            if (end < 0) {
                add(html.substring(at), false, pieces);
                break;
            }
            add(html.substring(at, begin), false, pieces);
            add(html.substring(begin + BEGIN.length(), end), true, pieces);
            at = end + END.length();
        }
        return pieces;
    }

    private static void add(String escaped, boolean marked, List<Piece> into) {
        if (!escaped.isEmpty()) {
            into.add(new Piece(Parser.unescapeEntities(escaped, false), marked));
        }
    }
}

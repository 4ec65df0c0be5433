package dev.winnow.ui.parts;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Span;
import dev.winnow.search.Highlight;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** A text in which the words someone looked for are marked. */
public final class Marked {
    private Marked() {}

    /** @param words in lower case; marked where a word of the text starts so, else anywhere */
    public static Span of(String text, List<String> words, String... classes) {
        var marks = new BitSet(text.length());
        for (String word : words) {
            if (!mark(text, word, true, marks)) {
                mark(text, word, false, marks);
            }
        }
        var span = new Span();
        span.addClassNames(classes);
        int at = 0;
        while (at < text.length()) {
            boolean marked = marks.get(at);
            int end = marked ? marks.nextClearBit(at) : marks.nextSetBit(at);
            String part = text.substring(at, end < 0 ? text.length() : end);
            span.add(marked ? new Mark(part) : new Text(part));
            at += part.length();
        }
        return span;
    }

    /** A text of which the pieces to mark are known; a space stands in front. */
    public static Span of(List<Highlight.Piece> pieces, String... classes) {
        var span = new Span();
        span.addClassNames(classes);
        span.add(new Text(" "));
        for (Highlight.Piece piece : pieces) {
            String text = Visible.text(piece.text());
            span.add(piece.marked() ? new Mark(text) : new Text(text));
        }
        return span;
    }

    private static boolean mark(String text, String word, boolean starts, BitSet marks) {
        if (text.length() > 6 && word.startsWith(text.toLowerCase(Locale.ROOT))) {
            // A commit is shown by its beginning.
            marks.set(0, text.length());
            return true;
        }
        boolean found = false;
        for (int i = 0; i + word.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())
                    && (!starts || i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))) {
                marks.set(i, i + word.length());
                found = true;
            }
        }
        return found;
    }

    @Tag("mark")
    private static final class Mark extends HtmlContainer {
        Mark(String text) {
            setText(text);
        }
    }
}

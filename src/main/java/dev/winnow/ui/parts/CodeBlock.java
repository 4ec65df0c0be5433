package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Div;
import dev.winnow.importers.Location;
import java.util.List;

/** Code of a report with its line numbers; the lines the tool points at are marked by colour and a bar at their side. */
public final class CodeBlock extends Div {
    private static final int LINES = 60;
    private static final int WIDTH = 500;

    private CodeBlock(List<String> lines, int firstNumber, int markedFrom, int markedTo) {
        addClassName("code");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", "Code");
        for (int i = 0; i < Math.min(lines.size(), LINES); i++) {
            int number = firstNumber + i;
            String text = Visible.code(lines.get(i));
            var row = Html.div(
                    "row",
                    Html.span(firstNumber > 0 ? Integer.toString(number) : "", "no"),
                    Html.span(text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text, "text"));
            row.setClassName("marked", firstNumber > 0 && number >= markedFrom && number <= markedTo);
            add(row);
        }
    }

    public static boolean hasCode(Location location) {
        return location.snippet() != null || location.context() != null;
    }

    /** The text around the place where the report has it, else the place's own text. */
    public static CodeBlock of(Location location) {
        String snippet = location.snippet() == null ? "" : location.snippet().stripTrailing();
        String context = location.context() == null ? "" : location.context().stripTrailing();
        int start = location.startLine();
        int end = Math.max(start, location.endLine());
        int at = snippet.isEmpty() ? -1 : context.indexOf(snippet);
        if (at < 0) {
            String text = snippet.isEmpty() ? context : snippet;
            boolean exact = !snippet.isEmpty();
            return new CodeBlock(text.lines().toList(), exact ? start : 0, start, end);
        }
        int before =
                (int) context.substring(0, at).chars().filter(c -> c == '\n').count();
        // A report whose lines do not add up is shown without numbers.
        int first = start - before;
        return new CodeBlock(context.lines().toList(), Math.max(first, 0), start, end);
    }
}

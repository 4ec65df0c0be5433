package dev.winnow.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** A short table, all of it on the page. On narrow screens each row becomes a card. */
public final class DataTable extends NativeTable {
    private final List<Column> columns;

    /**
     * A column.
     *
     * @param right whether it holds numbers, to be read from their right end
     * @param shown false: the name is there for those who hear the table; what is in the cells speaks for itself
     */
    public record Column(String name, boolean right, boolean shown) {
        public static Column text(String name) {
            return new Column(name, false, true);
        }

        public static Column number(String name) {
            return new Column(name, true, true);
        }

        /** A column whose name nobody needs to see. */
        public static Column heard(String name) {
            return new Column(name, false, false);
        }

        /** The buttons of a row, at its right end. */
        public static Column actions() {
            return new Column("Actions", true, false);
        }
    }

    /** @param caption what the table holds, for those who hear it */
    public DataTable(String caption, Column... columns) {
        this.columns = List.of(columns);
        addClassName("data");
        setCaptionText(caption);
        getCaption().addClassName("heard");
        var head = new NativeTableRow();
        for (Column column : columns) {
            var cell = new NativeTableHeaderCell();
            cell.add(column.shown() ? new Span(column.name()) : Html.heard(column.name()));
            cell.getElement().setAttribute("scope", "col");
            if (column.right()) {
                cell.addClassName("right");
            }
            head.add(cell);
        }
        getHead().add(head);
    }

    /** @param cells one a column */
    public NativeTableRow row(Component... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row has one cell a column");
        }
        var row = new NativeTableRow();
        for (int i = 0; i < cells.length; i++) {
            // One element inside, so that a card can lay out name and content side by side.
            var cell = new NativeTableCell(Html.div("cell", cells[i]));
            cell.getElement()
                    .setAttribute(
                            "data-label",
                            columns.get(i).shown() ? columns.get(i).name() : "");
            if (columns.get(i).right()) {
                cell.addClassName("right");
            }
            row.add(cell);
        }
        getBody().add(row);
        return row;
    }

    public static Span number(long number) {
        return Html.span(Words.number(number), "number");
    }
}

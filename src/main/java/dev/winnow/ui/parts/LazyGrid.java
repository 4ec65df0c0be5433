package dev.winnow.ui.parts;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.ValueProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A grid that reads its rows in pages as it is scrolled. A list of less than a page is shown whole, without a scroll bar
 * of its own. On narrow screens it has a single column of cards.
 *
 * @param <T> a row
 */
public final class LazyGrid<T> extends Div {
    public static final int PAGE = 50;

    private static final int NARROW = 760;

    private final Grid<T> grid = new Grid<>(PAGE);
    private final List<Grid.Column<T>> wide = new ArrayList<>();
    private final Grid.Column<T> card;
    private OptionalInt size = OptionalInt.empty();

    /** Rows by their place in the list. */
    @FunctionalInterface
    public interface Pages<T> {
        List<T> page(int offset, int limit);
    }

    /** @param name what the grid holds, for those who hear it */
    public LazyGrid(String name, ValueProvider<T, Component> card) {
        grid.getElement().setAttribute("aria-label", name);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        this.card = grid.addComponentColumn(card).setHeader(name);
        this.card.setVisible(false);
        addClassName("lazy");
        add(grid);
    }

    /** A column that takes its share of the room. */
    public LazyGrid<T> column(String name, int share, ValueProvider<T, Component> cell) {
        wide.add(
                grid.addComponentColumn(cell).setHeader(name).setFlexGrow(share).setWidth("0"));
        return this;
    }

    /** A column of a fixed width. */
    public LazyGrid<T> column(String name, String width, ValueProvider<T, Component> cell) {
        wide.add(grid.addComponentColumn(cell).setHeader(name).setFlexGrow(0).setWidth(width));
        return this;
    }

    /** A column of numbers. */
    public LazyGrid<T> numbers(String name, String width, ValueProvider<T, Component> cell) {
        column(name, width, cell);
        wide.getLast().setTextAlign(ColumnTextAlign.END);
        return this;
    }

    /** The buttons of a row; the name of the column is there for those who hear it. */
    public LazyGrid<T> actions(String width, ValueProvider<T, Component> cell) {
        column("", width, cell);
        wide.getLast().setHeader(Html.heard("Actions")).setTextAlign(ColumnTextAlign.END);
        return this;
    }

    /** Shows rows from the start. @return whether there are any */
    public boolean show(Pages<T> pages) {
        List<T> first = pages.page(0, PAGE);
        boolean whole = first.size() < PAGE;
        grid.setAllRowsVisible(whole);
        setClassName("long", !whole);
        size = whole ? OptionalInt.of(first.size()) : OptionalInt.empty();
        if (whole) {
            grid.setItems(first);
        } else {
            grid.setItems(query -> pages.page(query.getOffset(), query.getLimit()).stream());
        }
        return !first.isEmpty();
    }

    /** How many rows there are, where showing them has told. */
    public OptionalInt size() {
        return size;
    }

    /** For tests and for views that listen to it. */
    public Grid<T> grid() {
        return grid;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        fit(ui.getPage().getExtendedClientDetails().getWindowInnerWidth());
        var resizing = ui.getPage().addBrowserWindowResizeListener(resized -> fit(resized.getWidth()));
        addDetachListener(detached -> {
            detached.unregisterListener();
            resizing.remove();
        });
    }

    /** @param width of the window; not positive where it is unknown */
    private void fit(int width) {
        boolean narrow = width > 0 && width < NARROW;
        card.setVisible(narrow);
        wide.forEach(column -> column.setVisible(!narrow));
        setClassName("cards", narrow);
    }
}

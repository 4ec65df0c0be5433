package dev.winnow.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import dev.winnow.finding.Finding;
import dev.winnow.finding.TriageState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.PathText;
import dev.winnow.ui.parts.SeverityMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The list of the inbox: one row is shown beside it, and any number of rows is selected. */
final class InboxList extends Div {
    private final UnorderedList items = new UnorderedList();
    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private final Consumer<FindingRow> chosen;
    private final Runnable selection;
    private long current;

    /**
     * @param chosen called when somebody clicks on a row
     * @param selection called when somebody changes what is selected
     */
    InboxList(Consumer<FindingRow> chosen, Runnable selection) {
        this.chosen = chosen;
        this.selection = selection;
        addClassName("inbox-list");
        items.getElement().setAttribute("aria-label", "Findings that wait");
        add(items);
    }

    private final class Row extends ListItem {
        private final FindingRow row;
        private final NativeButton button = new NativeButton();
        private final Checkbox mark = new Checkbox();

        Row(FindingRow row) {
            this.row = row;
            var head = Html.line(
                    new SeverityMark(row.finding().severity()),
                    Html.span(row.finding().projectName(), "soft"));
            if (row.finding().triage() == TriageState.RETURNED || row.finding().triage() == TriageState.PROPOSED) {
                head.add(DecisionPart.chip(row.finding().triage()));
            }
            Labels.addTo(head, row.marked());
            head.addClassName("head");
            button.add(head, Html.span(row.finding().label(), "name"), Html.span(row.title(), "title"));
            if (!row.where().isEmpty()) {
                button.add(new PathText(row.where()));
            }
            button.addClickListener(click -> {
                go(row.finding().id());
                chosen.accept(row);
            });
            mark.setAriaLabel("Select " + row.finding().label());
            mark.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    selection.run();
                }
            });
            add(mark, button);
        }

        void current(boolean is) {
            setClassName("current", is);
            if (is) {
                button.getElement().setAttribute("aria-current", "true");
                button.getElement().executeJs("this.scrollIntoView({block: 'nearest'})");
            } else {
                button.getElement().removeAttribute("aria-current");
            }
        }
    }

    void show(List<FindingRow> shown) {
        items.removeAll();
        rows.clear();
        shown.forEach(row -> {
            var item = new Row(row);
            rows.put(row.finding().id(), item);
            items.add(item);
        });
        setVisible(!shown.isEmpty());
        shown.stream().findFirst().ifPresent(first -> go(first.finding().id()));
    }

    int size() {
        return rows.size();
    }

    Optional<FindingRow> current() {
        return Optional.ofNullable(rows.get(current)).map(row -> row.row);
    }

    /** Makes the finding the current one, if it is there. */
    Optional<FindingRow> go(long id) {
        Row there = rows.get(id);
        if (there == null) {
            return Optional.empty();
        }
        Optional.ofNullable(rows.get(current)).ifPresent(before -> before.current(false));
        current = id;
        there.current(true);
        return Optional.of(there.row);
    }

    /** Goes so many rows on; stays at the ends. */
    Optional<FindingRow> move(int by) {
        List<Long> ids = new ArrayList<>(rows.keySet());
        int at = ids.indexOf(current);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        return go(ids.get(Math.clamp(at + by, 0, ids.size() - 1)));
    }

    /** Selects the current row, or takes it out. */
    void toggle() {
        Optional.ofNullable(rows.get(current)).ifPresent(row -> {
            row.mark.setValue(!row.mark.getValue());
            selection.run();
        });
    }

    void selectAll(boolean on) {
        rows.values().forEach(row -> row.mark.setValue(on));
    }

    /** Ids of the findings that are selected. */
    List<Long> selected() {
        return rows.entrySet().stream()
                .filter(row -> Boolean.TRUE.equals(row.getValue().mark.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The findings that are selected, or else the one shown. */
    List<Finding> chosen() {
        List<Finding> chosen = rows.values().stream()
                .filter(row -> Boolean.TRUE.equals(row.mark.getValue()))
                .map(row -> row.row.finding())
                .toList();
        return chosen.isEmpty() ? current().map(FindingRow::finding).stream().toList() : chosen;
    }

    /** Takes rows out; the next one that is left becomes the current one. */
    void takeOut(Collection<Long> gone) {
        List<Long> ids = new ArrayList<>(rows.keySet());
        int at = ids.indexOf(current);
        Optional<Long> next = ids.subList(Math.max(at, 0), ids.size()).stream()
                .filter(id -> !gone.contains(id))
                .findFirst()
                .or(() ->
                        ids.reversed().stream().filter(id -> !gone.contains(id)).findFirst());
        gone.forEach(id -> Optional.ofNullable(rows.remove(id)).ifPresent(items::remove));
        setVisible(!rows.isEmpty());
        next.ifPresent(this::go);
    }
}

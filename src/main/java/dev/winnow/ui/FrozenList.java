package dev.winnow.ui;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.winnow.export.FrozenQuarter;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import java.util.List;

/** Quarters whose figures stay what they were. */
final class FrozenList extends Section {
    private static final int NAMED = 3;

    FrozenList(List<FrozenQuarter> frozen) {
        addClassName("panel");
        setId("frozen");
        add(new com.vaadin.flow.component.html.H2("Frozen quarters"));
        if (frozen.isEmpty()) {
            add(new Paragraph(
                    "None yet. Freeze a quarter when its brief is handed out: its figures then stay what they were,"
                            + " and what late scans and decisions change shows as a difference."));
            return;
        }
        var table = new DataTable(
                "Frozen quarters",
                Column.text("Quarter"),
                Column.text("Projects"),
                Column.number("Revision"),
                Column.text("Frozen"),
                Column.text("By"),
                Column.text("Note"));
        frozen.forEach(one -> table.row(
                FrozenQuarterView.link(one.quarter().toString(), one),
                Html.span(projects(one), "break"),
                DataTable.number(one.revision()),
                Moment.at(one.at()),
                Html.span(one.by()),
                Html.span(one.reason(), "break")));
        add(table);
    }

    static String projects(FrozenQuarter one) {
        return one.projects().size() > NAMED ? one.projects().size() + " projects" : String.join(", ", one.projects());
    }
}

package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Question;
import dev.winnow.ui.parts.Refusal;
import dev.winnow.ui.parts.Words;
import dev.winnow.wall.DisplayLink;
import dev.winnow.wall.Displays;
import dev.winnow.wall.WallScope;
import dev.winnow.wall.Walls;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The display links that the caller may revoke: of one wall, or all of them; new ones are made here. */
final class DisplayPanel extends Div {
    private final Displays displays;
    private final Walls walls;
    private final Readable readable;
    private final @Nullable WallScope only;
    private final Clock clock;

    /** @param only the wall that it is about; null: any */
    DisplayPanel(Displays displays, Walls walls, Readable readable, @Nullable WallScope only, Clock clock) {
        this.displays = displays;
        this.walls = walls;
        this.readable = readable;
        this.only = only;
        this.clock = clock;
        addClassName("stack");
        addClassName("full");
        show();
    }

    private void show() {
        removeAll();
        List<DisplayLink> all = displays.list(readable.caller()).stream()
                .filter(link -> only == null || link.scope().equals(only))
                .toList();
        add(new Paragraph(
                "A display link shows the wall on a screen that nobody signs in at, and opens nothing else. It works"
                        + " until you revoke it, which ends its screens at once."));
        if (!all.isEmpty()) {
            add(table(all));
        }
        var making = new NativeButton(
                "Make a display link…",
                click -> Refusal.shown(() -> new DisplayDialog(displays, readable, only, this::show).open()));
        making.addClassName("button");
        add(Html.div("buttons", making));
    }

    private DataTable table(List<DisplayLink> all) {
        var table = new DataTable(
                "Display links",
                Column.text("Name"),
                Column.text("Shows"),
                Column.text("Screens"),
                Column.text("Made"),
                Column.actions());
        all.forEach(link -> {
            int screens = walls.screens(link.id());
            table.row(
                    Html.span(link.name(), "strong", "break"),
                    Html.span(link.scope().title(), "break"),
                    screens > 0
                            ? Chips.good(Words.count(screens, "screen", "screens") + " now")
                            : link.lastSeenAt().isPresent()
                                    ? Html.line(
                                            Html.span("last seen", "soft"),
                                            Moment.ago(link.lastSeenAt().get(), clock.instant()))
                                    : Html.span("never opened", "soft"),
                    Html.line(
                            Moment.ago(link.createdAt(), clock.instant()), Html.span("by " + link.createdBy(), "soft")),
                    revoking(link));
        });
        return table;
    }

    private NativeButton revoking(DisplayLink link) {
        var button = new NativeButton(
                "Revoke…",
                click -> new Question(
                                "Revoke “" + link.name() + "”?",
                                "Its screens go dark at once. A link that was revoked cannot be brought back.",
                                "Revoke",
                                () -> Refusal.shown(() -> {
                                    displays.revoke(readable.caller(), link.id());
                                    show();
                                }))
                        .dangerous()
                        .open());
        button.addClassName("quiet");
        button.getElement().setAttribute("aria-label", "Revoke display link " + link.name());
        return button;
    }
}

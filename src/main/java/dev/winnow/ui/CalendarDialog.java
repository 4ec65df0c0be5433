package dev.winnow.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import dev.winnow.champion.CalendarLink;
import dev.winnow.champion.Calendars;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Moment;
import dev.winnow.ui.parts.Refusal;
import java.time.Clock;
import java.util.List;

/** Makes secret addresses of a team's calendar, and revokes them. */
final class CalendarDialog {
    private final String team;
    private final Calendars calendars;
    private final Readable readable;
    private final Clock clock;
    private final Div links = Html.div("stack");
    private final FormDialog dialog;

    CalendarDialog(String team, Calendars calendars, Readable readable, Clock clock) {
        this.team = team;
        this.calendars = calendars;
        this.readable = readable;
        this.clock = clock;
        dialog = new FormDialog(
                "The rota in your calendar",
                "Make an address",
                this::make,
                new Paragraph(
                        "Calendar programs subscribe to an address that says who you are. It opens the turns of team "
                                + team + " and nothing else, as long as you may see the team."),
                links);
        show();
    }

    void open() {
        dialog.open();
    }

    private void make() {
        Calendars.Made made = calendars.make(readable.caller(), team);
        dialog.outcome(
                "Subscribe to this address",
                new Paragraph(
                        "Copy it now: it is not shown again. Whoever has it reads the turns; revoke it where it got"
                                + " into wrong hands."),
                new Command("Address", FirstSteps.address() + "/api/v1/calendars/" + made.secret() + ".ics"));
    }

    private void show() {
        links.removeAll();
        List<CalendarLink> all = calendars.links(readable.caller(), team);
        if (all.isEmpty()) {
            return;
        }
        var table =
                new DataTable("Addresses of the calendar", Column.text("Of"), Column.text("Used"), Column.actions());
        all.forEach(link -> table.row(
                Html.span(link.owner(), "mono"),
                link.lastUsedAt().isPresent()
                        ? Moment.ago(link.lastUsedAt().get(), clock.instant())
                        : Html.span("never", "soft"),
                revoking(link)));
        links.add(table);
    }

    private NativeButton revoking(CalendarLink link) {
        var button = new NativeButton(
                "Revoke",
                click -> Refusal.shown(() -> {
                    calendars.revoke(readable.caller(), team, link.id());
                    show();
                }));
        button.addClassName("quiet");
        button.getElement().setAttribute("aria-label", "Revoke address " + link.id() + " of " + link.owner());
        return button;
    }
}

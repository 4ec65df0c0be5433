package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.winnow.access.Colleagues;
import dev.winnow.champion.Calendars;
import dev.winnow.champion.Roster;
import dev.winnow.champion.Rota.Turn;
import dev.winnow.champion.Rotas;
import dev.winnow.ui.parts.Chips;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is security champion of a team now and next; who decides on its findings changes that here. */
final class ChampionPanel extends Div {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int TURNS = 6;

    private final String team;
    private final Rotas rotas;
    private final Calendars calendars;
    private final Colleagues colleagues;
    private final Readable readable;
    private final Clock clock;

    ChampionPanel(
            String team, Rotas rotas, Calendars calendars, Colleagues colleagues, Readable readable, Clock clock) {
        this.team = team;
        this.rotas = rotas;
        this.calendars = calendars;
        this.colleagues = colleagues;
        this.readable = readable;
        this.clock = clock;
        addClassName("stack");
        addClassName("full");
        show();
    }

    /** Such as {@code 2 Nov to 15 Nov}. */
    static String days(Turn turn) {
        return day(turn.first()) + " to " + day(turn.last());
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    void show() {
        removeAll();
        Roster roster = rotas.of(readable.caller(), team);
        boolean mayChange = rotas.mayChange(readable.caller(), team);
        List<Turn> turns = roster.turns(TURNS);
        if (turns.isEmpty()) {
            add(new Paragraph(
                    "A security champion answers questions about scans, tunes rules and teaches: each member of the"
                            + " team for two weeks, one after the other."
                            + (mayChange ? "" : " Who decides on the team's findings makes the rota.")));
        } else {
            add(table(roster, turns, mayChange));
        }
        var buttons = Html.div("buttons");
        if (mayChange) {
            var change = new NativeButton(
                    turns.isEmpty() ? "Make a rota…" : "Change the rota…",
                    click -> Refusal.shown(() -> new RotaDialog(
                                    team, rotas, colleagues, readable, rotas.of(readable.caller(), team), this::show)
                            .open()));
            change.addClassName("button");
            buttons.add(change);
        }
        if (!turns.isEmpty()) {
            var calendar = new NativeButton(
                    "Calendar…",
                    click -> Refusal.shown(() -> new CalendarDialog(team, calendars, readable, clock).open()));
            calendar.addClassName(mayChange ? "quiet" : "button");
            buttons.add(calendar);
        }
        add(buttons);
    }

    private DataTable table(Roster roster, List<Turn> turns, boolean mayChange) {
        var table = new DataTable(
                "Turns of security champions",
                Column.text("Turn"),
                Column.text("Security champion"),
                Column.heard("Now or next"),
                Column.actions());
        table.addClassName("turns");
        for (Turn turn : turns) {
            table.row(
                    Html.span(days(turn)),
                    person(roster, turn),
                    when(roster, turn),
                    mayChange ? handing(roster, turn, turns) : Html.span(""));
        }
        return table;
    }

    private static Component person(Roster roster, Turn turn) {
        Span line = Html.line(turn.champion()
                .map(login -> Html.span(roster.name(login), "strong", "break"))
                .orElseGet(() -> Html.span("nobody", "worse")));
        turn.due()
                .ifPresent(due -> line.add(Html.span(
                        "for " + roster.name(due) + (roster.away().contains(due) ? ", who is away" : ""), "soft")));
        return line;
    }

    private static Component when(Roster roster, Turn turn) {
        if (roster.now().equals(Optional.of(turn))) {
            return Chips.good("now");
        }
        return roster.next().equals(Optional.of(turn)) ? Chips.plain("next") : Html.span("");
    }

    private NativeButton handing(Roster roster, Turn turn, List<Turn> turns) {
        var button = new NativeButton(
                "Hand over…",
                click -> Refusal.shown(
                        () -> new TurnDialog(roster, turn, turns, rotas, colleagues, readable, this::show).open()));
        button.addClassName("quiet");
        button.getElement().setAttribute("aria-label", "Hand over the turn from " + day(turn.first()));
        return button;
    }
}

package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Scope;
import dev.winnow.champion.Roster;
import dev.winnow.champion.Rota.Turn;
import dev.winnow.champion.Rotas;
import dev.winnow.metrics.Age;
import dev.winnow.metrics.Ages;
import dev.winnow.metrics.TeamLoads;
import dev.winnow.metrics.TeamStanding;
import dev.winnow.metrics.TeamStandings;
import dev.winnow.project.TeamNames;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.ui.parts.DataTable.Column;
import dev.winnow.ui.parts.EmptyState;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.Words;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.SortedSet;

/** All teams that the caller may see: whether their alerts can be carried, whose turn it is, and how old what is open is. */
@Route("teams")
@PermitAll
class TeamsView extends Page implements BeforeEnterObserver {
    private final TeamNames teams;
    private final TeamStandings standings;
    private final Rotas rotas;
    private final Readable readable;

    TeamsView(TeamNames teams, TeamStandings standings, Rotas rotas, Readable readable, LiveUpdates live) {
        this.teams = teams;
        this.standings = standings;
        this.rotas = rotas;
        this.readable = readable;
        live.follow(this, scan -> true, this::show);
    }

    @Override
    String title() {
        return "Teams";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
    }

    private void show() {
        removeAll();
        SortedSet<String> names = teams.visibleTo(readable.caller());
        add(Html.div("heading", new H1("Teams"), Html.span(Words.number(names.size()), "soft")));
        if (names.isEmpty()) {
            add(new EmptyState(
                    "No team yet",
                    readable.caller().mayAdminister()
                            ? "A project gets its team in its settings (on its page: Settings and access), or by team= of its"
                                    + " first upload. Then its alerts, champions and open findings are here."
                            : "You see a team once you have a role in it; an administrator gives you one.",
                    new RouterLink("To the overview", OverviewView.class)));
            return;
        }
        var table = new DataTable(
                "Teams",
                Column.text("Team"),
                Column.text("Alerts per person and day"),
                Column.text("By week"),
                Column.text("Security champion"),
                Column.text("Next"),
                Column.number("Open"),
                Column.number("90 days and older"));
        standings.of(names).values().forEach(team -> row(table, team));
        add(Html.div(
                "panel",
                new Paragraph("Alerts are what opened, counted and was no backlog, over the last " + TeamLoads.DAYS
                        + " days, by the people with a role in the team or its projects. Above the team's limit, prune and"
                        + " tune guards before adding another one."),
                table));
    }

    private void row(DataTable table, TeamStanding standing) {
        String name = standing.team();
        Roster roster = rotas.of(readable.caller(), name);
        Ages ages = standing.ages();
        int old = ages.of(Age.DAYS_90_364) + ages.of(Age.DAYS_365);
        RouterLink team = Go.access(Scope.team(name), name);
        team.addClassNames("strong", "break");
        table.row(
                team,
                TeamLoadPanel.figure(standing.load()),
                standing.load().perPersonPerDay().isEmpty() ? Html.span("–", "soft") : new WeekBars(standing.load()),
                champion(roster, roster.now()),
                champion(roster, roster.next()),
                ages.total() == 0
                        ? Html.span("none", "soft")
                        : TeamFindings.link(standing, Optional.empty(), Optional.empty(), ages.total()),
                old == 0 ? Html.span("none", "soft") : TeamFindings.since(standing, Age.DAYS_90_364, old));
    }

    private static Component champion(Roster roster, Optional<Turn> turn) {
        if (turn.isEmpty()) {
            return Html.span("–", "soft");
        }
        return Html.div(
                "stack",
                turn.get()
                        .champion()
                        .map(login -> Html.span(roster.name(login), "strong", "break"))
                        .orElseGet(() -> Html.span("nobody", "worse")),
                Html.span(ChampionPanel.days(turn.get()), "soft", "note"));
    }
}

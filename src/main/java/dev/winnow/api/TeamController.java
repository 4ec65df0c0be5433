package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.champion.Roster;
import dev.winnow.champion.Rota.Turn;
import dev.winnow.champion.Rotas;
import dev.winnow.metrics.TeamLoad;
import dev.winnow.metrics.TeamStanding;
import dev.winnow.metrics.TeamStandings;
import dev.winnow.project.TeamNames;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The teams there are, what their people are alerted of, and who is security champion. */
@Tag(name = "Teams")
@RestController
@RequestMapping("/api/v1/teams")
class TeamController {
    private final TeamNames teams;
    private final TeamStandings standings;
    private final Rotas rotas;

    TeamController(TeamNames teams, TeamStandings standings, Rotas rotas) {
        this.teams = teams;
        this.standings = standings;
        this.rotas = rotas;
    }

    /**
     * A team.
     *
     * @param alertsPerPersonPerDay of the last 28 days; null where there is nobody
     * @param limit above which it is too much
     * @param over whether it is above it
     * @param champion login name; null: nobody's turn
     * @param nextChampion the one after that
     */
    record TeamJson(
            String team,
            @Nullable Double alertsPerPersonPerDay,
            double limit,
            boolean over,
            @Nullable String champion,
            @Nullable String nextChampion) {
        static TeamJson of(TeamStanding team, Roster roster) {
            TeamLoad load = team.load();
            OptionalDouble value = load.perPersonPerDay();
            return new TeamJson(
                    team.team(),
                    value.isPresent() ? value.getAsDouble() : null,
                    load.limit(),
                    load.isOver(),
                    roster.now().flatMap(Turn::champion).orElse(null),
                    roster.next().flatMap(Turn::champion).orElse(null));
        }
    }

    @Operation(summary = "Teams, with the alerts their people get and their security champions")
    @GetMapping
    List<TeamJson> teams(@AuthenticationPrincipal Caller caller) {
        return standings.of(teams.visibleTo(caller)).values().stream()
                .map(team -> TeamJson.of(team, rotas.of(caller, team.team())))
                .toList();
    }
}

package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.champion.CalendarLink;
import dev.winnow.champion.Calendars;
import dev.winnow.champion.Roster;
import dev.winnow.champion.Rota;
import dev.winnow.champion.Rota.Turn;
import dev.winnow.champion.Rotas;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is security champion of a team now and next, as data and as a calendar. */
@Tag(name = "Teams")
@RestController
@RequestMapping("/api/v1")
class ChampionController {
    /** Half a year. */
    private static final int TURNS = 13;

    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=UTF-8");

    private final Rotas rotas;
    private final Calendars calendars;

    ChampionController(Rotas rotas, Calendars calendars) {
        this.rotas = rotas;
        this.calendars = calendars;
    }

    /**
     * A rota.
     *
     * @param start the first day of the first member's first turn
     * @param members login names in their order
     * @param replacements by the first day of a turn, the login name of who takes it instead; left out: nobody
     * @param revision of the rota that this is a change of, as it was read; left out: whatever there is
     */
    // What was read may be sent back as it is.
    @JsonIgnoreProperties({"now", "next", "turns", "away"})
    record RotaJson(
            @NotNull @Schema(example = "2026-11-02") LocalDate start,
            @NotNull @Size(max = 100) List<@NotNull String> members,
            @Nullable Map<LocalDate, String> replacements,
            @Nullable @Schema(example = "3") Long revision) {
        OptionalLong expected() {
            return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
        }

        Rota rota() {
            var replaced = new TreeMap<LocalDate, String>();
            Objects.requireNonNullElse(replacements, Map.<LocalDate, String>of())
                    .forEach((day, login) -> {
                        if (login == null) {
                            throw new InvalidRequest("replacements: " + day + " has nobody.");
                        }
                        replaced.put(day, login);
                    });
            return new Rota(start, members, replaced);
        }
    }

    /** @param due whose turn it would be by the order, where that is someone else */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TurnJson(
            LocalDate from,
            LocalDate to,
            @Nullable String champion,
            @Nullable String name,
            @Nullable String due) {
        static TurnJson of(Roster roster, Turn turn) {
            return new TurnJson(
                    turn.first(),
                    turn.last(),
                    turn.champion().orElse(null),
                    turn.champion().map(roster::name).orElse(null),
                    turn.due().orElse(null));
        }
    }

    /**
     * A team's rota. From {@code start} to {@code revision} it is what changes it.
     *
     * @param revision one more with each change; 0: nobody made one yet
     * @param now the turn of today; null: none
     * @param next the one after it
     * @param turns of the half year from now on
     * @param away members who can take no turn: disabled, or without a role for the team
     */
    record RosterJson(
            @Nullable LocalDate start,
            List<String> members,
            Map<LocalDate, String> replacements,
            long revision,
            @Nullable TurnJson now,
            @Nullable TurnJson next,
            List<TurnJson> turns,
            List<String> away) {
        static RosterJson of(Roster roster) {
            Optional<Rota> rota = roster.rota();
            return new RosterJson(
                    rota.map(Rota::start).orElse(null),
                    rota.map(Rota::members).orElseGet(List::of),
                    rota.<Map<LocalDate, String>>map(Rota::replacements).orElseGet(Map::of),
                    roster.revision(),
                    roster.now().map(turn -> TurnJson.of(roster, turn)).orElse(null),
                    roster.next().map(turn -> TurnJson.of(roster, turn)).orElse(null),
                    roster.turns(TURNS).stream()
                            .map(turn -> TurnJson.of(roster, turn))
                            .toList(),
                    roster.away().stream().sorted().toList());
        }
    }

    @Operation(summary = "Who is security champion of a team, now and in the turns to come")
    @GetMapping("/teams/{team}/champions")
    RosterJson rota(@AuthenticationPrincipal Caller caller, @PathVariable String team) {
        return RosterJson.of(rotas.of(caller, team));
    }

    @Operation(
            summary = "Changes a team's rota, or makes it",
            description =
                    "For those who decide on the team's findings. Turns last 14 days. With the `revision` that was read,"
                            + " nobody else's change is lost: `409` says how the rota is where it has another one now.")
    @PutMapping("/teams/{team}/champions")
    RosterJson change(
            @AuthenticationPrincipal Caller caller, @PathVariable String team, @Valid @RequestBody RotaJson wanted) {
        return RosterJson.of(rotas.put(caller, team, wanted.rota(), wanted.expected()));
    }

    @Operation(summary = "The same as a calendar (iCalendar, RFC 5545), for a year")
    @GetMapping(value = "/teams/{team}/champions.ics", produces = "text/calendar")
    ResponseEntity<String> calendar(@AuthenticationPrincipal Caller caller, @PathVariable String team) {
        return calendar(calendars.of(caller, team));
    }

    @Operation(
            summary = "The same by a secret address, without a token",
            description = "404, whatever is wrong with it.")
    @SecurityRequirements
    @GetMapping(value = "/calendars/{secret}.ics", produces = "text/calendar")
    ResponseEntity<String> subscribed(@PathVariable String secret) {
        return calendar(
                calendars.ofSecret(secret).orElseThrow(() -> new NotFound("There is no calendar at this address.")));
    }

    private static ResponseEntity<String> calendar(String text) {
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"champions.ics\"")
                .body(text);
    }

    /** A secret address of a team's calendar. @param owner login name */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkJson(
            long id,
            String owner,
            Instant created,
            @Nullable Instant lastUsed) {
        static LinkJson of(CalendarLink link) {
            return new LinkJson(
                    link.id(), link.owner(), link.createdAt(), link.lastUsedAt().orElse(null));
        }
    }

    /** The one answer that has the address. @param path behind the server's own address */
    record MadeJson(long id, String path) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "MadeJson[" + id + "]";
        }
    }

    @Operation(
            summary = "Makes a secret address of a team's calendar, for calendar programs",
            description =
                    "It is in this answer and never again. It opens the team's calendar and nothing else, while its"
                            + " owner may read the team.")
    @PostMapping("/teams/{team}/calendars")
    ResponseEntity<MadeJson> makeLink(@AuthenticationPrincipal Caller caller, @PathVariable String team) {
        Calendars.Made made = calendars.make(caller, team);
        return ResponseEntity.status(201)
                .cacheControl(CacheControl.noStore())
                .body(new MadeJson(made.link().id(), path(made.secret())));
    }

    private static String path(String secret) {
        return "/api/v1/calendars/" + secret + ".ics";
    }

    @Operation(summary = "The caller's secret addresses of a team's calendar; everyone's for who administers the team")
    @GetMapping("/teams/{team}/calendars")
    List<LinkJson> links(@AuthenticationPrincipal Caller caller, @PathVariable String team) {
        return calendars.links(caller, team).stream().map(LinkJson::of).toList();
    }

    @Operation(summary = "Revokes such an address at once")
    @DeleteMapping("/teams/{team}/calendars/{id}")
    ResponseEntity<Void> revoke(
            @AuthenticationPrincipal Caller caller, @PathVariable String team, @PathVariable long id) {
        calendars.revoke(caller, team, id);
        return ResponseEntity.noContent().build();
    }
}

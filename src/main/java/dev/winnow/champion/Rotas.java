package dev.winnow.champion;

import dev.winnow.access.Caller;
import dev.winnow.access.Colleague;
import dev.winnow.access.Colleagues;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.audit.AuditLog;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.TeamNames;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rotas of teams: read by who reads the team, changed by who decides on its findings. */
@Service
public class Rotas {
    private static final int MOST_SAID = 12;

    private final RotaRows rows;
    private final TeamNames teams;
    private final Users users;
    private final Colleagues colleagues;
    private final MetricsSettings settings;
    private final AuditLog log;
    private final Clock clock;

    Rotas(
            RotaRows rows,
            TeamNames teams,
            Users users,
            Colleagues colleagues,
            MetricsSettings settings,
            AuditLog log,
            Clock clock) {
        this.rows = rows;
        this.teams = teams;
        this.users = users;
        this.colleagues = colleagues;
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    /** @throws NotFound where there is no such team that the caller may read */
    @Transactional(readOnly = true)
    public Roster of(Caller by, String team) {
        if (!teams.isVisibleTo(by, team) && !mayChange(by, team)) {
            throw new NotFound("There is no team " + team + ".");
        }
        return of(team);
    }

    /** For those who were asked for their right already. */
    Roster of(String team) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        Optional<RotaRows.Kept> kept = rows.find(team);
        var people = new HashMap<String, Colleague>();
        var away = new HashSet<String>();
        kept.map(one -> named(one.rota())).orElseGet(Set::of).forEach(login -> {
            colleagues.find(login).ifPresent(person -> people.put(login, person));
            if (!canTakeTurns(login, team)) {
                away.add(login);
            }
        });
        return new Roster(
                team,
                kept.map(RotaRows.Kept::rota),
                kept.map(RotaRows.Kept::revision).orElse(0L),
                kept.map(RotaRows.Kept::changedAt).orElse(Instant.EPOCH),
                kept.map(RotaRows.Kept::changedBy),
                today,
                Map.copyOf(people),
                Set.copyOf(away));
    }

    private static Set<String> named(Rota rota) {
        var all = new LinkedHashSet<>(rota.members());
        all.addAll(rota.replacements().values());
        return all;
    }

    private boolean canTakeTurns(String login, String team) {
        return users.caller(login)
                .filter(person -> person.mayRead(Scope.team(team)))
                .isPresent();
    }

    public boolean mayChange(Caller by, String team) {
        return Scope.nameError(team).isEmpty() && by.mayTriage(Scope.team(team));
    }

    /**
     * Changes a rota, or makes it.
     *
     * @param expected revision of the roster that the caller saw, 0 where there was none; empty: whatever it is now
     * @throws NotFound where there is no such team that the caller may read
     * @throws NotPermitted unless the caller decides on the team's findings
     * @throws InvalidRequest where someone comes into it who cannot take a turn
     * @throws Conflict where it has another revision, unless it is as wanted; says how it is now
     */
    @Transactional
    public Roster put(Caller by, String team, Rota wanted, OptionalLong expected) {
        if (!teams.isVisibleTo(by, team)) {
            throw new NotFound("There is no team " + team + ".");
        }
        if (!mayChange(by, team)) {
            throw new NotPermitted("Only who decides on the findings of team " + team + " changes its champions.");
        }
        rows.lock(team);
        Roster before = of(team);
        Set<String> known = before.rota().map(Rotas::named).orElseGet(Set::of);
        Rota rota = spelt(wanted);
        for (String login : named(rota)) {
            if (!known.contains(login) && !canTakeTurns(login, team)) {
                throw new InvalidRequest("members: " + shown(login) + " is nobody with a role for team " + team + ".");
            }
        }
        if (before.rota().equals(Optional.of(rota))) {
            return before;
        }
        if (expected.isPresent() && expected.getAsLong() != before.revision()) {
            throw new Conflict(changedMeanwhile(before));
        }
        try {
            rows.put(team, rota, clock.instant(), by.login());
        } catch (DuplicateKeyException | QueryTimeoutException e) {
            // The row that there was not yet could not be locked; who else makes it has it now, or not yet committed
            // it.
            throw new Conflict("Somebody made a rota for team " + team + " at the same moment: look at it first.");
        }
        log.record(
                by.actor(),
                "champions.changed",
                "team:" + team,
                before.rota().map(Rotas::described).orElse(null),
                described(rota));
        return of(team);
    }

    private static String changedMeanwhile(Roster now) {
        var said = new StringBuilder("The rota was changed meanwhile, by ")
                .append(now.changedBy().orElse("somebody"))
                .append(" at ")
                .append(now.changedAt().truncatedTo(ChronoUnit.SECONDS))
                .append(". Now it is revision ")
                .append(now.revision());
        now.rota().ifPresent(rota -> {
            said.append(": from ").append(rota.start()).append(" on ");
            said.append(rota.members().isEmpty() ? "nobody" : shortened(rota.members()));
            if (!rota.replacements().isEmpty()) {
                said.append("; instead of whose turn it is ")
                        .append(shortened(rota.replacements().entrySet().stream()
                                .map(one -> one.getValue() + " from " + one.getKey())
                                .toList()));
            }
        });
        return said.append('.').toString();
    }

    private static String shortened(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(MOST_SAID, all.size())))
                + (all.size() > MOST_SAID ? " and " + (all.size() - MOST_SAID) + " more" : "");
    }

    /** With each name as its user has it. */
    private Rota spelt(Rota wanted) {
        var replacements = new TreeMap<LocalDate, String>();
        wanted.replacements().forEach((day, login) -> replacements.put(day, spelt(login)));
        return new Rota(
                wanted.start(), wanted.members().stream().map(this::spelt).toList(), replacements);
    }

    private String spelt(String login) {
        return users.caller(login).map(Caller::login).orElse(login);
    }

    private static String shown(String login) {
        return login.length() > 64 ? login.substring(0, 64) + "…" : login;
    }

    private static Map<String, Object> described(Rota rota) {
        var said = new LinkedHashMap<String, Object>();
        said.put("start", rota.start().toString());
        said.put("members", rota.members());
        var replacements = new LinkedHashMap<String, String>();
        rota.replacements().forEach((day, login) -> replacements.put(day.toString(), login));
        said.put("replacements", replacements);
        return said;
    }
}

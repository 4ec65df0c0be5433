package dev.winnow.champion;

import dev.winnow.access.Caller;
import dev.winnow.access.LinkSecret;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.TeamNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rotas as calendars, for who has a token, and by secret addresses for calendar programs, which send none. An address opens
 * one team's rota and nothing else, while its owner may read the team, and until someone revokes it.
 */
@Service
public class Calendars {
    /** How exact {@link CalendarLink#lastUsedAt} is. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    /** Of one person for one team: more are forgotten ones. */
    private static final int MOST = 20;

    private final CalendarLinkRows rows;
    private final Rotas rotas;
    private final TeamNames teams;
    private final Users users;
    private final AuditLog log;
    private final Clock clock;

    Calendars(CalendarLinkRows rows, Rotas rotas, TeamNames teams, Users users, AuditLog log, Clock clock) {
        this.rows = rows;
        this.rotas = rotas;
        this.teams = teams;
        this.users = users;
        this.log = log;
        this.clock = clock;
    }

    /** A new link, with its secret, which is never seen again. */
    public record Made(CalendarLink link, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Made[" + link + "]";
        }
    }

    /** The team's calendar. @throws NotFound where there is no such team that the caller may read */
    @Transactional(readOnly = true)
    public String of(Caller by, String team) {
        return RotaCalendar.of(rotas.of(by, team));
    }

    /** The calendar that a secret opens, which notes its use; empty: none, whatever the reason. */
    @Transactional
    public Optional<String> ofSecret(String secret) {
        if (!LinkSecret.CALENDAR.looksRight(secret)) {
            return Optional.empty();
        }
        return rows.ofHash(LinkSecret.hash(secret))
                .filter(link -> users.caller(link.owner())
                        .filter(owner -> owner.mayRead(Scope.team(link.team())))
                        .isPresent())
                .map(link -> {
                    Instant now = clock.instant();
                    rows.used(link.id(), now, now.minus(USE_NOTED_EVERY));
                    return RotaCalendar.of(rotas.of(link.team()));
                });
    }

    /** Links of a team that open it: the caller's, and to who administers the team everyone's. */
    @Transactional(readOnly = true)
    public List<CalendarLink> links(Caller by, String team) {
        require(by, team);
        return rows.ofTeam(team).stream().filter(link -> reaches(by, link)).toList();
    }

    /**
     * Makes a link for the caller.
     *
     * @throws NotFound where there is no such team that the caller may read
     * @throws NotPermitted where the caller came with a token for reading
     */
    @Transactional
    public Made make(Caller by, String team) {
        require(by, team);
        if (by.token() != null && !by.mayKeep()) {
            throw new NotPermitted("A token for reading makes no links.");
        }
        if (rows.ofTeam(team).stream()
                        .filter(link -> link.owner().equals(by.login()))
                        .count()
                >= MOST) {
            throw new Conflict("You have " + MOST + " links to this calendar: revoke one first.");
        }
        String secret = LinkSecret.CALENDAR.random();
        CalendarLink link = rows.add(team, by.userId(), LinkSecret.hash(secret), clock.instant());
        log.record(by.actor(), "calendar.made", "team:" + team, null, described(link));
        return new Made(link, secret);
    }

    /** Ends a link at once. @throws NotFound where it is none of {@link #links} */
    @Transactional
    public void revoke(Caller by, String team, long id) {
        require(by, team);
        CalendarLink link = rows.find(id)
                .filter(one -> one.team().equals(team) && reaches(by, one))
                .orElseThrow(() -> new NotFound("There is no link " + id + "."));
        rows.revoke(id, clock.instant());
        log.record(by.actor(), "calendar.revoked", "team:" + team, described(link), null);
    }

    private void require(Caller by, String team) {
        if (!teams.isVisibleTo(by, team)) {
            throw new NotFound("There is no team " + team + ".");
        }
    }

    private static boolean reaches(Caller by, CalendarLink link) {
        return link.owner().equals(by.login()) || by.mayAdminister(Scope.team(link.team()));
    }

    private static Map<String, String> described(CalendarLink link) {
        return Map.of("link", Long.toString(link.id()), "owner", link.owner());
    }
}

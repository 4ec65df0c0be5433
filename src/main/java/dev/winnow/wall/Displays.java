package dev.winnow.wall;

import dev.winnow.access.Caller;
import dev.winnow.access.LinkSecret;
import dev.winnow.access.Scope;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Projects;
import dev.winnow.project.TeamNames;
import dev.winnow.text.Plain;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Display links: made and revoked by who administers what they show. A link opens its wall and nothing else, and belongs to
 * nobody: it lives until somebody revokes it.
 */
@Service
public class Displays {
    /** The page of a screen, behind the server's address. */
    public static final String PAGE = "wall/display";

    /** The cookie with the secret. */
    public static final String COOKIE = "winnow_display";

    private static final int LONGEST_NAME = 100;
    private static final int MOST_PROJECTS = 200;

    /** More than walls anybody has. */
    private static final int MOST = 500;

    private final DisplayRows rows;
    private final Projects projects;
    private final TeamNames teams;
    private final AuditLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Displays(
            DisplayRows rows,
            Projects projects,
            TeamNames teams,
            AuditLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.projects = projects;
        this.teams = teams;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** A new link, with its secret, which is never seen again. */
    public record Made(DisplayLink link, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Made[" + link + "]";
        }
    }

    /** What is wrong with a name; empty: nothing. */
    public static Optional<String> nameError(String name) {
        String bare = name.strip();
        return Plain.unless(
                !bare.isEmpty() && bare.length() <= LONGEST_NAME && Plain.isLine(bare),
                "name: 1 to " + LONGEST_NAME + " characters, without control characters.");
    }

    /** Whether the caller makes and revokes links to such a wall. */
    public boolean mayArrange(Caller by, WallScope scope) {
        return switch (scope) {
            case WallScope.Everything everything -> by.mayAdminister();
            case WallScope.OfTeam team -> by.mayAdminister(Scope.team(team.name()));
            case WallScope.OfProjects some -> some.names().stream().allMatch(by::mayAdminister);
        };
    }

    /**
     * Makes a link.
     *
     * @throws InvalidRequest where it has no proper name, or is for nothing
     * @throws NotFound where there is no such team or project that the caller may read
     * @throws NotPermitted unless the caller administers what it shows
     */
    @Transactional
    public Made make(Caller by, String name, WallScope scope) {
        nameError(name).ifPresent(error -> {
            throw new InvalidRequest(error);
        });
        requireKnown(by, scope);
        if (!mayArrange(by, scope)) {
            throw new NotPermitted("Only who administers what a wall shows puts it up.");
        }
        if (rows.count() >= MOST) {
            throw new Conflict("There are " + MOST + " display links: revoke some first.");
        }
        String secret = LinkSecret.DISPLAY.random();
        DisplayLink link = rows.add(name.strip(), scope, by.login(), LinkSecret.hash(secret), clock.instant());
        log.record(by.actor(), "display.made", "display:" + link.id(), null, described(link));
        return new Made(link, secret);
    }

    private void requireKnown(Caller by, WallScope scope) {
        switch (scope) {
            case WallScope.Everything everything -> {}
            case WallScope.OfTeam team -> {
                if (!teams.isVisibleTo(by, team.name())) {
                    throw new NotFound("There is no team " + team.name() + ".");
                }
            }
            case WallScope.OfProjects some -> {
                if (some.names().isEmpty() || some.names().size() > MOST_PROJECTS) {
                    throw new InvalidRequest("projects: 1 to " + MOST_PROJECTS + ".");
                }
                some.names().stream()
                        .filter(name -> !by.mayRead(name) || projects.idOf(name).isEmpty())
                        .findFirst()
                        .ifPresent(name -> {
                            throw new NotFound("There is no project " + name + ".");
                        });
            }
        }
    }

    /** Live links that the caller may revoke, newest first. */
    @Transactional(readOnly = true)
    public List<DisplayLink> list(Caller by) {
        return rows.all().stream().filter(link -> mayArrange(by, link.scope())).toList();
    }

    /** Ends a link at once, and the screens that show by it. @throws NotFound where it is none of {@link #list} */
    @Transactional
    public void revoke(Caller by, long id) {
        DisplayLink link = rows.find(id)
                .filter(one -> mayArrange(by, one.scope()))
                .orElseThrow(() -> new NotFound("There is no display link " + id + "."));
        if (rows.revoke(id, clock.instant())) {
            log.record(by.actor(), "display.revoked", "display:" + id, described(link), null);
            events.publishEvent(new DisplayRevoked(id));
        }
    }

    /** The link that a secret opens; empty: none, whatever the reason. */
    @Transactional(readOnly = true)
    public Optional<DisplayLink> ofSecret(String secret) {
        return LinkSecret.DISPLAY.looksRight(secret) ? rows.ofHash(LinkSecret.hash(secret)) : Optional.empty();
    }

    /** Whether nobody revoked it. */
    @Transactional(readOnly = true)
    public boolean isLive(long id) {
        return rows.find(id).isPresent();
    }

    /** Notes that a screen that shows by it came or went. */
    @Transactional
    public void seen(long id) {
        rows.seen(id, clock.instant());
    }

    private static Map<String, Object> described(DisplayLink link) {
        var said = new LinkedHashMap<String, Object>();
        said.put("name", link.name());
        switch (link.scope()) {
            case WallScope.Everything everything -> said.put("shows", "everything");
            case WallScope.OfTeam team -> said.put("team", team.name());
            case WallScope.OfProjects some -> said.put("projects", List.copyOf(some.names()));
        }
        return said;
    }
}

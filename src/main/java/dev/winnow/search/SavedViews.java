package dev.winnow.search;

import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Projects;
import dev.winnow.search.query.QueryParser;
import dev.winnow.text.Plain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Views that people keep: everyone sees their own, those shared with everyone and those shared with one of their teams;
 * owners change theirs, administrators shared ones. What would tell a reader the name of a project that is not there for
 * them is not listed for them, nor found by its link.
 */
@Service
public class SavedViews {
    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    private static final int MOST = 200;

    private static final String SELECT = "select v.id, v.owner_id, u.display_name, v.name, v.query, v.sort, v.shared,"
            + " v.team from saved_view v join app_user u on u.id = v.owner_id where ";

    /** Of one that was deleted meanwhile nothing is behind. */
    private static final String BEHIND = """
             and (lower(v.name) > (select lower(o.name) from saved_view o where o.id = :last)
            or (lower(v.name) = (select lower(o.name) from saved_view o where o.id = :last) and v.id > :last))""";

    private final JdbcClient jdbc;
    private final Projects projects;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Projects projects, Clock clock) {
        this.jdbc = jdbc;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * Those that the caller sees, by name.
     *
     * @param last id of the last one of the page before; null at the start
     */
    @Transactional(readOnly = true)
    public List<SavedView> page(Caller caller, @Nullable Long last, int limit) {
        if (!caller.mayReadKept()) {
            return List.of();
        }
        HiddenNames hidden = HiddenNames.from(caller, projects);
        var page = new ArrayList<SavedView>();
        Long behind = last;
        boolean more = true;
        while (more && page.size() < limit) {
            List<SavedView> some = read(caller, behind, limit);
            some.stream()
                    .filter(view -> isVisible(caller, view, hidden))
                    .limit(limit - page.size())
                    .forEach(page::add);
            more = some.size() == limit;
            behind = more ? Long.valueOf(some.getLast().id()) : behind;
        }
        return page;
    }

    /** Some of them may not be for the caller. */
    private List<SavedView> read(Caller caller, @Nullable Long last, int limit) {
        var query = jdbc.sql(SELECT + "(v.owner_id = :owner or v.shared = true)" + (last == null ? "" : BEHIND)
                        + " order by lower(v.name), v.id fetch first :limit rows only")
                .param("owner", caller.userId())
                .param("limit", limit);
        return (last == null ? query : query.param("last", last))
                .query((row, n) -> view(row))
                .list();
    }

    /** Empty where there is none that the caller may see. */
    @Transactional(readOnly = true)
    public Optional<SavedView> find(Caller caller, long id) {
        if (!caller.mayReadKept()) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT + "v.id = ?")
                .param(id)
                .query((row, n) -> view(row))
                .optional()
                .filter(view -> isVisible(caller, view, HiddenNames.from(caller, projects)));
    }

    private static boolean isVisible(Caller caller, SavedView view, HiddenNames hidden) {
        if (view.ownerId() == caller.userId()) {
            return true;
        }
        boolean meant = switch (view.audience()) {
            case Audience.Nobody nobody -> false;
            case Audience.Everyone everyone -> true;
            case Audience.Team team -> caller.teams().contains(team.name()) || caller.mayAdminister();
        };
        return meant && !hidden.areToldBy(view);
    }

    /** Teams that the caller may share views with. */
    public List<String> teams(Caller caller) {
        return caller.mayAdminister() ? projects.teams() : List.copyOf(caller.teams());
    }

    /**
     * Keeps a query under a name.
     *
     * @throws dev.winnow.search.query.QueryError where the query cannot be read
     * @throws InvalidRequest for a name that is blank or too long, for control characters, and where the caller has too many
     * @throws NotPermitted for a team of others
     */
    @Transactional
    public SavedView create(Caller caller, String name, String query, Order order, Audience audience) {
        requireKeeping(caller);
        check(query);
        requireTeam(caller, audience);
        int own = jdbc.sql("select count(*) from saved_view where owner_id = ?")
                .param(caller.userId())
                .query((row, n) -> row.getInt(1))
                .single();
        if (own >= MOST) {
            throw new InvalidRequest("You have " + MOST + " views: delete one first.");
        }
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into saved_view (owner_id, name, query, sort, shared, team, created_at)
                        values (:owner, :name, :query, :sort, :shared, :team, :at)""")
                .param("owner", caller.userId())
                .param("name", checked(name))
                .param("query", query)
                .param("sort", order.word())
                .param("shared", audience.isShared())
                .param("team", audience.team().orElse(null), Types.VARCHAR)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update(key, "id");
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("the database gave the new view no id");
        }
        return find(caller, id.longValue()).orElseThrow();
    }

    /**
     * Changes what it is called, what it asks for and who sees it. Its link stays.
     *
     * @throws NotFound where there is none the caller may see
     * @throws NotPermitted where it is somebody else's, and for a team of others
     */
    @Transactional
    public SavedView change(Caller caller, long id, String name, String query, Order order, Audience audience) {
        SavedView view = own(caller, id);
        check(query);
        if (!audience.equals(view.audience())) {
            requireTeam(caller, audience);
        }
        jdbc.sql("update saved_view set name = :name, query = :query, sort = :sort, shared = :shared, team = :team"
                        + " where id = :id")
                .param("name", checked(name))
                .param("query", query)
                .param("sort", order.word())
                .param("shared", audience.isShared())
                .param("team", audience.team().orElse(null), Types.VARCHAR)
                .param("id", view.id())
                .update();
        return new SavedView(view.id(), view.ownerId(), view.owner(), checked(name), query, order, audience);
    }

    /** @throws NotFound where there is none the caller may see */
    @Transactional
    public void delete(Caller caller, long id) {
        jdbc.sql("delete from saved_view where id = ?")
                .param(own(caller, id).id())
                .update();
    }

    /** Whether the caller may rename, share and delete it. */
    public boolean mayChange(Caller caller, SavedView view) {
        return caller.mayKeep() && (view.ownerId() == caller.userId() || (view.shared() && caller.mayAdminister()));
    }

    private SavedView own(Caller caller, long id) {
        SavedView view = find(caller, id).orElseThrow(() -> new NotFound("There is no view " + id + "."));
        requireKeeping(caller);
        if (!mayChange(caller, view)) {
            throw new NotPermitted("Only " + view.owner() + " and administrators change this view.");
        }
        return view;
    }

    private static void requireKeeping(Caller caller) {
        if (!caller.mayKeep()) {
            throw new NotPermitted(
                    "This token does not keep views: it wants the role triage or admin, and no project.");
        }
    }

    private void requireTeam(Caller caller, Audience audience) {
        audience.team().filter(team -> !teams(caller).contains(team)).ifPresent(team -> {
            throw new NotPermitted("You share views with your own teams only, and " + team + " is none of them.");
        });
    }

    private static void check(String query) {
        if (!Plain.isText(query)) {
            throw new InvalidRequest("query: without control characters.");
        }
        QueryParser.parse(query);
    }

    private static String checked(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME || !Plain.isLine(clean)) {
            throw new InvalidRequest("name: 1 to " + LONGEST_NAME + " characters, without control characters.");
        }
        return clean;
    }

    private static SavedView view(ResultSet row) throws SQLException {
        String team = row.getString(8);
        Audience shared = team == null ? Audience.EVERYONE : new Audience.Team(team);
        return new SavedView(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Order.of(row.getString(6)).orElse(Order.SEVERITY),
                row.getBoolean(7) ? shared : Audience.NOBODY);
    }
}

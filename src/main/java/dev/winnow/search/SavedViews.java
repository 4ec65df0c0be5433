package dev.winnow.search;

import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.search.query.QueryParser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Views that people keep: everyone sees their own and shared ones; owners change theirs, administrators shared ones. */
@Service
public class SavedViews {
    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    private static final int MOST = 200;

    private static final String SELECT = "select v.id, v.owner_id, u.display_name, v.name, v.query, v.sort, v.shared"
            + " from saved_view v join app_user u on u.id = v.owner_id where ";

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The caller's own and all shared ones, by name. */
    @Transactional(readOnly = true)
    public List<SavedView> of(Caller caller) {
        return jdbc.sql(SELECT + "v.owner_id = ? or v.shared = true order by lower(v.name), v.id")
                .param(caller.userId())
                .query((row, n) -> view(row))
                .list();
    }

    /** Empty where there is none that the caller may see. */
    @Transactional(readOnly = true)
    public Optional<SavedView> find(Caller caller, long id) {
        return jdbc.sql(SELECT + "v.id = ? and (v.owner_id = ? or v.shared = true)")
                .params(id, caller.userId())
                .query((row, n) -> view(row))
                .optional();
    }

    /**
     * Keeps a query under a name.
     *
     * @throws dev.winnow.search.query.QueryError where the query cannot be read
     * @throws InvalidRequest for a name that is blank or too long, and where the caller has too many
     */
    @Transactional
    public SavedView create(Caller caller, String name, String query, Order order, boolean shared) {
        QueryParser.parse(query);
        int own = jdbc.sql("select count(*) from saved_view where owner_id = ?")
                .param(caller.userId())
                .query((row, n) -> row.getInt(1))
                .single();
        if (own >= MOST) {
            throw new InvalidRequest("You have " + MOST + " views: delete one first.");
        }
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into saved_view (owner_id, name, query, sort, shared, created_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        caller.userId(),
                        checked(name),
                        query,
                        order.word(),
                        shared,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update(key, "id");
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("the database gave the new view no id");
        }
        return find(caller, id.longValue()).orElseThrow();
    }

    /** Gives it another name, and shares it or not. Its link stays. */
    @Transactional
    public void change(Caller caller, long id, String name, boolean shared) {
        SavedView view = own(caller, id);
        jdbc.sql("update saved_view set name = ?, shared = ? where id = ?")
                .params(checked(name), shared, view.id())
                .update();
    }

    @Transactional
    public void delete(Caller caller, long id) {
        jdbc.sql("delete from saved_view where id = ?")
                .param(own(caller, id).id())
                .update();
    }

    /** Whether the caller may rename, share and delete it. */
    public boolean mayChange(Caller caller, SavedView view) {
        return view.ownerId() == caller.userId() || (view.shared() && caller.mayAdminister());
    }

    private SavedView own(Caller caller, long id) {
        SavedView view = find(caller, id).orElseThrow(() -> new NotFound("There is no view " + id + "."));
        if (!mayChange(caller, view)) {
            throw new NotPermitted("Only " + view.owner() + " and administrators change this view.");
        }
        return view;
    }

    private static String checked(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new InvalidRequest("A name has 1 to " + LONGEST_NAME + " characters.");
        }
        return clean;
    }

    private static SavedView view(ResultSet row) throws SQLException {
        return new SavedView(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Order.of(row.getString(6)).orElse(Order.SEVERITY),
                row.getBoolean(7));
    }
}

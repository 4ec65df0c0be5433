package dev.winnow.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds builds by the beginning of their pipeline's id, commit, change or branch. */
@Repository
public class BuildWords {
    private final JdbcClient jdbc;
    private final JdbcTemplate rows;

    BuildWords(JdbcClient jdbc, JdbcTemplate rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** What of a build a word is. The order is part of the database. */
    public enum Kind {
        ID,
        COMMIT,
        CHANGE,
        BRANCH
    }

    /**
     * A build that a word leads to.
     *
     * @param whole whether what was looked for is the whole word and not its beginning
     */
    public record Hit(long buildId, Kind kind, boolean whole) {}

    /** Lets the build be found by all that is known of it; what leads to it already stays. */
    public void add(Build build) {
        var words = new EnumMap<Kind, SearchWord>(Kind.class);
        SearchWord.of(build.ciId()).ifPresent(word -> words.put(Kind.ID, word));
        SearchWord.of(build.commitSha()).ifPresent(word -> words.put(Kind.COMMIT, word));
        build.changeId().flatMap(SearchWord::of).ifPresent(word -> words.put(Kind.CHANGE, word));
        List<Integer> known = jdbc.sql("select kind from build_word where build_id = ?")
                .param(build.id())
                .query((row, n) -> row.getInt(1))
                .list();
        if (!known.contains(Kind.BRANCH.ordinal())) {
            SearchWord.of(build.branch())
                    .filter(branch -> !leads(branch, build))
                    .ifPresent(branch -> words.put(Kind.BRANCH, branch));
        }
        words.keySet().removeIf(kind -> known.contains(kind.ordinal()));
        rows.batchUpdate(
                "insert into build_word (word, kind, build_id, project_id) values (?, ?, ?, ?)",
                words.entrySet(),
                Kind.values().length,
                (statement, word) -> {
                    statement.setBytes(1, word.getValue().bytes());
                    statement.setInt(2, word.getKey().ordinal());
                    statement.setLong(3, build.id());
                    statement.setLong(4, build.projectId());
                });
    }

    /** A branch leads to the build that came last: the others are on the project's page. @return whether it did before */
    private boolean leads(SearchWord branch, Build build) {
        return jdbc.sql(
                                "update build_word set build_id = greatest(build_id, ?) where word = ? and kind = ? and project_id = ?")
                        .params(build.id(), branch.bytes(), Kind.BRANCH.ordinal(), build.projectId())
                        .update()
                > 0;
    }

    /**
     * Builds with a word that starts so, those of the whole word first.
     *
     * @param projects to look in; empty for all
     * @param limit of words looked at
     */
    public List<Hit> startingWith(SearchWord word, Optional<? extends Collection<Long>> projects, int limit) {
        byte[] whole = word.bytes();
        var parameters = new ArrayList<Object>(List.of(whole, word.end()));
        String within = projects.map(ids -> {
                    parameters.addAll(ids);
                    return " and project_id in (" + marks(ids.size()) + ")";
                })
                .orElse("");
        parameters.add(limit);
        return jdbc.sql("select build_id, kind, word from build_word where word >= ? and word < ?" + within
                        + " order by word, kind, build_id fetch first ? rows only")
                .params(parameters)
                .query((row, n) ->
                        new Hit(row.getLong(1), Kind.values()[row.getInt(2)], Arrays.equals(whole, row.getBytes(3))))
                .list();
    }

    private static String marks(int count) {
        return count == 0 ? "null" : "?" + ", ?".repeat(count - 1);
    }
}

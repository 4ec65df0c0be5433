package dev.winnow.finding;

import dev.winnow.project.SearchWord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Finds findings by the beginning of their words: those of title, rule, vulnerability and package. A word leads to
 * a set of finding numbers, so that an import writes as many rows as it has different words, not as findings.
 *
 * <p>A finding keeps the words of earlier titles.
 */
@Repository
public class FindingWords {
    /** Words are few where findings are many: mostly an import writes one batch. */
    private static final int BATCH = 4_000;

    /** Words, times projects, times blocks, that one look-up reads. */
    private static final int MOST_ROWS = 1_000;

    /** Numbers a block: a set of them takes 8 KB at most. */
    private static final int BLOCK_BITS = 16;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    FindingWords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    /** What a word is. The order is part of the database. */
    public enum Kind {
        ANY,
        PACKAGE
    }

    /**
     * Numbers of findings by project.
     *
     * @param whole of findings that have the very word
     * @param all of findings that have a word which starts so
     */
    public record Hits(Map<Long, RoaringBitmap> whole, Map<Long, RoaringBitmap> all) {}

    /** Runs of letters and digits, in lower case. */
    public static List<String> parts(String text) {
        return BETWEEN.splitAsStream(text)
                .flatMap(part -> SearchWord.of(part).stream())
                .map(SearchWord::text)
                .toList();
    }

    /** Whether a name may start with it: scoped packages start with an at sign. */
    static boolean starts(char c) {
        return c == '@' || Character.isLetterOrDigit(c);
    }

    /**
     * Findings with a word that starts so.
     *
     * @param projects to look in; empty for all
     */
    public Hits startingWith(Kind kind, SearchWord word, Optional<? extends Collection<Long>> projects) {
        byte[] wanted = word.bytes();
        var whole = new HashMap<Long, RoaringBitmap>();
        var all = new HashMap<Long, RoaringBitmap>();
        var parameters = new HashMap<String, Object>(
                Map.of("kind", kind.ordinal(), "from", wanted, "to", word.end(), "limit", MOST_ROWS));
        projects.ifPresent(ids -> parameters.put("projects", ids));
        named.query(
                "select word, project_id, numbers from finding_word where kind = :kind and word >= :from and word < :to"
                        + (projects.isPresent() ? " and project_id in (:projects)" : "")
                        + " order by kind, word, project_id, block fetch first :limit rows only",
                parameters,
                row -> {
                    long project = row.getLong(2);
                    RoaringBitmap numbers = Bitmaps.read(ByteBuffer.wrap(row.getBytes(3)));
                    all.computeIfAbsent(project, id -> new RoaringBitmap()).or(numbers);
                    if (Arrays.equals(wanted, row.getBytes(1))) {
                        whole.computeIfAbsent(project, id -> new RoaringBitmap())
                                .or(numbers);
                    }
                });
        return new Hits(whole, all);
    }

    /** Adds what an import found. Part of its transaction, which holds the project's lock. */
    void add(long projectId, WordCollection found) {
        var rows = new HashMap<Place, RoaringBitmap>(BATCH * 2);
        found.words().forEach((word, numbers) -> {
            int last = block(numbers.last());
            for (int block = block(numbers.first()); block <= last; block++) {
                RoaringBitmap part = numbers.selectRange((long) block << BLOCK_BITS, ((long) block + 1) << BLOCK_BITS);
                if (!part.isEmpty()) {
                    rows.put(new Place(word, block), part);
                }
            }
            if (rows.size() >= BATCH) {
                write(projectId, rows);
                rows.clear();
            }
        });
        write(projectId, rows);
    }

    private static int block(int number) {
        return number >>> BLOCK_BITS;
    }

    private record Place(WordCollection.Word word, int block) {
        byte[] bytes() {
            return word.text().getBytes(StandardCharsets.UTF_8);
        }
    }

    private void write(long projectId, Map<Place, RoaringBitmap> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var known = new HashMap<Place, RoaringBitmap>();
        for (Kind kind : Kind.values()) {
            List<byte[]> words = rows.keySet().stream()
                    .filter(place -> place.word().kind() == kind)
                    .map(Place::bytes)
                    .toList();
            if (!words.isEmpty()) {
                known.putAll(known(projectId, kind, words));
            }
        }
        var fresh = new ArrayList<Map.Entry<Place, RoaringBitmap>>();
        var grown = new ArrayList<Map.Entry<Place, RoaringBitmap>>();
        rows.forEach((place, numbers) -> {
            RoaringBitmap before = known.get(place);
            if (before == null) {
                fresh.add(Map.entry(place, numbers));
            } else if (!before.contains(numbers)) {
                grown.add(Map.entry(place, RoaringBitmap.or(before, numbers)));
            }
        });
        save(
                "insert into finding_word (numbers, kind, word, project_id, block) values (?, ?, ?, ?, ?)",
                projectId,
                fresh);
        save(
                "update finding_word set numbers = ? where kind = ? and word = ? and project_id = ? and block = ?",
                projectId,
                grown);
    }

    private Map<Place, RoaringBitmap> known(long projectId, Kind kind, List<byte[]> words) {
        var known = new HashMap<Place, RoaringBitmap>();
        named.query(
                "select word, block, numbers from finding_word"
                        + " where kind = :kind and word in (:words) and project_id = :project",
                Map.of("kind", kind.ordinal(), "words", words, "project", projectId),
                row -> {
                    var word = new WordCollection.Word(kind, new String(row.getBytes(1), StandardCharsets.UTF_8));
                    known.put(new Place(word, row.getInt(2)), Bitmaps.read(ByteBuffer.wrap(row.getBytes(3))));
                });
        return known;
    }

    private void save(String sql, long projectId, List<Map.Entry<Place, RoaringBitmap>> rows) {
        jdbc.batchUpdate(sql, rows, BATCH, (statement, row) -> {
            statement.setBytes(1, Bitmaps.bytes(row.getValue()));
            statement.setInt(2, row.getKey().word().kind().ordinal());
            statement.setBytes(3, row.getKey().bytes());
            statement.setLong(4, projectId);
            statement.setInt(5, row.getKey().block());
        });
    }
}

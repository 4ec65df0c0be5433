package dev.winnow.finding;

import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads what rules can ask of findings, a thousand at a time. */
@Repository
public class FactReader {
    private static final int BATCH = 1_000;

    private final NamedParameterJdbcTemplate jdbc;
    private final GuardFindings guards;

    FactReader(NamedParameterJdbcTemplate jdbc, GuardFindings guards) {
        this.jdbc = jdbc;
        this.guards = guards;
    }

    /** Findings of a project, in the order of their numbers; those that do not exist are left out. */
    public void read(long projectId, RoaringBitmap numbers, Consumer<FindingFacts> sink) {
        var ids = new ArrayList<Long>(BATCH);
        for (int number : numbers) {
            ids.add(FindingId.of(projectId, number));
            if (ids.size() == BATCH) {
                batch(ids).forEach(sink);
                ids.clear();
            }
        }
        batch(ids).forEach(sink);
    }

    /** Numbers of all findings of the project. */
    public RoaringBitmap all(long projectId) {
        var numbers = new RoaringBitmap();
        jdbc.query(
                "select finding_id from finding_state where project_id = :project",
                Map.of("project", projectId),
                row -> {
                    numbers.add(FindingId.number(row.getLong(1)));
                });
        return numbers;
    }

    /** How many findings the project has at most: numbers are given one after the other. */
    public int count(long projectId) {
        Integer next = jdbc.queryForObject(
                "select next_number from project where id = :project", Map.of("project", projectId), Integer.class);
        return next == null ? 0 : next;
    }

    /** Numbers of the project's findings of a kind that stand so on its tracked branch. */
    public RoaringBitmap numbers(long projectId, Kind kind, FindingStatus status) {
        var numbers = new RoaringBitmap();
        jdbc.query(
                "select finding_id from finding_state where project_id = :project and status = :status and kind = :kind",
                Map.of("project", projectId, "status", status.ordinal(), "kind", kind.ordinal()),
                row -> {
                    numbers.add(FindingId.number(row.getLong(1)));
                });
        return numbers;
    }

    /**
     * Findings of the project whose rule and place fit, by what single columns say: rules from an index alone, each text
     * asked of once.
     *
     * @param place null: any, also none
     */
    public RoaringBitmap fitting(long projectId, Predicate<String> rule, @Nullable Predicate<@Nullable String> place) {
        var numbers = new RoaringBitmap();
        var rules = new HashMap<String, Boolean>();
        var places = new HashMap<@Nullable String, Boolean>();
        String sql = place == null
                ? "select id, rule_id from finding where project_id = :project"
                : "select id, rule_id, place from finding where id between :first and :last";
        Map<String, Object> parameters = place == null
                ? Map.of("project", projectId)
                : Map.of("first", FindingId.of(projectId, 1), "last", FindingId.of(projectId, Integer.MAX_VALUE));
        jdbc.query(sql, parameters, row -> {
            boolean fits = rules.computeIfAbsent(row.getString(2), rule::test)
                    && (place == null || places.computeIfAbsent(row.getString(3), place::test));
            if (fits) {
                numbers.add(FindingId.number(row.getLong(1)));
            }
        });
        return numbers;
    }

    /**
     * Which of the findings have a text in a title or in what a guard says, whatever its case; in one pass over what is said
     * of all between the first and the last of them.
     */
    public RoaringBitmap saying(long projectId, RoaringBitmap findings, String part) {
        var text = new SaidText(part);
        return ofDetails(projectId, findings, text::isIn);
    }

    /**
     * Which of the findings may have one of the texts, whatever its case, in anything that a guard says of them but their
     * rules; in one pass as well. No finding that has one is left out.
     */
    public RoaringBitmap mentioning(long projectId, RoaringBitmap findings, Collection<String> texts) {
        List<JsonMention> mentions = texts.stream().map(JsonMention::new).toList();
        return ofDetails(projectId, findings, details -> {
            byte[] json = StoredJson.bytes(details);
            return mentions.stream().anyMatch(mention -> mention.mayBeIn(json));
        });
    }

    private RoaringBitmap ofDetails(long projectId, RoaringBitmap findings, Predicate<byte[]> test) {
        var numbers = new RoaringBitmap();
        if (findings.isEmpty()) {
            return numbers;
        }
        jdbc.query(
                "select finding_id, details from sighting where finding_id between :first and :last",
                Map.of(
                        "first",
                        FindingId.of(projectId, findings.first()),
                        "last",
                        FindingId.of(projectId, findings.last())),
                row -> {
                    int number = FindingId.number(row.getLong(1));
                    if (findings.contains(number) && test.test(row.getBytes(2))) {
                        numbers.add(number);
                    }
                });
        return numbers;
    }

    /** Findings of the project that some guard has seen whose name fits, and none whose name does not. */
    public RoaringBitmap seenByNoneBut(long projectId, Predicate<String> guard) {
        var fitting = new ArrayList<Long>();
        var others = new ArrayList<Long>();
        jdbc.query("select id, name from guard where project_id = :project", Map.of("project", projectId), row -> {
            (guard.test(row.getString(2)) ? fitting : others).add(row.getLong(1));
        });
        var numbers = new RoaringBitmap();
        guards.ever(fitting).values().forEach(numbers::or);
        guards.ever(others).values().forEach(numbers::andNot);
        return numbers;
    }

    private List<FindingFacts> batch(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var wanted = new HashSet<>(ids);
        var among = Among.of(ids);
        var facts = new LinkedHashMap<Long, Collected>();
        jdbc.query("""
                select f.id, p.name, f.kind, x.severity, x.exploited, f.rule_id, f.place, f.package_name,
                f.package_version, f.fixed_version, f.identifier, f.title
                from finding f join finding_state x on x.finding_id = f.id join project p on p.id = f.project_id
                where f.id""" + among.condition() + "order by f.id", among.parameters(), row -> {
            if (wanted.contains(row.getLong(1))) {
                facts.put(row.getLong(1), Collected.of(row));
            }
        });
        jdbc.query("""
                select s.finding_id, g.name, t.target, s.details from sighting s join stream t on t.id = s.stream_id
                join guard g on g.id = t.guard_id where s.finding_id""" + among.condition(), among.parameters(), row -> {
            Collected known = facts.get(row.getLong(1));
            if (known != null) {
                known.add(row.getString(2), row.getString(3), StoredJson.read(row.getBytes(4), SightingDetails.class));
            }
        });
        return facts.values().stream().map(Collected::facts).toList();
    }

    private record Collected(FindingFacts facts) {
        static Collected of(ResultSet row) throws SQLException {
            String fixed = row.getString(10);
            return new Collected(new FindingFacts(
                    row.getLong(1),
                    row.getString(2),
                    Kind.values()[row.getInt(3)],
                    Severity.values()[row.getInt(4)],
                    row.getBoolean(5),
                    fixed != null && !fixed.isBlank(),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8),
                    new LinkedHashSet<>(),
                    setOf(row.getString(11)),
                    new LinkedHashSet<>(),
                    setOf(row.getString(9)),
                    new LinkedHashSet<>(),
                    setOf(row.getString(12))));
        }

        void add(String guard, String target, SightingDetails details) {
            facts.guards().add(guard);
            facts.targets().add(target);
            facts.identifiers().addAll(details.identifiers());
            facts.texts().add(details.title());
            if (!details.message().isBlank()) {
                facts.texts().add(details.message());
            }
            Component component = details.component();
            if (component != null) {
                if (component.purl() != null) {
                    facts.purls().add(component.purl());
                }
                if (component.version() != null) {
                    facts.versions().add(component.version());
                }
            }
        }

        private static Set<String> setOf(@Nullable String value) {
            var set = new LinkedHashSet<String>();
            if (value != null && !value.isBlank()) {
                set.add(value);
            }
            return set;
        }
    }
}

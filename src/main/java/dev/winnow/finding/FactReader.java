package dev.winnow.finding;

import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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

    FactReader(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
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

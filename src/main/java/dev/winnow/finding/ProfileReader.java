package dev.winnow.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.importers.Advisory;
import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads what gates can ask of findings, a thousand at a time. */
@Repository
public class ProfileReader {
    private static final int BATCH = 1_000;
    private static final int RULES = 20_000;

    private final NamedParameterJdbcTemplate jdbc;
    private final RuleStore rules;

    /** What rules say, by their ids: rules never change. */
    private final Cache<Long, OfRule> known =
            Caffeine.newBuilder().maximumSize(RULES).build();

    ProfileReader(NamedParameterJdbcTemplate jdbc, RuleStore rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    private record OfRule(
            List<String> cwes,
            @Nullable Double cvss,
            @Nullable Double epss) {
        private static final OfRule NONE = new OfRule(List.of(), null, null);

        static OfRule of(Rule rule) {
            Advisory advisory = rule.advisory();
            return new OfRule(
                    rule.cwes(), advisory == null ? null : advisory.cvss(), advisory == null ? null : advisory.epss());
        }
    }

    /**
     * Findings of a project, in the order of their numbers; those that do not exist are left out.
     *
     * @param said whether what their guards say of them is wanted too: other names, weaknesses, scores, the package's URL.
     *     It costs a multiple.
     */
    public void read(long projectId, RoaringBitmap numbers, boolean said, Consumer<FindingProfile> sink) {
        var ids = new ArrayList<Long>(BATCH);
        for (int number : numbers) {
            ids.add(FindingId.of(projectId, number));
            if (ids.size() == BATCH) {
                batch(ids, numbers, said, sink);
                ids.clear();
            }
        }
        batch(ids, numbers, said, sink);
    }

    private void batch(List<Long> ids, RoaringBitmap wanted, boolean said, Consumer<FindingProfile> sink) {
        if (ids.isEmpty()) {
            return;
        }
        var among = Among.of(ids);
        var profiles = new LinkedHashMap<Long, Collected>();
        jdbc.query("""
                select id, kind, rule_id, place, package_name, fixed_version, first_seen_at, identifier
                from finding where id""" + among.condition() + "order by id", among.parameters(), row -> {
            if (wanted.contains(FindingId.number(row.getLong(1)))) {
                profiles.put(row.getLong(1), new Collected(row));
            }
        });
        if (said) {
            addSaid(among, profiles);
        }
        profiles.values().forEach(profile -> sink.accept(profile.profile()));
    }

    private record Saying(long finding, long rule, SightingDetails details) {}

    private void addSaid(Among among, Map<Long, Collected> profiles) {
        List<Saying> sayings = jdbc.query(
                "select finding_id, rule_ref, details from sighting where finding_id" + among.condition(),
                among.parameters(),
                (row, n) -> new Saying(
                        row.getLong(1), row.getLong(2), StoredJson.read(row.getBytes(3), SightingDetails.class)));
        Map<Long, OfRule> ofRules =
                ofRules(new LinkedHashSet<>(sayings.stream().map(Saying::rule).toList()));
        for (Saying saying : sayings) {
            Collected profile = profiles.get(saying.finding());
            if (profile != null) {
                profile.add(saying.details(), ofRules.getOrDefault(saying.rule(), OfRule.NONE));
            }
        }
    }

    private Map<Long, OfRule> ofRules(Set<Long> wanted) {
        return known.getAll(wanted, missing -> {
            var read = new HashMap<Long, OfRule>();
            missing.forEach(id -> read.put(id, OfRule.NONE));
            jdbc.query("select id, details from rule where id in (:ids)", Map.of("ids", Set.copyOf(missing)), row -> {
                read.put(row.getLong(1), OfRule.of(rules.read(row.getBytes(2))));
            });
            return read;
        });
    }

    /** Takes together what is known of one finding. */
    private static final class Collected {
        private final int number;
        private final Kind kind;
        private final String ruleId;
        private final @Nullable String place;
        private final @Nullable String packageName;
        private final boolean fixable;
        private final Instant firstSeenAt;
        private final Set<String> identifiers = new LinkedHashSet<>();
        private final Set<String> cwes = new LinkedHashSet<>();
        private @Nullable String purl;
        private @Nullable Double cvss;
        private @Nullable Double epss;

        Collected(ResultSet row) throws SQLException {
            number = FindingId.number(row.getLong(1));
            kind = Kind.values()[row.getInt(2)];
            ruleId = row.getString(3);
            place = row.getString(4);
            packageName = row.getString(5);
            String fixed = row.getString(6);
            fixable = fixed != null && !fixed.isBlank();
            firstSeenAt = row.getObject(7, OffsetDateTime.class).toInstant();
            String identifier = row.getString(8);
            if (identifier != null) {
                identifiers.add(identifier);
            }
        }

        void add(SightingDetails details, OfRule rule) {
            identifiers.addAll(details.identifiers());
            cwes.addAll(rule.cwes());
            cvss = larger(cvss, rule.cvss());
            epss = larger(epss, rule.epss());
            Component component = details.component();
            if (purl == null && component != null) {
                purl = component.purl();
            }
        }

        private static @Nullable Double larger(@Nullable Double one, @Nullable Double other) {
            return one == null || (other != null && other > one) ? other : one;
        }

        FindingProfile profile() {
            return new FindingProfile(
                    number,
                    kind,
                    ruleId,
                    place,
                    packageName,
                    fixable,
                    firstSeenAt,
                    identifiers,
                    cwes,
                    purl,
                    cvss,
                    epss);
        }
    }
}

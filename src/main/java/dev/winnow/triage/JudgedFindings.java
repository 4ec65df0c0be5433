package dev.winnow.triage;

import dev.winnow.finding.Bitmaps;
import dev.winnow.finding.FindingId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What people say of findings as a whole: sets of numbers by what is said, whether by a decision, a silence rule or a VEX
 * document. As everywhere a decision comes first, then documents, then rules.
 */
@Service
public class JudgedFindings {
    /** Projects that are read with one statement. */
    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final RuleRows rules;

    JudgedFindings(JdbcClient jdbc, RuleRows rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /** What is said of a finding. */
    public enum Opinion {
        FALSE_POSITIVE,
        /** Somebody looked and says that it is real. */
        CONFIRMED,
        ACCEPTED_RISK,
        WONT_FIX,
        AUTHORISED,
        /** A rule or document silences it, and does not say that the guard is wrong. */
        SILENCED;

        static Opinion of(Ruling ruling) {
            return switch (ruling) {
                case FALSE_POSITIVE -> FALSE_POSITIVE;
                case REOPENED -> CONFIRMED;
                case ACCEPTED_RISK -> ACCEPTED_RISK;
                case WONT_FIX -> WONT_FIX;
                case AUTHORISED -> AUTHORISED;
            };
        }
    }

    /** Why something is said of a finding, and who says so. */
    public record Why(String reason, String author) {}

    /** What is said in each project; findings of which nothing is said are in no set, and no finding is in two. */
    public Map<Long, Map<Opinion, RoaringBitmap>> of(Set<Long> projects) {
        Map<Long, Map<Opinion, RoaringBitmap>> said = new HashMap<>();
        Map<Long, RoaringBitmap> decided = new HashMap<>();
        List<List<Long>> batches = batches(projects);
        batches.forEach(some -> decisions(some).query(row -> {
            long finding = row.getLong(1);
            long project = FindingId.project(finding);
            set(said, project, Opinion.of(Ruling.valueOf(row.getString(2)))).add(FindingId.number(finding));
            decided.computeIfAbsent(project, id -> new RoaringBitmap()).add(FindingId.number(finding));
        }));
        if (batches.isEmpty()) {
            return said;
        }
        Map<Long, SilenceRule> inForce =
                rules.inForce().stream().collect(Collectors.toMap(SilenceRule::id, rule -> rule));
        if (inForce.isEmpty()) {
            return said;
        }
        Map<Long, Silence> silenced = new HashMap<>();
        batches.forEach(some -> hits(some).query(row -> {
            SilenceRule rule = inForce.get(row.getLong(1));
            if (rule != null) {
                silenced.computeIfAbsent(row.getLong(2), id -> new Silence()).add(rule, numbers(row.getBytes(3)));
            }
        }));
        silenced.forEach((project, silence) -> {
            RoaringBitmap before = decided.getOrDefault(project, new RoaringBitmap());
            set(said, project, Opinion.FALSE_POSITIVE).or(RoaringBitmap.andNot(silence.wrong(), before));
            set(said, project, Opinion.SILENCED).or(RoaringBitmap.andNot(silence.right(), before));
        });
        return said;
    }

    private static List<List<Long>> batches(Set<Long> projects) {
        List<Long> all = projects.stream().sorted().toList();
        var batches = new ArrayList<List<Long>>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }

    /** What rules and documents silence in one project: whether as errors of the guard or not. */
    private static final class Silence {
        private final RoaringBitmap documents = new RoaringBitmap();
        private final RoaringBitmap documentsWrong = new RoaringBitmap();
        private final RoaringBitmap all = new RoaringBitmap();
        private final RoaringBitmap rulesWrong = new RoaringBitmap();

        void add(SilenceRule rule, RoaringBitmap numbers) {
            all.or(numbers);
            boolean ofDocument = rule.document().isPresent();
            if (ofDocument) {
                documents.or(numbers);
            }
            if (rule.saysFalsePositive()) {
                (ofDocument ? documentsWrong : rulesWrong).or(numbers);
            }
        }

        RoaringBitmap wrong() {
            return RoaringBitmap.or(documentsWrong, RoaringBitmap.andNot(rulesWrong, documents));
        }

        RoaringBitmap right() {
            return RoaringBitmap.andNot(all, wrong());
        }
    }

    private static RoaringBitmap set(Map<Long, Map<Opinion, RoaringBitmap>> said, long project, Opinion opinion) {
        return said.computeIfAbsent(project, id -> new EnumMap<>(Opinion.class))
                .computeIfAbsent(opinion, key -> new RoaringBitmap());
    }

    /** Some projects at once, each a range of its own: what is said elsewhere is not read. */
    private JdbcClient.StatementSpec decisions(List<Long> projects) {
        String one = "select j.finding_id, d.ruling from judgement j join decision d on d.id = j.decision_id"
                + " where j.began_at is not null and j.ended_at is null and j.finding_id between ? and ?";
        var bounds = new ArrayList<Object>();
        projects.forEach(project -> bounds.addAll(List.of(DecisionRows.first(project), DecisionRows.last(project))));
        return jdbc.sql(String.join(" union all ", Collections.nCopies(projects.size(), one)))
                .params(bounds);
    }

    private JdbcClient.StatementSpec hits(List<Long> projects) {
        return jdbc.sql("select rule_id, project_id, numbers from silence_hit where project_id in (:projects)")
                .param("projects", projects);
    }

    /** Why these findings are judged as they are; those that nobody judged are left out. */
    public Map<Long, Why> why(Collection<Long> findingIds) {
        var why = new HashMap<Long, Why>();
        if (findingIds.isEmpty()) {
            return why;
        }
        Set<Long> projects = findingIds.stream().map(FindingId::project).collect(Collectors.toSet());
        List<SilenceRule> people =
                rules.inForce().stream().sorted(JudgedFindings::rank).toList();
        Map<Long, Map<Long, RoaringBitmap>> hits = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("select rule_id, project_id, numbers from silence_hit where project_id in (:projects)")
                    .param("projects", projects)
                    .query(row -> {
                        hits.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                                .put(row.getLong(2), numbers(row.getBytes(3)));
                    });
        }
        for (SilenceRule rule : people) {
            Map<Long, RoaringBitmap> matched = hits.getOrDefault(rule.id(), Map.of());
            findingIds.stream()
                    .filter(id -> matched.getOrDefault(FindingId.project(id), new RoaringBitmap())
                            .contains(FindingId.number(id)))
                    .forEach(id -> why.put(id, new Why(rule.reason(), rule.owner())));
        }
        jdbc.sql("select j.finding_id, d.reason, d.author from judgement j join decision d on d.id = j.decision_id"
                        + " where j.finding_id in (:ids) and j.began_at is not null and j.ended_at is null")
                .param("ids", List.copyOf(findingIds))
                .query(row -> {
                    why.put(row.getLong(1), new Why(row.getString(2), row.getString(3)));
                });
        return why;
    }

    /** What speaks last comes last: rules before documents, and those that blame the guard after those that do not. */
    private static int rank(SilenceRule one, SilenceRule other) {
        int byKind =
                Boolean.compare(one.document().isPresent(), other.document().isPresent());
        return byKind != 0 ? byKind : Boolean.compare(one.saysFalsePositive(), other.saysFalsePositive());
    }

    private static RoaringBitmap numbers(byte[] bytes) {
        return Bitmaps.read(ByteBuffer.wrap(bytes));
    }
}

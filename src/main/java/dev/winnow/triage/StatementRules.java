package dev.winnow.triage;

import dev.winnow.finding.FactReader;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Silences findings for statements of VEX documents; part of the transaction that takes a document in. What costs most,
 * looking at all findings of a project, is done before the project is locked.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class StatementRules {
    private final StatementRows rows;
    private final Settling settling;
    private final FactReader facts;
    private final Projects projects;
    private final Clock clock;

    StatementRules(StatementRows rows, Settling settling, FactReader facts, Projects projects, Clock clock) {
        this.rows = rows;
        this.settling = settling;
        this.facts = facts;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * A statement that silences.
     *
     * @param name cut to what a rule's name holds
     * @param match what it is about: of a project, a package, versions and vulnerabilities
     */
    public record Statement(int position, String name, Match match, String reason) {
        public Statement {
            name = name.length() <= 100
                    ? name
                    : name.substring(0, Character.isHighSurrogate(name.charAt(99)) ? 99 : 100);
        }
    }

    /** Statements, ready to be looked for in one project after the other. */
    public static final class Sought {
        private final RuleMatching matching;

        private Sought(RuleMatching matching) {
            this.matching = matching;
        }
    }

    /** @param statements what they are about, by position */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Sought seek(Map<Integer, Match> statements) {
        var matches = new LinkedHashMap<Long, Match>();
        statements.forEach((position, match) -> matches.put(position.longValue(), match));
        return new Sought(RuleMatching.of(matches));
    }

    /**
     * What was found in a project.
     *
     * @param matched by position; none is empty
     */
    public record Looked(String project, String imports, Map<Integer, RoaringBitmap> matched) {}

    /** Looks at all findings of the project, which need not be locked. */
    public Looked look(long projectId, String project, List<Sought> statements) {
        String imports = rows.importsOf(project);
        List<RuleMatching> asked = statements.stream()
                .map(sought -> sought.matching)
                .filter(matching -> !matching.isEmpty())
                .toList();
        var matched = new HashMap<Integer, RoaringBitmap>();
        if (!asked.isEmpty()) {
            facts.read(projectId, facts.all(projectId), finding -> asked.forEach(matching -> matching.look(finding)));
            asked.forEach(matching ->
                    matching.take().forEach((position, numbers) -> matched.put(Math.toIntExact(position), numbers)));
        }
        return new Looked(project, imports, matched);
    }

    /** Whether no import has come since. To be asked once the project is locked. */
    public boolean isFresh(Looked looked) {
        return rows.importsOf(looked.project()).equals(looked.imports());
    }

    /** Makes what silences for statements of a document, all at once; {@link #bring} lets it silence. @return ids by position */
    public SortedMap<Integer, Long> make(long documentId, String owner, List<Statement> statements) {
        var ids = new TreeMap<Integer, Long>();
        if (!statements.isEmpty()) {
            List<Long> made = rows.insert(documentId, owner, statements, clock.instant());
            for (int i = 0; i < made.size(); i++) {
                ids.put(statements.get(i).position(), made.get(i));
            }
        }
        return ids;
    }

    /**
     * What a document changes.
     *
     * @param ended rules that silence nothing any more
     * @param excepted by project, rules about all projects that do not hold there any more
     * @param hits by project and rule, what rules that were just made match there; none is empty
     */
    public record Change(Set<Long> ended, Map<Long, Set<Long>> excepted, Map<Long, Map<Long, RoaringBitmap>> hits) {}

    /** Lets it happen, and settles what that changes. @param locked by id, by the transaction */
    public void bring(Map<Long, Project> locked, Change change) {
        var touched = new TreeMap<>(rows.end(change.ended(), clock.instant()));
        change.excepted()
                .forEach((project, rules) -> touched.computeIfAbsent(project, id -> new RoaringBitmap())
                        .or(rows.except(project, rules)));
        change.hits().forEach((project, hits) -> {
            rows.insert(project, hits);
            RoaringBitmap its = touched.computeIfAbsent(project, id -> new RoaringBitmap());
            hits.values().forEach(its::or);
        });
        touched.forEach((id, findings) -> {
            Project known = locked.get(id);
            settling.settleAndJudge(known == null ? projects.lock(id) : known, findings);
        });
    }

    /** By rule and project, how many findings each of these silences. */
    @Transactional(readOnly = true)
    public Map<Long, Map<Long, Integer>> counts(List<Long> rules) {
        return rows.counts(rules);
    }
}

package dev.winnow.triage.vex;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.project.Project;
import dev.winnow.triage.Match;
import dev.winnow.triage.StatementRules;
import dev.winnow.triage.StatementRules.Looked;
import dev.winnow.triage.StatementRules.Sought;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** What projects and all of them take in of a document. What that changes is gathered first, and written at once. */
@Component
class VexTaking {
    private final VexRows rows;
    private final StatementRules rules;
    private final AuditLog log;

    VexTaking(VexRows rows, StatementRules rules, AuditLog log) {
        this.rows = rows;
        this.rules = rules;
        this.log = log;
    }

    /**
     * A document on its way in.
     *
     * @param standing what was said before of the subjects; known once the projects are locked
     */
    record Arrival(
            Caller by,
            VexContent content,
            SortedMap<Integer, VexStatement> statements,
            Instant now,
            Map<String, List<VexRows.Standing>> standing,
            Changes changes) {
        List<VexRows.Standing> before(VexStatement statement) {
            return standing.getOrDefault(statement.subject(), List.of());
        }
    }

    /** What it changes. */
    static final class Changes {
        private final Map<VexRows.Standing, String> superseded = new LinkedHashMap<>();
        private final Set<Long> ended = new HashSet<>();
        private final Map<Long, Set<Long>> excepted = new TreeMap<>();
        private final Map<Long, Map<Long, RoaringBitmap>> hits = new TreeMap<>();

        void supersede(VexRows.Standing before, VexStatement by) {
            superseded.put(before, "A later document says " + by.status().word().replace('_', ' ') + ".");
            before.rule().ifPresent(ended::add);
        }

        void except(long rule, long project) {
            excepted.computeIfAbsent(project, id -> new HashSet<>()).add(rule);
        }

        void hit(long project, long rule, RoaringBitmap findings) {
            hits.computeIfAbsent(project, id -> new HashMap<>()).put(rule, findings);
        }
    }

    /**
     * What was found out about a project before it was locked.
     *
     * @param targets in lower case
     */
    record Scouted(Set<String> targets, Looked looked) {
        RoaringBitmap matched(int position) {
            return looked.matched().getOrDefault(position, new RoaringBitmap());
        }
    }

    /** What is said of packages, ready to be looked for in every project. */
    Sought packages(Map<Integer, VexStatement> statements) {
        var matches = new TreeMap<Integer, Match>();
        statements.forEach((position, statement) -> {
            if (statement.status().silences() && VexProducts.isOfPackage(statement)) {
                matches.put(position, VexProducts.ofPackage(statement));
            }
        });
        return rules.seek(matches);
    }

    /** Looks what the statements match in the project, before it is locked. */
    Scouted scout(VexRows.Named project, Map<Integer, VexStatement> statements, Sought packages) {
        Set<String> targets = rows.targets(project.id());
        var products = new TreeMap<Integer, Match>();
        statements.forEach((position, statement) -> {
            if (statement.status().silences() && !VexProducts.isOfPackage(statement)) {
                VexProducts.match(statement, project.name(), targets).ifPresent(match -> products.put(position, match));
            }
        });
        return new Scouted(targets, rules.look(project.id(), project.name(), List.of(packages, rules.seek(products))));
    }

    /** The same, which is done again only where an import came in between. To be asked once the project is locked. */
    Scouted settled(
            VexRows.Named project, @Nullable Scouted before, Map<Integer, VexStatement> statements, Sought packages) {
        return before != null && rules.isFresh(before.looked()) ? before : scout(project, statements, packages);
    }

    /** A part of a document in a project. */
    record Part(long document, List<VexResult> results) {}

    /**
     * Takes what is given of a document in for a project.
     *
     * @param project locked by the transaction
     * @param statements some of the document's
     * @param parent the document for all projects that they are a part of
     */
    Part take(
            Arrival arrival,
            Project project,
            SortedMap<Integer, VexStatement> statements,
            Scouted scouted,
            @Nullable Long parent) {
        Caller by = arrival.by();
        long id = rows.insert(project.id(), parent, arrival.content(), by.login(), arrival.now());
        Map<String, Integer> last = lastOfEach(statements);
        var results = new TreeMap<Integer, VexResult>();
        var silencing = new ArrayList<StatementRules.Statement>();
        statements.forEach((position, statement) -> {
            if (!Objects.equals(last.get(statement.subject()), position)) {
                results.put(position, VexResult.superseded(position, statement));
            } else {
                Optional<VexResult> result = notSilencing(arrival, position, statement, project, scouted.targets());
                result.ifPresent(known -> results.put(position, known));
                if (result.isEmpty()) {
                    silencing.add(statement(
                            position,
                            statement,
                            VexProducts.match(statement, project.name(), scouted.targets())
                                    .orElseThrow(),
                            arrival.content()));
                }
            }
        });
        rules.make(id, by.login(), silencing).forEach((position, rule) -> {
            RoaringBitmap matched = scouted.matched(position);
            if (!matched.isEmpty()) {
                arrival.changes().hit(project.id(), rule, matched);
            }
            VexStatement statement = Objects.requireNonNull(statements.get(position));
            results.put(position, VexResult.found(position, statement, rule, matched.getCardinality()));
        });
        List<VexResult> all = List.copyOf(results.values());
        rows.add(id, all, statements, result -> true);
        record(arrival, "project:" + project.name(), all);
        return new Part(id, all);
    }

    /** What becomes of a statement of which nothing is to be silenced; empty where it silences. */
    private static Optional<VexResult> notSilencing(
            Arrival arrival, int position, VexStatement statement, Project project, Set<String> targets) {
        List<VexRows.Standing> standing = arrival.before(statement).stream()
                .filter(before -> before.project().orElse(project.id()) == project.id())
                .toList();
        if (standing.stream().anyMatch(before -> before.said().isAfter(statement.at()))) {
            return Optional.of(VexResult.late(position, statement));
        }
        if (VexProducts.match(statement, project.name(), targets).isEmpty()) {
            return Optional.of(VexResult.of(
                    position,
                    statement,
                    VexOutcome.OTHER_PRODUCT,
                    "The product is neither " + project.name() + ", nor one of its targets, nor a package."));
        }
        for (VexRows.Standing before : standing) {
            if (before.project().isPresent()) {
                arrival.changes().supersede(before, statement);
            } else {
                before.rule().ifPresent(rule -> arrival.changes().except(rule, project.id()));
            }
        }
        return statement.status().silences()
                ? Optional.empty()
                : Optional.of(VexResult.of(position, statement, VexOutcome.NOTED, statement.why()));
    }

    /** What silences for a statement, before it is made. */
    static StatementRules.Statement statement(int position, VexStatement statement, Match match, VexContent content) {
        String says = statement.status().word().replace('_', ' ');
        return new StatementRules.Statement(
                position,
                statement.vulnerability().getFirst() + " " + statement.status().word(),
                match,
                (content.author().isEmpty() ? content.documentId() : content.author()) + " says " + says
                        + (statement.why().isEmpty() ? "" : ": " + statement.why()));
    }

    /** Lets all changes happen. @param locked by id, by the transaction */
    void finish(Changes changes, Map<Long, Project> locked) {
        rows.supersede(changes.superseded);
        rules.bring(locked, new StatementRules.Change(changes.ended, changes.excepted, changes.hits));
    }

    /** Notes in the audit log that a document was taken in. */
    void record(Arrival arrival, String by, List<VexResult> results) {
        var outcomes = new TreeMap<String, Integer>();
        results.forEach(result -> outcomes.merge(result.outcome().word(), 1, Integer::sum));
        VexContent content = arrival.content();
        log.record(
                arrival.by().actor(),
                "vex.taken",
                by,
                null,
                Map.of("document", content.documentId(), "format", content.format(), "outcomes", outcomes));
    }

    /** Of statements about the same the latest holds; of those of one time the last in the document. */
    static Map<String, Integer> lastOfEach(SortedMap<Integer, VexStatement> statements) {
        var last = new HashMap<String, Integer>();
        statements.forEach((position, statement) -> last.merge(
                statement.subject(),
                position,
                (before, now) -> statement
                                .at()
                                .isBefore(Objects.requireNonNull(statements.get(before))
                                        .at())
                        ? before
                        : now));
        return last;
    }
}

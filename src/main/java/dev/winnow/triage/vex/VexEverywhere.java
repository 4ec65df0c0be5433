package dev.winnow.triage.vex;

import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.StatementRules;
import dev.winnow.triage.StatementRules.Sought;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a VEX document in for all projects at once that the caller may triage in. Where that is all projects, statements
 * about packages hold in projects that come later, too; statements about what a project builds are taken in by that project,
 * and so is everything where the caller may triage in some projects only. As ever the latest statement about the same holds.
 */
@Service
public class VexEverywhere {
    private final VexRows rows;
    private final VexTaking taking;
    private final VexTold told;
    private final StatementRules rules;
    private final Projects projects;
    private final Clock clock;

    VexEverywhere(VexRows rows, VexTaking taking, VexTold told, StatementRules rules, Projects projects, Clock clock) {
        this.rows = rows;
        this.taking = taking;
        this.told = told;
        this.rules = rules;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * What became of a statement in a project.
     *
     * @param project its name
     * @param findings how many it silences there now
     */
    public record InProject(String project, VexOutcome outcome, int findings, String why) {}

    /** What became of a statement, as a whole and in projects; those where it matches nothing may be left out. */
    public record Result(VexResult whole, List<InProject> projects) {}

    /**
     * Takes a document in, all or nothing.
     *
     * @throws InvalidRequest where it is not one, with what is wrong and where
     * @throws NotPermitted unless the caller has the security role somewhere
     */
    @Transactional
    public VexDocument take(Caller by, InputStream in) throws IOException {
        List<VexRows.Named> own = own(by);
        if (own.isEmpty() && !by.mayTriageEverywhere()) {
            throw new NotPermitted("Only the security role takes VEX documents in.");
        }
        Instant now = clock.instant();
        VexContent content = VexReader.read(in, now);
        SortedMap<Integer, VexStatement> statements = content.byPosition();
        Sought packages = taking.packages(statements);
        var before = new HashMap<Long, VexTaking.Scouted>();
        own.forEach(project -> before.put(project.id(), taking.scout(project, statements, packages)));

        var locked = new TreeMap<Long, Project>();
        if (by.mayTriageEverywhere()) {
            // Also what is being made: it must not miss the document.
            projects.lockAll().forEach(project -> locked.put(project.id(), project));
        } else {
            own.forEach(project -> locked.put(project.id(), projects.lock(project.id())));
        }
        // Those that were made meanwhile have higher numbers: the order in which locks are taken is kept.
        List<VexRows.Named> all = own(by);
        all.forEach(project -> locked.computeIfAbsent(project.id(), projects::lock));
        var scouted = new TreeMap<Long, VexTaking.Scouted>();
        all.forEach(project ->
                scouted.put(project.id(), taking.settled(project, before.get(project.id()), statements, packages)));

        var arrival = new VexTaking.Arrival(
                by, content, statements, now, rows.standing(content.subjects()), new VexTaking.Changes());
        long id = rows.insert(null, null, content, by.login(), now);
        var whole = new TreeMap<Integer, VexResult>();
        if (by.mayTriageEverywhere()) {
            takeOfPackages(arrival, id, scouted, whole);
        }
        Set<Integer> speaking = Set.copyOf(whole.keySet());
        scouted.forEach((project, its) ->
                takeInProject(arrival, id, Objects.requireNonNull(locked.get(project)), its, speaking, whole));
        statements.forEach(
                (position, statement) -> whole.computeIfAbsent(position, key -> VexTold.ofNobody(key, statement)));
        List<VexResult> results = List.copyOf(whole.values());
        rows.add(id, results, statements, result -> speaking.contains(result.position()));
        taking.record(arrival, "vex:" + id, results);
        taking.finish(arrival.changes(), locked);
        return rows.document(id).orElseThrow();
    }

    /** Projects that the caller may triage in, in the order in which they are locked. */
    private List<VexRows.Named> own(Caller by) {
        return rows.projects().stream()
                .filter(project -> by.mayRead(project.name()) && by.mayTriage(project.name()))
                .toList();
    }

    /** Takes in a project what is about it, but for what is said of all projects at once. */
    private void takeInProject(
            VexTaking.Arrival arrival,
            long document,
            Project project,
            VexTaking.Scouted scouted,
            Set<Integer> speaking,
            Map<Integer, VexResult> whole) {
        var its = new TreeMap<Integer, VexStatement>();
        arrival.statements().forEach((position, statement) -> {
            if (!speaking.contains(position)
                    && (VexProducts.isOfPackage(statement)
                            || VexProducts.isAbout(statement, project.name(), scouted.targets()))) {
                its.put(position, statement);
            }
        });
        if (!its.isEmpty()) {
            taking.take(arrival, project, its, scouted, document)
                    .results()
                    .forEach(result -> whole.merge(result.position(), result.inProject(), VexResult::and));
        }
    }

    /** Takes in what is said of packages, for projects of now and later. */
    private void takeOfPackages(
            VexTaking.Arrival arrival,
            long document,
            Map<Long, VexTaking.Scouted> scouted,
            Map<Integer, VexResult> whole) {
        var ofPackages = new TreeMap<>(arrival.statements());
        ofPackages.values().removeIf(statement -> !VexProducts.isOfPackage(statement));
        Map<String, Integer> last = VexTaking.lastOfEach(ofPackages);
        var silencing = new ArrayList<StatementRules.Statement>();
        var later = new HashMap<Integer, Set<Long>>();
        ofPackages.forEach((position, statement) -> {
            if (!Objects.equals(last.get(statement.subject()), position)) {
                whole.put(position, VexResult.superseded(position, statement));
            } else if (arrival.before(statement).stream()
                    .anyMatch(before ->
                            before.project().isEmpty() && before.said().isAfter(statement.at()))) {
                whole.put(position, VexResult.late(position, statement));
            } else {
                later.put(position, supersede(arrival, statement));
                if (statement.status().silences()) {
                    silencing.add(VexTaking.statement(
                            position, statement, VexProducts.ofPackage(statement), arrival.content()));
                } else {
                    whole.put(position, VexResult.of(position, statement, VexOutcome.NOTED, statement.why()));
                }
            }
        });
        rules.make(document, arrival.by().login(), silencing).forEach((position, rule) -> {
            int findings = 0;
            for (var project : scouted.entrySet()) {
                RoaringBitmap matched = project.getValue().matched(position);
                if (Objects.requireNonNull(later.get(position)).contains(project.getKey())) {
                    arrival.changes().except(rule, project.getKey());
                } else if (!matched.isEmpty()) {
                    arrival.changes().hit(project.getKey(), rule, matched);
                    findings += matched.getCardinality();
                }
            }
            VexStatement statement = Objects.requireNonNull(ofPackages.get(position));
            whole.put(position, VexResult.found(position, statement, rule, findings));
        });
    }

    /** Takes the place of what was said before. @return projects where something later was said */
    private static Set<Long> supersede(VexTaking.Arrival arrival, VexStatement statement) {
        var later = new HashSet<Long>();
        for (VexRows.Standing before : arrival.before(statement)) {
            if (before.said().isAfter(statement.at())) {
                before.project().ifPresent(later::add);
            } else {
                arrival.changes().supersede(before, statement);
            }
        }
        return later;
    }

    /**
     * Documents for all projects that the caller took in, or all of them for one who reads all projects; the newest first.
     *
     * @param before only those of lower ids
     */
    @Transactional(readOnly = true)
    public List<VexDocument> documents(Caller by, long before, int limit) {
        if (by.mayReadEverything()) {
            return rows.everywhere(Optional.empty(), before, limit);
        }
        return readsOwn(by) ? rows.everywhere(Optional.of(by.login()), before, limit) : List.of();
    }

    /** A token for one project opens nothing that belongs to none. */
    private static boolean readsOwn(Caller by) {
        return by.mayReadKept() && by.visibleProjects().filter(Set::isEmpty).isEmpty();
    }

    /** @throws NotFound where there is none for all projects that the caller may see */
    @Transactional(readOnly = true)
    public VexDocument document(Caller by, long documentId) {
        return rows.document(documentId)
                .filter(one -> one.projectId().isEmpty())
                .filter(one -> by.mayReadEverything()
                        || readsOwn(by) && one.uploadedBy().equals(by.login()))
                .orElseThrow(() -> new NotFound("There is no VEX document " + documentId + "."));
    }

    /**
     * What became of a document's statements, in its order, told of projects that the caller may read alone.
     *
     * @param after position of the last one of the page before; 0 at the start
     * @throws NotFound where there is none the caller may see
     */
    @Transactional(readOnly = true)
    public List<Result> results(Caller by, long documentId, int after, int limit) {
        return told.to(by, document(by, documentId).id(), after, limit);
    }

    /** How many statements of a document came to what; empty for who does not read all projects. */
    @Transactional(readOnly = true)
    public Map<VexOutcome, Integer> outcomes(Caller by, long documentId) {
        return told.outcomes(by, document(by, documentId).id());
    }

    /** The first results for who just took the document in: for a token of one project, what became of it there. */
    @Transactional(readOnly = true)
    public List<Result> firstResults(Caller by, VexDocument taken, int limit) {
        return told.to(by, taken.id(), 0, limit);
    }
}

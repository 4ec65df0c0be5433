package dev.winnow.triage.vex;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.StatementRules;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a VEX document in for all projects at once that the caller may triage in. Where that is all projects, statements
 * about packages hold in projects that come later, too; statements about what a project builds are taken in by that project,
 * and so is everything where the caller may triage in some projects only. As ever the latest statement about the same holds.
 */
@Service
public class VexEverywhere {
    private final VexIntake intake;
    private final VexRows rows;
    private final StatementRules rules;
    private final Projects projects;
    private final AuditLog log;
    private final Clock clock;

    VexEverywhere(VexIntake intake, VexRows rows, StatementRules rules, Projects projects, AuditLog log, Clock clock) {
        this.intake = intake;
        this.rows = rows;
        this.rules = rules;
        this.projects = projects;
        this.log = log;
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
        boolean everywhere = by.mayTriageEverywhere();
        List<Project> own = projects.visibleTo(by).stream()
                .filter(project -> by.mayTriage(project.name()))
                .toList();
        if (own.isEmpty() && !everywhere) {
            throw new NotPermitted("Only the security role takes VEX documents in.");
        }
        Instant now = clock.instant();
        VexContent content = VexReader.read(in, now);
        // All of them in one order, so that two acts at once do not wait for each other.
        List<Project> locked =
                own.stream().map(Project::id).sorted().map(projects::lock).toList();
        long id = rows.insert(null, null, content, by.login(), now);
        var statements = new TreeMap<Integer, VexStatement>();
        content.statements().forEach(statement -> statements.put(statements.size() + 1, statement));
        var whole = new TreeMap<Integer, VexResult>();
        if (everywhere) {
            takeOfPackages(by, id, content, statements, locked, whole);
        }
        var parts = new HashMap<Integer, List<VexResult>>();
        for (Project project : locked) {
            Set<String> targets = intake.targets(project);
            var its = new TreeMap<Integer, VexStatement>();
            statements.forEach((position, statement) -> {
                if (!whole.containsKey(position)
                        && (VexIntake.isOfPackage(statement) || intake.isAbout(statement, project, targets))) {
                    its.put(position, statement);
                }
            });
            if (!its.isEmpty()) {
                VexDocument part = intake.take(by, project, content, its, id, now);
                rows.results(part.id())
                        .forEach(result -> parts.computeIfAbsent(result.position(), key -> new ArrayList<>())
                                .add(result));
            }
        }
        Set<Integer> speaking = Set.copyOf(whole.keySet());
        statements.forEach((position, statement) ->
                whole.computeIfAbsent(position, key -> sum(key, statement, parts.getOrDefault(key, List.of()))));
        List<VexResult> results = List.copyOf(whole.values());
        rows.add(id, results, statements, result -> speaking.contains(result.position()));
        log.record(
                by.actor(),
                "vex.taken",
                "vex:" + id,
                null,
                Map.of(
                        "document",
                        content.documentId(),
                        "format",
                        content.format(),
                        "outcomes",
                        VexIntake.outcomes(results)));
        return rows.document(id).orElseThrow();
    }

    /** What became of a statement as a whole: the best of what became of it in projects. */
    private static VexResult sum(int position, VexStatement statement, List<VexResult> parts) {
        // The order of the outcomes is from what does most to what does least, but for other products.
        return parts.stream()
                .min(Comparator.comparing(VexResult::outcome))
                .map(best -> new VexResult(
                        position,
                        best.vulnerability(),
                        best.product(),
                        best.status(),
                        best.outcome(),
                        parts.stream().mapToInt(VexResult::findings).sum(),
                        best.why(),
                        Optional.empty()))
                .orElseGet(() -> VexIntake.result(
                        position,
                        statement,
                        VexOutcome.OTHER_PRODUCT,
                        "No project of yours, and none of their targets, has the name of the product. Send it again once"
                                + " there is one."));
    }

    /** Takes in what is said of packages, for projects of now and later. */
    private void takeOfPackages(
            Caller by,
            long document,
            VexContent content,
            TreeMap<Integer, VexStatement> statements,
            List<Project> locked,
            Map<Integer, VexResult> whole) {
        Map<Long, Project> byId = locked.stream().collect(Collectors.toMap(Project::id, Function.identity()));
        Map<String, Integer> last = VexIntake.lastOfEach(statements);
        statements.forEach((position, statement) -> {
            if (VexIntake.isOfPackage(statement)) {
                boolean superseded =
                        last.getOrDefault(statement.subject(), position).intValue() != position;
                whole.put(
                        position,
                        superseded
                                ? VexIntake.result(
                                        position,
                                        statement,
                                        VexOutcome.SUPERSEDED,
                                        "A later statement of this document says more.")
                                : apply(by, document, content, position, statement, byId));
            }
        });
        var counts = new HashMap<Long, Integer>();
        for (Project project : locked) {
            rules.bring(document, project).forEach((rule, count) -> counts.merge(rule, count, Integer::sum));
        }
        whole.replaceAll((position, result) -> result.rule()
                .map(rule -> result.found(counts.getOrDefault(rule, 0)))
                .orElse(result));
    }

    private VexResult apply(
            Caller by,
            long document,
            VexContent content,
            int position,
            VexStatement statement,
            Map<Long, Project> byId) {
        List<VexRows.Standing> standing = rows.standing(statement.subject());
        boolean late = standing.stream()
                .anyMatch(before -> before.project().isEmpty() && before.said().isAfter(statement.at()));
        if (late) {
            return VexIntake.result(
                    position, statement, VexOutcome.SUPERSEDED, "An earlier document has a later statement.");
        }
        var later = new ArrayList<Project>();
        for (VexRows.Standing before : standing) {
            Optional<Project> project = before.project().map(byId::get);
            if (before.said().isAfter(statement.at())) {
                project.ifPresent(later::add);
            } else {
                rows.supersede(
                        before, "A later document says " + statement.status().word() + ".");
                before.rule().ifPresent(rules::end);
            }
        }
        if (!statement.status().silences()) {
            return VexIntake.result(position, statement, VexOutcome.NOTED, statement.why());
        }
        long rule = intake.make(
                document, statement, VexIntake.ofPackage(null, statement, statement.product()), by.login(), content);
        later.forEach(project -> rules.except(rule, project));
        return VexIntake.waiting(position, statement, rule);
    }

    /** Documents for all projects that the caller took in, or all of them for one who reads all projects; the newest first. */
    @Transactional(readOnly = true)
    public List<VexDocument> documents(Caller by) {
        return rows.everywhere().stream()
                .filter(document -> isVisible(by, document))
                .toList();
    }

    private static boolean isVisible(Caller by, VexDocument document) {
        boolean reads = by.visibleProjects().filter(Set::isEmpty).isEmpty();
        return by.mayReadEverything() || reads && document.uploadedBy().equals(by.login());
    }

    /**
     * What became of a document's statements, in its order, told of projects that the caller may read.
     *
     * @throws NotFound where there is none the caller may see
     */
    @Transactional(readOnly = true)
    public List<Result> results(Caller by, long documentId) {
        boolean there = rows.document(documentId)
                .filter(document -> document.projectId().isEmpty() && isVisible(by, document))
                .isPresent();
        if (!there) {
            throw new NotFound("There is no VEX document " + documentId + ".");
        }
        Map<Long, String> names = projects.visibleTo(by).stream().collect(Collectors.toMap(Project::id, Project::name));
        List<VexResult> whole = rows.results(documentId);
        Map<Integer, List<VexRows.Part>> parts =
                rows.parts(documentId).stream().collect(Collectors.groupingBy(VexRows.Part::position));
        Map<Long, Map<Long, Integer>> counts = rules.counts(
                whole.stream().flatMap(result -> result.rule().stream()).toList());
        return whole.stream()
                .map(result -> new Result(
                        result,
                        result.rule()
                                .map(rule -> ofRule(counts.getOrDefault(rule, Map.of()), names))
                                .orElseGet(() -> ofParts(parts.getOrDefault(result.position(), List.of()), names))))
                .toList();
    }

    private static List<InProject> ofRule(Map<Long, Integer> counts, Map<Long, String> names) {
        return counts.entrySet().stream()
                .filter(count -> names.containsKey(count.getKey()))
                .map(count ->
                        new InProject(names.getOrDefault(count.getKey(), ""), VexOutcome.APPLIED, count.getValue(), ""))
                .sorted(Comparator.comparing(InProject::project))
                .toList();
    }

    private static List<InProject> ofParts(List<VexRows.Part> parts, Map<Long, String> names) {
        return parts.stream()
                .filter(part -> names.containsKey(part.project()))
                .map(part -> new InProject(
                        names.getOrDefault(part.project(), ""), part.outcome(), part.findings(), part.why()))
                .sorted(Comparator.comparing(InProject::project))
                .toList();
    }
}

package dev.winnow.triage;

import dev.winnow.access.Caller;
import dev.winnow.audit.Actor;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingKeys;
import dev.winnow.finding.Survivors;
import dev.winnow.finding.identity.WideKey;
import dev.winnow.importers.Kind;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes decisions, takes them back and ends them. Each act is one transaction: findings, their project's roll-up and the
 * builds it touches change together.
 */
@Service
public class Decisions {
    private static final int BATCH = 1_000;

    private final DecisionRows rows;
    private final WideKeys wideKeys;
    private final FindingKeys keys;
    private final Survivors survivors;
    private final Settling settling;
    private final TriageAudit audit;
    private final Projects projects;
    private final JdbcClient jdbc;
    private final Clock clock;

    Decisions(
            DecisionRows rows,
            WideKeys wideKeys,
            FindingKeys keys,
            Survivors survivors,
            Settling settling,
            TriageAudit audit,
            Projects projects,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.wideKeys = wideKeys;
        this.keys = keys;
        this.survivors = survivors;
        this.settling = settling;
        this.audit = audit;
        this.projects = projects;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Findings by their ids as sets of numbers by project. */
    public static Map<Long, RoaringBitmap> byProject(Collection<Long> findingIds) {
        var sets = new HashMap<Long, RoaringBitmap>();
        for (long id : findingIds) {
            sets.computeIfAbsent(FindingId.project(id), project -> new RoaringBitmap())
                    .add(FindingId.number(id));
        }
        return sets;
    }

    /**
     * The findings that a decision on these would be about.
     *
     * @param findings numbers by project
     * @param everywhere whether it holds for the same problem in all projects
     */
    @Transactional(readOnly = true)
    public Map<Long, RoaringBitmap> reach(Map<Long, RoaringBitmap> findings, boolean everywhere) {
        var reached = new TreeMap<Long, RoaringBitmap>();
        findings.forEach((project, numbers) -> {
            var part = everywhere ? keys.sameEverywhere(project, numbers) : Map.of(project, numbers);
            part.forEach((other, its) ->
                    reached.computeIfAbsent(other, id -> new RoaringBitmap()).or(its));
        });
        return reached;
    }

    /**
     * Decides on findings. What a developer decides in a project that wants four eyes waits for approval and changes
     * nothing until then.
     *
     * @param findings numbers by project; of one that was absorbed since it was read, the survivor is meant
     * @throws NotPermitted where the caller may not decide on all of them
     * @throws InvalidRequest where the decision is not one that can be made, or none of the findings is there
     */
    @Transactional
    public Decision decide(Caller by, Map<Long, RoaringBitmap> findings, NewDecision decision) {
        Instant now = clock.instant();
        decision.check(now);
        if (decision.everywhere() && !by.mayTriageEverywhere()) {
            throw new NotPermitted("Only the security role of all projects decides for all of them.");
        }
        // First of all, so that no import adds, joins or reaches anything between what is read and what is written.
        List<Project> held = hold(decision.everywhere(), findings.keySet());
        Map<Long, RoaringBitmap> left = survivors.of(findings);
        Map<Long, RoaringBitmap> reached = reach(left, decision.everywhere());
        reached.values().removeIf(RoaringBitmap::isEmpty);
        List<Project> locked = among(held, reached);
        boolean proposes = locked.stream().anyMatch(project -> !decidesAlone(by, project));
        requireKind(reached, decision.ruling());
        int count = reached.values().stream()
                .mapToInt(RoaringBitmap::getCardinality)
                .sum();
        if (count == 0) {
            throw new InvalidRequest("findings: none of them is there.");
        }
        var state = proposes ? Decision.State.PROPOSED : Decision.State.MADE;
        long id = rows.insert(decision, by.login(), now, state, count);
        if (decision.everywhere()) {
            keepKeys(id, left);
        }
        for (Project project : locked) {
            RoaringBitmap numbers = reached.getOrDefault(project.id(), new RoaringBitmap());
            if (!proposes) {
                rows.end(project.id(), numbers, now, Ending.REPLACED, id);
            }
            rows.add(id, project.id(), numbers, proposes ? null : now);
            settling.settleAndJudge(project, numbers);
        }
        Decision made = rows.find(id).orElseThrow();
        audit.decision(by.actor(), proposes ? "proposed" : "made", null, made, names(locked));
        return made;
    }

    private static boolean decidesAlone(Caller by, Project project) {
        if (by.mayTriage(project.name())) {
            return true;
        }
        if (by.mayPropose(project.name())) {
            return !project.fourEyes();
        }
        throw new NotPermitted("You may not decide on findings of project " + project.name() + ".");
    }

    private void keepKeys(long decisionId, Map<Long, RoaringBitmap> findings) {
        var wide = new HashSet<WideKey>();
        findings.forEach(
                (project, numbers) -> keys.of(project, numbers).values().forEach(wide::addAll));
        wideKeys.add(decisionId, wide);
    }

    private void requireKind(Map<Long, RoaringBitmap> findings, Ruling ruling) {
        if (ruling != Ruling.AUTHORISED) {
            return;
        }
        for (var part : findings.entrySet()) {
            var ids = new ArrayList<Long>();
            part.getValue().forEach((int number) -> ids.add(FindingId.of(part.getKey(), number)));
            for (int from = 0; from < ids.size(); from += BATCH) {
                boolean other = jdbc.sql("select 1 from finding_state where finding_id in (:ids) and kind <> :kind"
                                + " fetch first 1 rows only")
                        .param("ids", ids.subList(from, Math.min(ids.size(), from + BATCH)))
                        .param("kind", Kind.CHANGE.ordinal())
                        .query((row, n) -> 1)
                        .optional()
                        .isPresent();
                if (other) {
                    throw new InvalidRequest("decision: only changes can be authorised; say why another finding does"
                            + " not count as false-positive, accepted-risk or wont-fix.");
                }
            }
        }
    }

    /**
     * Takes a decision back: what it had replaced is in force again.
     *
     * @throws NotFound where there is none the caller may see
     * @throws Conflict where it was taken back already
     */
    @Transactional
    public Decision undo(Caller by, long decisionId) {
        List<Project> held = hold(decisionId);
        Map<Long, RoaringBitmap> findings = rows.findings(decisionId);
        List<Project> locked = among(held, findings);
        Decision decision = visible(by, decisionId, locked);
        boolean own = decision.author().equals(by.login());
        locked.forEach(project -> {
            if (!by.mayTriage(project.name()) && !(own && by.mayPropose(project.name()))) {
                throw new NotPermitted("You may not take back a decision on project " + project.name() + ".");
            }
        });
        if (decision.state() != Decision.State.MADE && decision.state() != Decision.State.PROPOSED) {
            throw new Conflict("This decision is not in force any more.");
        }
        Instant now = clock.instant();
        rows.state(decisionId, Decision.State.UNDONE);
        wideKeys.remove(decisionId);
        for (Project project : locked) {
            rows.endAll(decisionId, project.id(), now, Ending.UNDONE);
            rows.bringBack(decisionId, project.id(), now);
            RoaringBitmap numbers = findings.getOrDefault(project.id(), new RoaringBitmap());
            endChanged(project, numbers, now);
            settling.settleAndJudge(project, numbers);
        }
        Decision undone = rows.find(decisionId).orElseThrow();
        audit.decision(by.actor(), "undone", decision, undone, names(locked));
        return undone;
    }

    private static List<String> names(List<Project> projects) {
        return projects.stream().map(Project::name).toList();
    }

    /**
     * Approves or rejects what was proposed. Where a finding has changed since in a way that ends the decision, it ends at
     * once.
     *
     * @throws NotPermitted for who proposed it, and unless the caller has the security role in all its projects
     * @throws Conflict where somebody was faster
     */
    @Transactional
    public Decision review(Caller by, long decisionId, boolean approved) {
        List<Project> held = hold(decisionId);
        Map<Long, RoaringBitmap> findings = rows.findings(decisionId);
        List<Project> locked = among(held, findings);
        Decision decision = visible(by, decisionId, locked);
        if (!locked.stream().allMatch(project -> by.mayTriage(project.name()))) {
            throw new NotPermitted("Only the security role of the project approves decisions.");
        }
        if (decision.author().equals(by.login())) {
            throw new NotPermitted("Somebody else must approve your decision.");
        }
        if (decision.state() != Decision.State.PROPOSED) {
            throw new Conflict("This decision does not wait for approval any more.");
        }
        Instant now = clock.instant();
        boolean tooLate = decision.until().filter(end -> !end.isAfter(now)).isPresent();
        if (approved && tooLate) {
            throw new Conflict("The decision would have ended already; it has to be made anew.");
        }
        rows.review(decisionId, approved ? Decision.State.MADE : Decision.State.REJECTED, by.login(), now);
        for (Project project : locked) {
            RoaringBitmap numbers = findings.getOrDefault(project.id(), new RoaringBitmap());
            if (approved) {
                rows.end(project.id(), numbers, now, Ending.REPLACED, decisionId);
                rows.begin(decisionId, project.id(), now);
                endChanged(project, numbers, now);
            } else {
                rows.endAll(decisionId, project.id(), now, Ending.UNDONE);
            }
            settling.settleAndJudge(project, numbers);
        }
        Decision reviewed = rows.find(decisionId).orElseThrow();
        audit.decision(by.actor(), approved ? "approved" : "rejected", decision, reviewed, names(locked));
        return reviewed;
    }

    /** What ends a decision may have come while it was not in force; imports look at what changes, and not at that. */
    private void endChanged(Project project, RoaringBitmap numbers, Instant now) {
        rows.changed(project.id(), numbers).forEach((why, its) -> rows.end(project.id(), its, now, why, null));
    }

    /** Decisions and proposals whose date has come, up to a thousand. @param after only those of higher ids */
    @Transactional(readOnly = true)
    List<Long> due(long after) {
        return rows.due(clock.instant(), after);
    }

    /** Ends a decision or proposal whose date has come. @return whether it was there to be ended */
    @Transactional
    boolean expire(long decisionId) {
        Instant now = clock.instant();
        List<Project> held = hold(decisionId);
        Optional<Decision> due = rows.lock(decisionId)
                .filter(decision ->
                        decision.until().filter(end -> !end.isAfter(now)).isPresent());
        if (due.isEmpty() || !rows.isStanding(decisionId)) {
            return false;
        }
        Map<Long, RoaringBitmap> findings = rows.findings(decisionId);
        List<Project> locked = among(held, findings);
        wideKeys.remove(decisionId);
        if (due.get().state() == Decision.State.PROPOSED) {
            rows.state(decisionId, Decision.State.EXPIRED);
        }
        for (Project project : locked) {
            rows.endAll(decisionId, project.id(), now, Ending.EXPIRED);
            settling.settleAndJudge(project, findings.getOrDefault(project.id(), new RoaringBitmap()));
        }
        Decision ended = rows.find(decisionId).orElseThrow();
        audit.decision(Actor.SYSTEM, "ended", null, ended, names(locked));
        return true;
    }

    /** All that was ever decided on a finding the caller may see, oldest first. */
    @Transactional(readOnly = true)
    public List<Judgement> of(long findingId) {
        return rows.of(findingId);
    }

    /** @throws NotFound where there is none the caller may see */
    @Transactional(readOnly = true)
    public Decision find(Caller by, long decisionId) {
        var names = projectsOf(decisionId);
        return rows.find(decisionId)
                .filter(decision -> !names.isEmpty() && names.stream().allMatch(by::mayRead))
                .orElseThrow(() -> none(decisionId));
    }

    /** Findings of a decision the caller may see, by project. */
    @Transactional(readOnly = true)
    public Map<Long, RoaringBitmap> findings(Caller by, long decisionId) {
        find(by, decisionId);
        return rows.findings(decisionId);
    }

    /**
     * What waits for approval in projects the caller may read, the oldest first.
     *
     * @param after id of the last one of the page before; 0 at the start
     */
    @Transactional(readOnly = true)
    public List<Decision> proposals(Caller by, long after, int limit) {
        var visible = new ArrayList<Decision>();
        Optional<Set<Long>> readable = projects.idsVisibleTo(by).map(HashSet::new);
        long last = after;
        boolean more = true;
        while (more && visible.size() < limit) {
            List<Decision> some = rows.proposals(last, limit);
            Map<Long, Set<Long>> in =
                    rows.standingIn(some.stream().map(Decision::id).toList());
            some.stream()
                    .filter(decision -> {
                        Set<Long> its = in.getOrDefault(decision.id(), Set.of());
                        return !its.isEmpty()
                                && readable.map(ids -> ids.containsAll(its)).orElse(true);
                    })
                    .limit(limit - visible.size())
                    .forEach(visible::add);
            more = some.size() == limit;
            last = more ? some.getLast().id() : last;
        }
        return visible;
    }

    private List<String> projectsOf(long decisionId) {
        return rows.findings(decisionId).keySet().stream()
                .flatMap(project -> projects.findById(project).stream())
                .map(Project::name)
                .toList();
    }

    private Decision visible(Caller by, long decisionId, List<Project> locked) {
        Optional<Decision> decision = rows.lock(decisionId);
        return decision.filter(
                        one -> !locked.isEmpty() && locked.stream().allMatch(project -> by.mayRead(project.name())))
                .orElseThrow(() -> none(decisionId));
    }

    private static NotFound none(@Nullable Long decisionId) {
        return new NotFound("There is no decision " + decisionId + ".");
    }

    /** Locks the projects of a decision, before anything is read that imports of them may change. */
    private List<Project> hold(long decisionId) {
        boolean everywhere = rows.find(decisionId).filter(Decision::everywhere).isPresent();
        return hold(
                everywhere, everywhere ? Set.of() : rows.findings(decisionId).keySet());
    }

    /** What holds everywhere an import may bring to any project at any time. */
    private List<Project> hold(boolean everywhere, Collection<Long> projectIds) {
        return everywhere ? projects.lockAll() : projects.lock(projectIds);
    }

    private static List<Project> among(List<Project> held, Map<Long, RoaringBitmap> findings) {
        return held.stream()
                .filter(project -> findings.containsKey(project.id()))
                .toList();
    }
}

package dev.winnow.triage;

import dev.winnow.access.Caller;
import dev.winnow.audit.Actor;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.ScanContent;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes and ends silence rules, and says beforehand what they hide. */
@Service
public class SilenceRules {
    /** What counts as recent in a preview. */
    private static final Duration RECENT = Duration.ofDays(90);

    /** A rule that hid nothing for so long is stale. */
    private static final Duration STALE = Duration.ofDays(90);

    private final RuleRows rows;
    private final RuleLists lists;
    private final RuleHits hits;
    private final StatementRows statements;
    private final HeldRules held;
    private final MatchedFindings findings;
    private final BuildContents contents;
    private final FindingTimes times;
    private final Settling settling;
    private final TriageAudit audit;
    private final Projects projects;
    private final Clock clock;

    SilenceRules(
            RuleRows rows,
            RuleLists lists,
            RuleHits hits,
            StatementRows statements,
            HeldRules held,
            MatchedFindings findings,
            BuildContents contents,
            FindingTimes times,
            Settling settling,
            TriageAudit audit,
            Projects projects,
            Clock clock) {
        this.rows = rows;
        this.lists = lists;
        this.hits = hits;
        this.statements = statements;
        this.held = held;
        this.findings = findings;
        this.contents = contents;
        this.times = times;
        this.settling = settling;
        this.audit = audit;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * A rule as lists show it.
     *
     * @param found how many findings it matches, closed ones among them
     * @param stale whether it is in force and no scan has reported anything it hides for 90 days
     */
    public record Listed(SilenceRule rule, long found, boolean stale) {}

    /**
     * Rules of people in projects the caller may read, by name.
     *
     * @param last id of the last rule of the page before; null at the start
     */
    @Transactional(readOnly = true)
    public List<Listed> page(Caller by, RuleState state, @Nullable Long last, int limit) {
        Instant now = clock.instant();
        return listed(lists.page(by, state, now, now.minus(STALE), last, limit));
    }

    /** How many of them there are of each state. */
    @Transactional(readOnly = true)
    public Map<RuleState, Long> counts(Caller by) {
        Instant now = clock.instant();
        return lists.counts(by, now, now.minus(STALE));
    }

    /** All of them, for a file. */
    @Transactional(readOnly = true)
    public List<SilenceRule> all(Caller by) {
        return rows.ofPeople().stream().filter(rule -> isVisible(by, rule)).toList();
    }

    /** One as lists show it. @throws NotFound where there is none the caller may see */
    @Transactional(readOnly = true)
    public Listed listed(Caller by, long id) {
        return listed(List.of(find(by, id))).getFirst();
    }

    private List<Listed> listed(List<SilenceRule> rules) {
        Instant stale = clock.instant().minus(STALE);
        Map<Long, Long> found = hits.counts(rules.stream().map(SilenceRule::id).toList());
        return rules.stream()
                .map(rule -> new Listed(
                        rule,
                        found.getOrDefault(rule.id(), 0L),
                        rule.inForce()
                                && rule.lastHit().orElse(rule.changedAt()).isBefore(stale)))
                .toList();
    }

    private static boolean isVisible(Caller by, SilenceRule rule) {
        return by.mayTriageEverywhere()
                || rule.match().project().map(by::mayRead).orElseGet(by::mayReadEverything);
    }

    /** @throws NotFound where there is none the caller may see */
    @Transactional(readOnly = true)
    public SilenceRule find(Caller by, long id) {
        return rows.find(id)
                .filter(rule -> rule.document().isEmpty() && isVisible(by, rule))
                .orElseThrow(() -> new NotFound("There is no silence rule " + id + "."));
    }

    /** Findings that a rule matches, by project. */
    @Transactional(readOnly = true)
    public Map<Long, RoaringBitmap> findings(Caller by, long id) {
        find(by, id);
        return hits.ofRule(id);
    }

    /**
     * What a rule would hide.
     *
     * @param open findings that are open and count now, by the project's id
     * @param recent findings that were open within the last 90 days, those among them
     * @param all findings that it matches, whenever they were there
     */
    public record Preview(
            Map<Long, RoaringBitmap> open, Map<Long, RoaringBitmap> recent, Map<Long, RoaringBitmap> all) {
        public int openCount() {
            return count(open);
        }

        public int recentCount() {
            return count(recent);
        }

        private static int count(Map<Long, RoaringBitmap> sets) {
            return sets.values().stream()
                    .mapToInt(RoaringBitmap::getCardinality)
                    .sum();
        }
    }

    /**
     * Looks at the findings of the projects it is about. Takes some seconds where it asks for text, package or vulnerability
     * of very many: see {@link #isQuick}.
     *
     * @throws InvalidRequest where the match is not one a rule can have
     * @throws NotPermitted where the caller may not make a rule for these projects
     */
    @Transactional(readOnly = true)
    public Preview preview(Caller by, Match match) {
        match.check();
        requireRight(by, match);
        var preview = new Preview(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        Instant since = clock.instant().minus(RECENT);
        for (Project project : about(match)) {
            RoaringBitmap matched = findings.lookAt(project.id(), match);
            if (matched.isEmpty()) {
                continue;
            }
            preview.all().put(project.id(), matched);
            ScanContent now = contents.openContent(project);
            RoaringBitmap there = RoaringBitmap.and(matched, now.all());
            put(preview.open(), project, RoaringBitmap.andNot(there, now.silenced()));
            RoaringBitmap recent = times.closedSince(project.id(), RoaringBitmap.andNot(matched, there), since);
            recent.or(there);
            put(preview.recent(), project, recent);
        }
        return preview;
    }

    /** Whether a preview is there before anybody waits for it. */
    @Transactional(readOnly = true)
    public boolean isQuick(Match match) {
        return about(match).stream().allMatch(project -> findings.isQuick(project.id(), match));
    }

    private static void put(Map<Long, RoaringBitmap> sets, Project project, RoaringBitmap set) {
        if (!set.isEmpty()) {
            sets.put(project.id(), set);
        }
    }

    private List<Project> about(Match match) {
        return projects.findAllByOrderByName().stream()
                .filter(project -> match.isAbout(project.name()))
                .toList();
    }

    /**
     * Makes a rule, which silences what it matches at once.
     *
     * @throws InvalidRequest where it is not one that can be made
     * @throws Conflict where another has the name
     * @throws NotPermitted where the caller may not make a rule for these projects
     */
    @Transactional
    public SilenceRule make(Caller by, NewRule rule) {
        check(by, rule, null);
        Map<Long, Scouted> scouted = scout(rule.match());
        held.projects(List.of(rule.match()));
        requireName(rule.name(), null);
        long id = rows.insert(rule, Optional.empty(), by.login(), clock.instant());
        bring(id, rule.match(), scouted);
        SilenceRule made = rows.find(id).orElseThrow();
        audit.rule(by.actor(), "made", null, made);
        return made;
    }

    /**
     * Changes a rule, also one that has ended.
     *
     * @throws NotFound where there is none
     * @throws Conflict where another has the name, or somebody else changed it at the same time; for others see {@link #make}
     */
    @Transactional
    public SilenceRule change(Caller by, long id, NewRule rule) {
        SilenceRule seen = find(by, id);
        check(by, rule, seen);
        Map<Long, Scouted> scouted = scout(rule.match());
        SilenceRule before = held.rule(seen, List.of(rule.match()));
        requireName(rule.name(), id);
        rows.update(id, rule, by.login(), clock.instant());
        bring(id, rule.match(), scouted);
        SilenceRule changed = rows.find(id).orElseThrow();
        audit.rule(by.actor(), "changed", before, changed);
        return changed;
    }

    /** Locks what rules like these would touch, for who makes, changes or ends several of them in one transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Collection<Match> matches) {
        held.projects(matches);
    }

    /**
     * Whether the caller could make this rule, or change one into it.
     *
     * @param before the rule to change; null to make one
     * @throws InvalidRequest where it is not one that can be made
     * @throws Conflict where another has the name
     * @throws NotPermitted where the caller may not make a rule for these projects
     */
    @Transactional(readOnly = true)
    public void check(Caller by, NewRule rule, @Nullable SilenceRule before) {
        rule.check(clock.instant());
        if (before != null) {
            requireRight(by, before.match());
        }
        requireRight(by, rule.match());
        requireName(rule.name(), before == null ? null : before.id());
    }

    /** Puts a rule that has ended in force again, without its date where that is over. @throws NotFound where there is none */
    @Transactional
    public SilenceRule bringBack(Caller by, long id) {
        SilenceRule rule = find(by, id);
        Optional<Instant> until = rule.until().filter(end -> end.isAfter(clock.instant()));
        return change(by, id, new NewRule(rule.name(), rule.match(), rule.reason(), until));
    }

    /**
     * Ends a rule: what it silenced counts again.
     *
     * @throws NotFound where there is none
     * @throws Conflict where somebody else changed it at the same time
     */
    @Transactional
    public SilenceRule end(Caller by, long id) {
        SilenceRule seen = find(by, id);
        requireRight(by, seen.match());
        SilenceRule rule = held.rule(seen, List.of());
        end(rule);
        SilenceRule ended = rows.find(id).orElseThrow();
        audit.rule(by.actor(), "ended", rule, ended);
        return ended;
    }

    /** Rules in force whose date has come. */
    @Transactional(readOnly = true)
    List<Long> due() {
        return rows.due(clock.instant());
    }

    /** Ends a rule whose date has come. @return whether it was there to be ended */
    @Transactional
    boolean expire(long id) {
        Instant now = clock.instant();
        Optional<SilenceRule> due = rows.find(id)
                .map(seen -> held.rule(seen, List.of()))
                .filter(SilenceRule::inForce)
                .filter(rule -> rule.until().filter(end -> !end.isAfter(now)).isPresent());
        due.ifPresent(rule -> {
            end(rule);
            audit.rule(Actor.SYSTEM, "ended", rule, rows.find(id).orElseThrow());
        });
        return due.isPresent();
    }

    /** @param rule the projects that it is about are locked by the transaction */
    void end(SilenceRule rule) {
        Map<Long, RoaringBitmap> had = hits.ofRule(rule.id());
        List<Project> locked = projects.lock(had.keySet());
        rows.end(rule.id(), clock.instant());
        locked.forEach(
                project -> settling.settleAndJudge(project, had.getOrDefault(project.id(), new RoaringBitmap())));
    }

    /** What a rule matches in a project, as of these imports. */
    private record Scouted(String imports, RoaringBitmap matched) {}

    /** Looks before anything is locked: that may take seconds, for which imports need not wait. */
    private Map<Long, Scouted> scout(Match match) {
        var scouted = new HashMap<Long, Scouted>();
        projects.named().stream()
                .filter(project -> match.isAbout(project.name()))
                .forEach(project -> {
                    String imports = statements.importsOf(project.name());
                    scouted.put(project.id(), new Scouted(imports, findings.of(project.id(), match)));
                });
        return scouted;
    }

    /** What was scouted, or found anew where an import came since. @param project locked by the transaction */
    private RoaringBitmap matched(Project project, Match match, Map<Long, Scouted> scouted) {
        Scouted before = scouted.get(project.id());
        return before != null && before.imports().equals(statements.importsOf(project.name()))
                ? before.matched()
                : findings.of(project.id(), match);
    }

    /** Finds anew what the rule matches, and settles what that changes; the projects it is, and was, about are locked. */
    private void bring(long ruleId, Match match, Map<Long, Scouted> scouted) {
        Map<Long, RoaringBitmap> had = hits.ofRule(ruleId);
        Set<Long> ids = new HashSet<>(had.keySet());
        about(match).forEach(project -> ids.add(project.id()));
        for (Project project : projects.lock(ids)) {
            RoaringBitmap matched =
                    match.isAbout(project.name()) ? matched(project, match, scouted) : new RoaringBitmap();
            RoaringBitmap before = had.getOrDefault(project.id(), new RoaringBitmap());
            if (!matched.equals(before)) {
                hits.replace(ruleId, project.id(), matched);
            }
            // Also what stays: the rule may have been out of force.
            settling.settleAndJudge(project, RoaringBitmap.or(before, matched));
        }
    }

    private void requireName(String name, @Nullable Long except) {
        if (lists.hasName(name, except)) {
            throw new Conflict("There is a silence rule " + name + " already.");
        }
    }

    /** A rule for one project asks for the security role there; a wider one for that of all projects. */
    public static boolean mayKeep(Caller by, Match match) {
        return isOfOneProject(match) ? by.mayTriage(match.project().orElseThrow()) : by.mayTriageEverywhere();
    }

    private static boolean isOfOneProject(Match match) {
        return match.project().filter(name -> !name.contains("*")).isPresent();
    }

    private static void requireRight(Caller by, Match match) {
        if (!mayKeep(by, match)) {
            throw new NotPermitted(
                    isOfOneProject(match)
                            ? "Only the security role of the project silences findings by rule."
                            : "Only the security role of all projects makes rules for all of them; name one project.");
        }
    }
}

package dev.winnow.triage;

import dev.winnow.finding.FactReader;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingKeys;
import dev.winnow.finding.FindingsJoined;
import dev.winnow.finding.Recorder;
import dev.winnow.finding.identity.WideKey;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Brings what was said before to what a scan finds: decisions that hold everywhere and silence rules reach new findings, and
 * decisions end where the finding has changed in a way that ends them. Costs what the scan says anew.
 */
@Service
public class Standing {
    private final DecisionRows decisions;
    private final WideKeys wideKeys;
    private final FindingKeys keys;
    private final RuleRows rules;
    private final RuleHits hits;
    private final FactReader facts;
    private final Settling settling;
    private final Projects projects;
    private final Clock clock;

    Standing(
            DecisionRows decisions,
            WideKeys wideKeys,
            FindingKeys keys,
            RuleRows rules,
            RuleHits hits,
            FactReader facts,
            Settling settling,
            Projects projects,
            Clock clock) {
        this.decisions = decisions;
        this.wideKeys = wideKeys;
        this.keys = keys;
        this.rules = rules;
        this.hits = hits;
        this.facts = facts;
        this.settling = settling;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * Applies it to a scan that was just recorded. Part of the import's transaction, which judges the build afterwards.
     *
     * @param project locked by the transaction
     * @param at when the scan finished
     */
    public void apply(Project project, Recorder.Recorded recorded, Instant at) {
        Instant now = clock.instant();
        RoaringBitmap changed = new RoaringBitmap();
        changed.or(reachEverywhere(project, recorded.created(), now));
        RoaringBitmap known = RoaringBitmap.andNot(recorded.written(), recorded.created());
        decisions.changed(project.id(), known).forEach((why, findings) -> {
            decisions.end(project.id(), findings, now, why, null);
            changed.or(findings);
        });
        changed.or(followRules(project, recorded, at));
        // What is silenced when it is first heard of never counted, not even between the scan and its import.
        settling.settle(project, RoaringBitmap.and(changed, recorded.created()), at.isBefore(now) ? at : now);
        settling.settle(project, RoaringBitmap.andNot(changed, recorded.created()), now);
    }

    private RoaringBitmap reachEverywhere(Project project, RoaringBitmap created, Instant now) {
        var reached = new RoaringBitmap();
        if (created.isEmpty() || !wideKeys.any()) {
            return reached;
        }
        Map<Integer, List<WideKey>> known = keys.of(project.id(), created);
        Map<WideKey, Long> everywhere =
                wideKeys.of(known.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
        var byDecision = new HashMap<Long, RoaringBitmap>();
        known.forEach((number, itsKeys) -> itsKeys.stream()
                .flatMap(key -> Stream.ofNullable(everywhere.get(key)))
                .max(Long::compare)
                .ifPresent(decision -> byDecision
                        .computeIfAbsent(decision, id -> new RoaringBitmap())
                        .add((int) number)));
        byDecision.forEach((decision, findings) -> {
            decisions.add(decision, project.id(), findings, now);
            reached.or(findings);
        });
        return reached;
    }

    /** @return findings that rules match now and did not before, or the other way round */
    private RoaringBitmap followRules(Project project, Recorder.Recorded recorded, Instant at) {
        var changed = new RoaringBitmap();
        List<SilenceRule> inForce = rules.inForce(project.name());
        Set<Long> excepted = inForce.isEmpty() ? Set.of() : hits.exceptedIn(project.id());
        List<SilenceRule> about =
                inForce.stream().filter(rule -> !excepted.contains(rule.id())).toList();
        if (about.isEmpty()) {
            return changed;
        }
        Map<Long, RoaringBitmap> before = hits.ofProject(project.id());
        var matching = new RuleMatching(about);
        var hit = new ArrayList<SilenceRule>();
        facts.read(project.id(), recorded.written(), matching::look);
        for (SilenceRule rule : about) {
            RoaringBitmap had = before.getOrDefault(rule.id(), new RoaringBitmap());
            RoaringBitmap has = RoaringBitmap.andNot(had, recorded.written());
            has.or(matching.matched(rule));
            if (!has.equals(had)) {
                hits.replace(rule.id(), project.id(), has);
                changed.or(RoaringBitmap.xor(had, has));
            }
            if (RoaringBitmap.intersects(has, recorded.content().all())) {
                hit.add(rule);
            }
        }
        hits.hitAt(hit, at);
        return changed;
    }

    /** What was decided on an absorbed finding is said of the one that is left. */
    @EventListener
    void on(FindingsJoined joined) {
        Project project = projects.lock(joined.projectId());
        var left = new RoaringBitmap();
        var absorbedNumbers = new RoaringBitmap();
        joined.survivors().forEach((absorbed, survivor) -> {
            long survivorId = FindingId.of(project.id(), survivor);
            decisions.join(FindingId.of(project.id(), absorbed), survivorId);
            decisions.endAllButNewest(survivorId, clock.instant());
            left.add((int) survivor);
            absorbedNumbers.add((int) absorbed);
        });
        hits.join(project.id(), joined.survivors());
        settling.forget(project, absorbedNumbers);
        settling.settle(project, left);
    }
}

package dev.winnow.policy;

import dev.winnow.finding.BuildContent;
import dev.winnow.importers.Severity;
import dev.winnow.policy.SeenByGuards.Seen;
import dev.winnow.policy.language.Answer;
import dev.winnow.policy.language.Asked;
import dev.winnow.policy.language.Attribute;
import dev.winnow.policy.language.Effect;
import dev.winnow.policy.language.Policy;
import dev.winnow.policy.language.PolicyRule;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Applies policies to builds. Findings that are alike in what their build says of them (severity, guard, whether they are
 * new or exploited) are judged together; only where a rule asks for more are they looked at one by one. A finding of
 * several guards is judged for each of them, and the worst counts.
 */
@Component
class Gate {
    private static final Set<Attribute> OF_GUARD = Set.of(Attribute.GUARD, Attribute.CATEGORY, Attribute.STAGE);

    private final SeenByGuards seenByGuards;

    Gate(SeenByGuards seenByGuards) {
        this.seenByGuards = seenByGuards;
    }

    /** Findings that a condition cannot tell apart by what the build says. */
    private record Alike(Map<String, Object> attributes, RoaringBitmap findings) {}

    /** @param at as of when: rules end, and findings age */
    Verdict judge(Policy policy, Project project, Build build, BuildContent content, Answers answers, Instant at) {
        List<PolicyRule> rules =
                policy.rules().stream().filter(rule -> rule.isInForce(at)).toList();
        boolean asksGuards = policy.attributes().stream().anyMatch(OF_GUARD::contains)
                || rules.stream().anyMatch(rule -> rule.when().asksBuild());
        List<Seen> seen = asksGuards ? seenByGuards.of(content) : List.of();
        Map<String, Object> ofBuild = ofBuild(project, build, seen);
        Map<String, Object> ofProject = ofProject(project);
        var decided = new RoaringBitmap[rules.size()];
        Arrays.setAll(decided, rule -> new RoaringBitmap());
        for (Alike alike : alike(policy.attributes(), content, seen)) {
            var asked = new Asked(alike.attributes(), ofBuild, ofProject);
            RoaringBitmap rest = alike.findings();
            for (int i = 0; i < decided.length && !rest.isEmpty(); i++) {
                RoaringBitmap matching = matching(rules.get(i), project, asked, rest, answers, at);
                decided[i].or(matching);
                rest = RoaringBitmap.andNot(rest, matching);
            }
        }
        var reasons = new ArrayList<Verdict.Reason>();
        for (int i = 0; i < decided.length; i++) {
            PolicyRule rule = rules.get(i);
            if (rule.effect() != Effect.IGNORE && !decided[i].isEmpty()) {
                reasons.add(new Verdict.Reason(
                        rule.name(), rule.effect(), rule.message(), decided[i].getCardinality(), decided[i]));
            }
        }
        return Verdict.of(reasons);
    }

    private static RoaringBitmap matching(
            PolicyRule rule, Project project, Asked asked, RoaringBitmap findings, Answers answers, Instant at) {
        Answer answer = rule.when().holdsFor(asked);
        return switch (answer) {
            case YES -> findings;
            case NO -> new RoaringBitmap();
            case UNKNOWN -> answers.matching(project.id(), rule.when(), asked, findings, at);
        };
    }

    /** The findings that count, by all that the policy may ask and the build can answer. */
    private static List<Alike> alike(Set<Attribute> wanted, BuildContent content, List<Seen> seen) {
        List<Alike> alike = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            alike.add(new Alike(Map.of(Attribute.SEVERITY.word(), severity.name()), content.standing(severity)));
        }
        if (wanted.contains(Attribute.KEV)) {
            alike = split(alike, Attribute.KEV, content.all().exploited());
        }
        if (wanted.contains(Attribute.IS_NEW)) {
            alike = split(alike, Attribute.IS_NEW, content.fresh());
        }
        if (wanted.stream().anyMatch(OF_GUARD::contains)) {
            alike = byGuard(alike, seen);
        }
        alike.removeIf(some -> some.findings().isEmpty());
        return alike;
    }

    private static List<Alike> split(List<Alike> alike, Attribute attribute, RoaringBitmap having) {
        var finer = new ArrayList<Alike>();
        for (Alike some : alike) {
            finer.add(with(some, Map.of(attribute.word(), true), RoaringBitmap.and(some.findings(), having)));
            finer.add(with(some, Map.of(attribute.word(), false), RoaringBitmap.andNot(some.findings(), having)));
        }
        return finer;
    }

    private static List<Alike> byGuard(List<Alike> alike, List<Seen> seen) {
        var finer = new ArrayList<Alike>();
        for (Seen one : seen) {
            Guard guard = one.guard();
            Map<String, Object> attributes = Map.of(
                    Attribute.GUARD.word(), guard.name(),
                    Attribute.CATEGORY.word(), guard.category().word(),
                    Attribute.STAGE.word(), guard.stage().word());
            alike.forEach(
                    some -> finer.add(with(some, attributes, RoaringBitmap.and(some.findings(), one.findings()))));
        }
        return finer;
    }

    private static Alike with(Alike some, Map<String, Object> more, RoaringBitmap findings) {
        var attributes = new HashMap<>(some.attributes());
        attributes.putAll(more);
        return new Alike(attributes, findings);
    }

    private static Map<String, Object> ofBuild(Project project, Build build, List<Seen> seen) {
        var attributes = new HashMap<String, Object>();
        attributes.put("id", build.ciId());
        attributes.put("commit", build.commitSha());
        attributes.put("branch", build.branch());
        attributes.put("tracked", build.branch().equals(project.trackedBranch()));
        build.changeId().ifPresent(change -> attributes.put("change", change));
        attributes.put("guards", seen.stream().map(some -> some.guard().name()).toList());
        return attributes;
    }

    private static Map<String, Object> ofProject(Project project) {
        var attributes = new HashMap<String, Object>();
        attributes.put("name", project.name());
        attributes.put("trackedBranch", project.trackedBranch());
        if (project.team() != null) {
            attributes.put("team", project.team());
        }
        return attributes;
    }
}

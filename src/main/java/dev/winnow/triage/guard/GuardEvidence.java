package dev.winnow.triage.guard;

import dev.winnow.access.Caller;
import dev.winnow.access.Colleagues;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.Findings;
import dev.winnow.finding.GuardRules;
import dev.winnow.finding.GuardRules.Said;
import dev.winnow.finding.GuardRules.Seen;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Projects;
import dev.winnow.triage.JudgedFindings;
import dev.winnow.triage.JudgedFindings.Opinion;
import dev.winnow.triage.JudgedFindings.Why;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what shows that a rule of a guard is wrong, from findings that people called false positives. */
@Service
@Transactional(readOnly = true)
public class GuardEvidence {
    /** False positives that are shown. */
    private static final int SAMPLES = 10;

    private final GuardReviews reviews;
    private final GuardRules guards;
    private final JudgedFindings judged;
    private final Findings findings;
    private final Projects projects;
    private final Colleagues people;

    GuardEvidence(
            GuardReviews reviews,
            GuardRules guards,
            JudgedFindings judged,
            Findings findings,
            Projects projects,
            Colleagues people) {
        this.reviews = reviews;
        this.guards = guards;
        this.judged = judged;
        this.findings = findings;
        this.projects = projects;
        this.people = people;
    }

    /**
     * @param project the only one; empty: all that the caller may read
     * @throws NotFound where no guard of that name runs there, or it has seen nothing of that rule
     */
    public Evidence of(Caller by, String guard, String rule, Optional<String> project) {
        Map<Long, RoaringBitmap> seen = reviews.seen(reviews.readable(by, project), guard).stream()
                .collect(Collectors.toMap(Seen::projectId, Seen::findings));
        Map<Long, Map<Opinion, RoaringBitmap>> said = judged.of(seen.keySet());
        Map<Long, Map<String, RoaringBitmap>> byRule = guards.byRule(seen.keySet());
        var counts = new EnumMap<Opinion, Integer>(Opinion.class);
        var wrong = new ArrayList<Long>();
        int all = 0;
        long newest = 0;
        for (var entry : seen.entrySet()) {
            long in = entry.getKey();
            RoaringBitmap its = RoaringBitmap.and(
                    byRule.getOrDefault(in, Map.of()).getOrDefault(rule, new RoaringBitmap()), entry.getValue());
            all += its.getCardinality();
            newest = its.isEmpty() ? newest : Math.max(newest, FindingId.of(in, its.last()));
            said.getOrDefault(in, Map.of()).forEach((opinion, numbers) -> {
                RoaringBitmap both = RoaringBitmap.and(numbers, its);
                if (!both.isEmpty()) {
                    counts.merge(opinion, both.getCardinality(), Integer::sum);
                }
                if (opinion == Opinion.FALSE_POSITIVE) {
                    newest(both, in, wrong);
                }
            });
        }
        if (all == 0) {
            throw new NotFound("Guard " + guard + " has seen nothing of the rule " + rule + ".");
        }
        int undecided =
                all - counts.values().stream().mapToInt(Integer::intValue).sum();
        wrong.sort(Comparator.reverseOrder());
        return evidence(
                guard,
                new RuleTally(rule, newest, counts, undecided),
                wrong.stream().limit(SAMPLES).toList());
    }

    /** Only the newest of each project can be among the newest of all. */
    private static void newest(RoaringBitmap numbers, long project, List<Long> ids) {
        var newestFirst = numbers.getReverseIntIterator();
        for (int i = 0; i < SAMPLES && newestFirst.hasNext(); i++) {
            ids.add(FindingId.of(project, newestFirst.next()));
        }
    }

    private Evidence evidence(String guard, RuleTally tally, List<Long> samples) {
        List<Long> asked = samples.isEmpty() ? List.of(tally.example()) : samples;
        Map<Long, Said> said = guards.said(guard, asked);
        Map<Long, Why> why = judged.why(samples);
        List<Finding> wrong = findings.ofIds(samples);
        List<Evidence.Sample> shown = wrong.stream()
                .map(finding -> sample(finding, said.get(finding.id()), why.get(finding.id())))
                .toList();
        Collection<Said> all = said.values();
        return new Evidence(
                guard,
                all.stream().map(Said::tool).findFirst().orElse(guard),
                List.copyOf(all.stream()
                        .flatMap(one -> one.toolVersion().stream())
                        .collect(Collectors.toCollection(TreeSet::new))),
                tally,
                asked.stream()
                        .flatMap(id -> Stream.ofNullable(said.get(id)))
                        .map(Said::rule)
                        .findFirst(),
                shown,
                names(wrong));
    }

    /** What nobody else should read in an issue: also of projects that the caller may not read, where a reason names them. */
    private Set<String> names(List<Finding> samples) {
        Set<String> names = new HashSet<>(people.names());
        projects.findAllByOrderByName().forEach(project -> names.add(project.name()));
        samples.stream()
                .filter(finding -> finding.kind() == Kind.WEB)
                .flatMap(finding -> host(finding.place()).stream())
                .forEach(names::add);
        return names;
    }

    private static Optional<String> host(@Nullable String place) {
        if (place == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(URI.create(address(place)).getHost());
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The address in a place that may start with a method. */
    private static String address(String place) {
        int at = place.indexOf("://");
        return at < 0 ? place : place.substring(place.lastIndexOf(' ', at) + 1);
    }

    private static Evidence.Sample sample(Finding finding, @Nullable Said said, @Nullable Why why) {
        // Importers mask secrets; what stands around one may still help to find it.
        boolean secret = finding.kind() == Kind.SECRET;
        Optional<Said> told = Optional.ofNullable(said).filter(one -> !secret);
        return new Evidence.Sample(
                finding.projectName(),
                why == null ? "" : why.author(),
                finding.kind() == Kind.WEB,
                location(finding),
                told.flatMap(one -> one.details().locations().stream().findFirst())
                        .map(GuardEvidence::text)
                        .orElse(""),
                told.map(one -> one.details().message()).orElse(""),
                why == null ? "" : why.reason());
    }

    private static String text(Location location) {
        String text = location.snippet() == null ? location.context() : location.snippet();
        return text == null ? "" : text.stripTrailing();
    }

    private static String location(Finding finding) {
        var parts = new ArrayList<String>();
        if (finding.packageName() != null) {
            String version = finding.packageVersion();
            parts.add(finding.packageName() + (version == null ? "" : " " + version));
        }
        String place = finding.place();
        if (place != null && !place.isBlank()) {
            parts.add(finding.kind() == Kind.WEB ? withoutHost(place) : place + line(finding));
        }
        if (finding.parameter() != null && !finding.parameter().isBlank()) {
            parts.add("parameter " + finding.parameter());
        }
        return String.join(", ", parts);
    }

    private static String line(Finding finding) {
        return finding.line() > 0 ? ":" + finding.line() : "";
    }

    /** The path of an address: which host has it, and what was asked of it, is nobody else's business. */
    private static String withoutHost(String place) {
        int at = place.indexOf("://");
        String address = address(place);
        String before = at < 0 ? "" : place.substring(0, place.lastIndexOf(' ', at) + 1);
        try {
            String path = URI.create(address).getRawPath();
            return before + (path == null || path.isEmpty() ? "/" : path);
        } catch (IllegalArgumentException unreadable) {
            return before + "an address";
        }
    }
}

package dev.winnow.triage.vex;

import dev.winnow.access.Caller;
import dev.winnow.triage.StatementRules;
import dev.winnow.triage.vex.VexEverywhere.InProject;
import dev.winnow.triage.vex.VexEverywhere.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells readers what became of a document for all projects in those that they may read, and of no other. */
@Component
class VexTold {
    private final VexRows rows;
    private final StatementRules rules;

    VexTold(VexRows rows, StatementRules rules) {
        this.rows = rows;
        this.rules = rules;
    }

    /** Of a statement that no project took in. */
    static VexResult ofNobody(int position, VexStatement statement) {
        return VexResult.of(position, statement, VexOutcome.OTHER_PRODUCT, NOBODY);
    }

    private static final String NOBODY = "No project of yours, and none of their targets, has the name of the product."
            + " Send it again once there is one.";

    /** How many statements came to what; told of all projects alone, as others are told of each statement by what they see. */
    Map<VexOutcome, Integer> outcomes(Caller by, long documentId) {
        return by.mayReadEverything() ? rows.outcomes(documentId) : Map.of();
    }

    /** @param after position of the last statement of the page before; 0 at the start */
    List<Result> to(Caller by, long documentId, int after, int limit) {
        List<VexResult> page = rows.results(documentId, after, limit);
        if (page.isEmpty()) {
            return List.of();
        }
        int first = page.getFirst().position();
        int last = page.getLast().position();
        Map<Long, String> names = rows.projects().stream()
                .filter(project -> by.mayRead(project.name()))
                .collect(Collectors.toMap(VexRows.Named::id, VexRows.Named::name));
        Map<Integer, List<VexRows.Part>> parts =
                rows.parts(documentId, first, last).stream().collect(Collectors.groupingBy(VexRows.Part::position));
        Map<Long, Map<Long, Integer>> counts = rules.counts(
                page.stream().flatMap(result -> result.rule().stream()).toList());
        Set<Integer> speaking = by.mayReadEverything() ? Set.of() : rows.speaking(documentId, first, last);
        return page.stream()
                .map(whole -> {
                    List<InProject> visible = whole.rule()
                            .map(rule -> ofRule(whole, counts.getOrDefault(rule, Map.of()), names))
                            .orElseGet(() -> ofParts(parts.getOrDefault(whole.position(), List.of()), names));
                    return new Result(
                            by.mayReadEverything()
                                    ? whole
                                    : narrowed(whole, visible, speaking.contains(whole.position())),
                            visible);
                })
                .toList();
    }

    /** The whole, of what can be seen. @param speaks whether it is about all projects itself */
    private static VexResult narrowed(VexResult whole, List<InProject> visible, boolean speaks) {
        int findings = visible.stream().mapToInt(InProject::findings).sum();
        if (speaks) {
            boolean silences = whole.outcome() == VexOutcome.APPLIED || whole.outcome() == VexOutcome.MATCHES_NOTHING;
            return silences
                    ? whole.with(findings > 0 ? VexOutcome.APPLIED : VexOutcome.MATCHES_NOTHING, findings, whole.why())
                    : whole;
        }
        return visible.stream()
                .min(Comparator.comparing(InProject::outcome))
                .map(best -> whole.with(best.outcome(), findings, best.why()))
                .orElseGet(() -> whole.with(VexOutcome.OTHER_PRODUCT, 0, NOBODY));
    }

    private static List<InProject> ofRule(VexResult whole, Map<Long, Integer> counts, Map<Long, String> names) {
        if (whole.outcome() == VexOutcome.SUPERSEDED) {
            return List.of();
        }
        return counts.entrySet().stream()
                .flatMap(count -> Optional.ofNullable(names.get(count.getKey())).stream()
                        .map(name -> new InProject(name, VexOutcome.APPLIED, count.getValue(), "")))
                .sorted(Comparator.comparing(InProject::project))
                .toList();
    }

    private static List<InProject> ofParts(List<VexRows.Part> parts, Map<Long, String> names) {
        return parts.stream()
                .flatMap(part -> Optional.ofNullable(names.get(part.project())).stream()
                        .map(name -> new InProject(name, part.outcome(), part.findings(), part.why())))
                .sorted(Comparator.comparing(InProject::project))
                .toList();
    }
}

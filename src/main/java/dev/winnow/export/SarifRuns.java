package dev.winnow.export;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.ReportedFindings;
import dev.winnow.finding.SightingDetails;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.triage.Silencers;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Writes findings as SARIF: a run for each guard of each project, a finding in the run of the guard that says most of it. */
@Component
class SarifRuns {
    private static final int CHUNK = 500;

    private final ReportedFindings reported;
    private final FindingLines lines;
    private final Silencers silencers;
    private final Guards guards;
    private final Projects projects;

    SarifRuns(ReportedFindings reported, FindingLines lines, Silencers silencers, Guards guards, Projects projects) {
        this.reported = reported;
        this.lines = lines;
        this.silencers = silencers;
        this.guards = guards;
        this.projects = projects;
    }

    /** What one guard reported. @param rules rows of its rules @param worst the severest of its findings, by the rule's id */
    private record OfGuard(RoaringBitmap findings, Map<Long, Kind> rules, Map<String, Severity> worst) {
        OfGuard() {
            this(new RoaringBitmap(), new LinkedHashMap<>(), new HashMap<>());
        }

        void add(ReportedFindings.By its) {
            rules.put(its.rule(), its.kind());
            worst.merge(its.ruleId(), its.severity(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
    }

    void write(FindingSelection selection, OutputStream out) {
        try (var sarif = new SarifText(out)) {
            selection
                    .findings()
                    .forEach((id, numbers) -> projects.findById(id)
                            .ifPresent(project -> write(project, numbers, selection.root(), sarif)));
            sarif.end();
        }
    }

    private void write(Project project, RoaringBitmap numbers, String root, SarifText sarif) {
        Silencers.InProject silenced = silencers.in(project.id());
        byGuard(project, numbers).forEach((guardId, its) -> {
            Optional<Guard> guard = guards.findById(guardId);
            sarif.startRun(project.name(), guard);
            Map<String, Integer> rules = new HashMap<>();
            for (List<Long> rows : batches(its.rules().keySet())) {
                reported.rules(rows).forEach((row, rule) -> {
                    if (rules.putIfAbsent(rule.id(), rules.size()) == null) {
                        sarif.rule(
                                rule,
                                its.rules().getOrDefault(row, Kind.CODE),
                                its.worst().getOrDefault(rule.id(), Severity.UNKNOWN));
                    }
                });
            }
            sarif.startResults();
            for (RoaringBitmap chunk : Chunks.of(its.findings(), CHUNK)) {
                List<FindingLine> read = lines.read(project.id(), chunk, silenced, root);
                Map<Long, SightingDetails> details = reported.details(
                        read.stream().map(line -> line.finding().id()).toList());
                for (FindingLine line : read) {
                    Finding finding = line.finding();
                    sarif.result(
                            line,
                            Optional.ofNullable(rules.get(finding.ruleId())),
                            Optional.ofNullable(details.get(finding.id())));
                }
            }
            sarif.endRun();
        });
    }

    /** Which guard says most of which findings; 0 for what no report has any more. */
    private Map<Long, OfGuard> byGuard(Project project, RoaringBitmap numbers) {
        var byGuard = new TreeMap<Long, OfGuard>();
        for (RoaringBitmap chunk : Chunks.of(numbers, CHUNK)) {
            List<Long> ids = chunk.stream()
                    .mapToObj(number -> FindingId.of(project.id(), number))
                    .toList();
            Map<Long, ReportedFindings.By> by = reported.by(ids);
            for (long id : ids) {
                ReportedFindings.By its = by.get(id);
                OfGuard of = byGuard.computeIfAbsent(its == null ? 0L : its.guardId(), guard -> new OfGuard());
                of.findings().add(FindingId.number(id));
                if (its != null) {
                    of.add(its);
                }
            }
        }
        return byGuard;
    }

    private static List<List<Long>> batches(Set<Long> rows) {
        var all = List.copyOf(rows);
        var batches = new ArrayList<List<Long>>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            batches.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
        return batches;
    }
}

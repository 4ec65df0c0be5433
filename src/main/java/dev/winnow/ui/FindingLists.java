package dev.winnow.ui;

import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.OpenFindings;
import dev.winnow.finding.ScanContent;
import dev.winnow.project.Project;
import dev.winnow.project.SeverityCounts;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid.Pages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Findings in pages, worst first; a page costs two statements, one more for each severity it spans. */
@Service
class FindingLists {
    private final Findings findings;
    private final OpenFindings open;

    FindingLists(Findings findings, OpenFindings open) {
        this.findings = findings;
        this.open = open;
    }

    /** @param content says how severe they are */
    Pages<FindingRow> ofSet(long projectId, RoaringBitmap set, ScanContent content) {
        return (offset, limit) -> rows(findings.page(projectId, set, content, offset, limit));
    }

    /**
     * A list, and what is in it.
     *
     * @param counts empty where only reading all of it would tell
     */
    record Listed(Pages<FindingRow> pages, Optional<SeverityCounts> counts) {}

    /** What the query asks for; with counts where sets know them. */
    Listed of(FindingQuery query) {
        return query.project()
                .flatMap(project -> open.of(project, query.filter())
                        .map(chosen -> new Listed(
                                ofSet(project.id(), chosen.numbers(), chosen.content()), Optional.of(chosen.counts()))))
                .orElseGet(() -> new Listed(walked(query), Optional.empty()));
    }

    private Pages<FindingRow> walked(FindingQuery query) {
        Long project = query.project().map(Project::id).orElse(null);
        var keyset = new Keyset<Finding>((last, limit) -> findings.list(
                project, query.filter(), last == null ? null : new Findings.After(last.severity(), last.id()), limit));
        return (offset, limit) -> rows(keyset.page(offset, limit));
    }

    private List<FindingRow> rows(List<Finding> page) {
        Map<Long, List<String>> guards =
                findings.guardsOf(page.stream().map(Finding::id).toList());
        return page.stream()
                .map(finding -> new FindingRow(finding, guards.getOrDefault(finding.id(), List.of())))
                .toList();
    }
}

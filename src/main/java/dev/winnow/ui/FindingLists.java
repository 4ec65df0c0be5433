package dev.winnow.ui;

import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.OpenFindings;
import dev.winnow.finding.ScanContent;
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
    private final Readable readable;

    FindingLists(Findings findings, OpenFindings open, Readable readable) {
        this.findings = findings;
        this.open = open;
        this.readable = readable;
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
        // Asked anew for each page: what the caller may read can change while the list is open.
        var keyset = new Keyset<Finding>((last, limit) -> {
            Findings.After after = last == null ? null : new Findings.After(last.severity(), last.id());
            return query.project()
                    .map(one -> List.of(one.id()))
                    .or(readable::limits)
                    .map(ids -> findings.list(ids, query.filter(), after, limit))
                    .orElseGet(() -> findings.list((Long) null, query.filter(), after, limit));
        });
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

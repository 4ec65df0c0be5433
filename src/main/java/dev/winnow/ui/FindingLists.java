package dev.winnow.ui;

import dev.winnow.discussion.Marked;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.ScanContent;
import dev.winnow.search.Facet;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.FoundFindings;
import dev.winnow.ui.parts.LazyGrid;
import dev.winnow.ui.parts.LazyGrid.Pages;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Findings in pages, worst first; a page costs four statements, one more for each severity it spans. */
@Service
class FindingLists {
    private final Findings findings;
    private final Marks marks;
    private final FindingIndex index;
    private final Readable readable;

    FindingLists(Findings findings, Marks marks, FindingIndex index, Readable readable) {
        this.findings = findings;
        this.marks = marks;
        this.index = index;
        this.readable = readable;
    }

    /** @param content says how severe they are */
    Pages<FindingRow> ofSet(long projectId, RoaringBitmap set, ScanContent content) {
        return (offset, limit) -> rows(findings.page(projectId, set, content, offset, limit));
    }

    /** These findings, in the given order. */
    Pages<FindingRow> ofIds(List<Long> ids) {
        return (offset, limit) ->
                rows(findings.ofIds(ids.stream().skip(offset).limit(limit).toList()));
    }

    /** A list, and what the index says of all that is in it. */
    record Listed(Pages<FindingRow> pages, FoundFindings found) {}

    /**
     * What the query asks for.
     *
     * @throws dev.winnow.search.IndexUnavailable where nothing can be searched now
     */
    Listed of(FindingQuery query) {
        FoundFindings first = find(query, 0, LazyGrid.PAGE, EnumSet.allOf(Facet.class));
        List<FindingRow> start = rows(first);
        return new Listed(
                (offset, limit) -> offset == 0 && limit <= LazyGrid.PAGE
                        ? start.subList(0, Math.min(limit, start.size()))
                        : rows(find(query, offset, limit, Set.of())),
                first);
    }

    private FoundFindings find(FindingQuery query, int offset, int limit, Set<Facet> facets) {
        return index.find(readable.caller(), query.query(), query.order(), offset, limit, facets);
    }

    private List<FindingRow> rows(FoundFindings found) {
        Map<Long, List<String>> guards = guards(found.findings());
        Map<Long, Marked> marked =
                marks.on(found.findings().stream().map(Finding::id).toList());
        return found.hits().stream()
                .map(hit -> new FindingRow(
                        hit.finding(),
                        guards.getOrDefault(hit.finding().id(), List.of()),
                        hit.highlights(),
                        marked.getOrDefault(hit.finding().id(), Marked.NOTHING)))
                .toList();
    }

    private List<FindingRow> rows(List<Finding> page) {
        Map<Long, List<String>> guards = guards(page);
        Map<Long, Marked> marked = marks.on(page.stream().map(Finding::id).toList());
        return page.stream()
                .map(finding -> new FindingRow(
                        finding,
                        guards.getOrDefault(finding.id(), List.of()),
                        Map.of(),
                        marked.getOrDefault(finding.id(), Marked.NOTHING)))
                .toList();
    }

    private Map<Long, List<String>> guards(List<Finding> page) {
        return findings.guardsOf(page.stream().map(Finding::id).toList());
    }
}

package dev.winnow.ui;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.Findings;
import dev.winnow.ui.parts.LazyGrid.Pages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Findings that silence rules match, in pages: project by project, in the order they were found. */
@Service
class RuleFindings {
    private final Findings findings;
    private final Readable readable;

    RuleFindings(Findings findings, Readable readable) {
        this.findings = findings;
        this.readable = readable;
    }

    /** @param sets numbers of findings by the project's id; those of projects that the caller may not read are left out */
    Pages<FindingRow> pages(Map<Long, RoaringBitmap> sets) {
        return (offset, limit) -> rows(sets, offset, limit);
    }

    private List<FindingRow> rows(Map<Long, RoaringBitmap> sets, int offset, int limit) {
        Optional<Set<Long>> limits = readable.limits().map(HashSet::new);
        var ids = new ArrayList<Long>();
        int pass = offset;
        for (var set : new TreeMap<>(sets).entrySet()) {
            if (limits.isPresent() && !limits.get().contains(set.getKey())) {
                continue;
            }
            int size = set.getValue().getCardinality();
            for (int rank = pass; rank < size && ids.size() < limit; rank++) {
                ids.add(FindingId.of(set.getKey(), set.getValue().select(rank)));
            }
            pass = Math.max(0, pass - size);
        }
        List<Finding> page = findings.ofIds(ids);
        Map<Long, List<String>> guards = findings.guardsOf(ids);
        return page.stream()
                .map(finding -> new FindingRow(finding, guards.getOrDefault(finding.id(), List.of())))
                .toList();
    }
}

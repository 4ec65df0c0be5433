package dev.winnow.ui;

import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.ScanContent;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Keyset;
import dev.winnow.ui.parts.LazyGrid.Pages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Findings in pages, worst first; a page costs two statements, one more for each severity it spans. */
@Service
class FindingLists {
    private final Findings findings;

    FindingLists(Findings findings) {
        this.findings = findings;
    }

    /** @param content says how severe they are */
    Pages<FindingRow> ofSet(long projectId, RoaringBitmap set, ScanContent content) {
        return (offset, limit) -> rows(findings.page(projectId, set, content, offset, limit));
    }

    /** @param project empty for all projects */
    Pages<FindingRow> ofStatus(Optional<Project> project, FindingStatus status) {
        var keyset = new Keyset<Finding>((last, limit) -> {
            Findings.@Nullable After after = last == null ? null : new Findings.After(last.severity(), last.id());
            return project.map(one -> findings.ofProject(one.id(), status, after, limit))
                    .orElseGet(() -> findings.everywhere(status, after, limit));
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

package dev.winnow.export;

import dev.winnow.discussion.Marked;
import dev.winnow.discussion.Marks;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Findings.SuppressedBy;
import dev.winnow.triage.Silencers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Reads findings with what is said of them, some hundred at a time. */
@Component
class FindingLines {
    private static final int CHUNK = 500;

    private final Findings findings;
    private final Marks marks;
    private final Silencers silencers;

    FindingLines(Findings findings, Marks marks, Silencers silencers) {
        this.findings = findings;
        this.marks = marks;
        this.silencers = silencers;
    }

    void to(FindingSelection selection, FindingWriter writer) throws IOException {
        for (var project : selection.findings().entrySet()) {
            Silencers.InProject silenced = silencers.in(project.getKey());
            for (RoaringBitmap chunk : Chunks.of(project.getValue(), CHUNK)) {
                for (FindingLine line : read(project.getKey(), chunk, silenced, selection.root())) {
                    writer.write(line);
                }
            }
        }
        writer.end();
    }

    /** Those that are gone since they were selected are left out. */
    List<FindingLine> read(long projectId, RoaringBitmap numbers, Silencers.InProject silenced, String root) {
        List<Finding> there =
                findings.ofNumbers(projectId, numbers.stream().boxed().toList());
        List<Long> ids = there.stream().map(Finding::id).toList();
        Map<Long, List<String>> guards = findings.guardsOf(ids);
        Map<Long, Marked> marked = marks.on(ids);
        Silencers.Said said = silenced.of(numbers);
        Map<Long, SuppressedBy> suppressed = findings.suppressed(there.stream()
                .filter(finding ->
                        finding.silenced() && said.now(finding.number()).isEmpty())
                .map(Finding::id)
                .toList());
        return there.stream()
                .map(finding -> new FindingLine(
                        finding,
                        guards.getOrDefault(finding.id(), List.of()),
                        marked.getOrDefault(finding.id(), Marked.NOTHING),
                        said.now(finding.number()),
                        Optional.ofNullable(suppressed.get(finding.id())),
                        root + "/findings/" + finding.id()))
                .toList();
    }
}

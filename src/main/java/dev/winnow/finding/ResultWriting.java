package dev.winnow.finding;

import dev.winnow.finding.identity.Match;
import dev.winnow.finding.identity.ResultTable;
import java.io.IOException;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Writes what a scan says of findings, from its results: of each finding once, and only where it is something new. */
@Component
class ResultWriting {
    private final FindingRows rows;
    private final Silencings silencings;

    ResultWriting(FindingRows rows, Silencings silencings) {
        this.rows = rows;
        this.silencings = silencings;
    }

    /**
     * Writes findings that are new, and those that the stream says something new of.
     *
     * @return which they are
     * @throws IOException where the report had to be read again and could not
     */
    RoaringBitmap write(
            Recorder.Order order,
            Surroundings before,
            ResultTable table,
            Match match,
            Found found,
            Recorder.Results results)
            throws IOException {
        RoaringBitmap toWrite = new RoaringBitmap();
        RoaringBitmap all = found.content().all();
        for (int finding : all) {
            boolean changed = order.opensAndCloses() && !before.state().saw(finding, found.digest(finding));
            if (match.isNew(finding) || changed) {
                toWrite.add(finding);
            }
        }
        if (toWrite.isEmpty()) {
            return toWrite;
        }
        var wanted = new RoaringBitmap();
        for (int row = 0; row < table.size(); row++) {
            int finding = match.findings()[row];
            if (finding != 0 && toWrite.contains(finding)) {
                wanted.add(row);
            }
        }
        var session = rows.session(order.scan(), order.stream(), order.detectedAt());
        var written = new RoaringBitmap();
        ScanContent content =
                found.content().deciding(silencings.of(order.project().id()));
        FindingStatus status = order.opensAndCloses() ? FindingStatus.OPEN : FindingStatus.ELSEWHERE;
        StoredResults.Sink sink = (row, result) -> {
            int finding = match.findings()[row];
            if (!written.checkedAdd(finding)) {
                session.alsoAt(finding, result);
                return;
            }
            session.write(new FindingRows.Entry(
                    finding,
                    match.isNew(finding),
                    status,
                    content.severity(finding),
                    content.silenced().contains(finding),
                    content.suppressed().contains(finding),
                    content.exploited().contains(finding),
                    match.passes()[row],
                    result));
        };
        StoredResults kept = results.kept();
        if (kept.hasAll(wanted)) {
            kept.read(wanted, sink);
        } else {
            var rules = new RuleText.Maker();
            results.again(wanted, (row, result) -> sink.accept(row, StoredResult.of(result, rules.of(result.rule()))));
        }
        session.finish();
        return toWrite;
    }
}

package dev.winnow.export;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.query.Query;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/**
 * Writes the findings of a query. Which ones these are is asked once, as sets of numbers; they are read and written a few
 * hundred at a time, so that it costs no more memory to export all.
 */
@Service
public class FindingExport {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FindingIndex index;
    private final FindingLines lines;
    private final SarifRuns sarif;
    private final AuditLog log;

    FindingExport(FindingIndex index, FindingLines lines, SarifRuns sarif, AuditLog log) {
        this.index = index;
        this.lines = lines;
        this.sarif = sarif;
        this.log = log;
    }

    /**
     * What the query finds now, among what the caller may read; noted in the audit log.
     *
     * @param root where Winnow's pages are, without a slash at the end
     * @throws dev.winnow.search.IndexUnavailable where nothing can be searched now
     * @throws dev.winnow.problem.Conflict while the index is made anew
     */
    public FindingSelection select(Caller by, Query query, FindingFormat format, String root) {
        index.awaitFresh(PATIENCE);
        var selection = new FindingSelection(new TreeMap<>(index.all(by, query)), root);
        log.record(
                by.actor(),
                "findings.exported",
                "findings",
                null,
                Map.of("format", format.word(), "findings", selection.size()));
        return selection;
    }

    /** Writes as it reads, by project and number, and leaves the stream open. */
    public void write(FindingSelection selection, FindingFormat format, OutputStream out) throws IOException {
        switch (format) {
            case CSV -> lines.to(selection, new FindingCsv(out));
            case XLSX -> lines.to(selection, new FindingWorkbook(out));
            case JSON -> lines.to(selection, new FindingJsonLines(out));
            case SARIF -> sarif.write(selection, out);
        }
    }
}

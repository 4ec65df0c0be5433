package dev.winnow.export;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Writes briefs. */
@Service
public class BriefExport {
    private final AuditLog log;

    BriefExport(AuditLog log) {
        this.log = log;
    }

    /** Notes in the audit log that somebody takes a brief away. */
    public void note(Caller by, QuarterBrief brief, BriefFormat format) {
        log.record(
                by.actor(),
                "brief.exported",
                "brief:" + brief.quarter(),
                null,
                Map.of("format", format.word(), "projects", brief.projects().size(), "scope", brief.scope()));
    }

    /** A frozen one byte for byte as it was, so that its hash can be checked. */
    private static void json(QuarterBrief brief, OutputStream out) throws IOException {
        if (brief.frozen().isPresent()) {
            brief.frozen().get().document().writeTo(out);
        } else {
            BriefJson.write(brief, out);
        }
    }

    /** Writes as it goes, and leaves the stream open. */
    public void write(QuarterBrief brief, BriefFormat format, OutputStream out) throws IOException {
        switch (format) {
            case CSV -> BriefCsv.write(brief, out);
            case XLSX -> BriefWorkbook.write(brief, out);
            case PDF -> BriefPdf.write(brief, out);
            case MD -> BriefMarkdown.write(brief, out);
            case JSON -> json(brief, out);
        }
    }
}

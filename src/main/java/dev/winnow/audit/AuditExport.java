package dev.winnow.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Writes the log as lines of JSON that can be verified without Winnow's database: first what the export is and where the
 * log ended then, then a record a line.
 */
@Service
public class AuditExport {
    private static final int PAGE = 1_000;

    private final AuditTrail trail;

    AuditExport(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Writes records in their order, up to where the log ends now.
     *
     * @param behind number of the last record that is not wanted; 0 for all
     * @param most so many records at most, from 1
     */
    public void write(OutputStream out, AuditFilter filter, long behind, long most) throws IOException {
        AuditHead head = trail.head();
        long after = Math.min(behind, head.seq());
        long last = filter.everything() && head.seq() - after > most ? after + most : head.seq();
        out.write(ExportLines.header(new ExportLines.Header(after, last, !filter.everything(), head)));
        long left = most;
        long from = after;
        while (left > 0) {
            int wanted = (int) Math.min(PAGE, left);
            List<AuditRecord> page = trail.after(filter, from, wanted).stream()
                    .filter(record -> record.seq() <= last)
                    .toList();
            for (AuditRecord record : page) {
                out.write(ExportLines.line(record));
            }
            if (page.size() < wanted) {
                break;
            }
            left -= page.size();
            from = page.getLast().seq();
        }
        out.flush();
    }
}

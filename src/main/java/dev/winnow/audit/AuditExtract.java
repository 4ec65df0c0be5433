package dev.winnow.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** Writes a stretch of the log in which only some records are shown, with {@link ExtractLines}. */
@Service
public class AuditExtract {
    private static final int PAGE = 1_000;

    private final AuditTrail trail;

    AuditExtract(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Records that follow each other.
     *
     * @param after number of the record before the first one; 0 at the start
     * @param hash of that record
     * @param to number of the last one; the same as {@code after} where there is none
     */
    public record Stretch(long after, String hash, long to) {}

    /** @param shown how many records are shown, and how many are left out */
    public record Written(long shown, long leftOut) {}

    /** The records of a time, which is without its end, up to a head of the log. */
    public Stretch between(Instant from, Instant to, AuditHead head) {
        long after = Math.min(before(trail.firstAt(from), head), head.seq());
        long last = Math.min(before(trail.firstAt(to), head), head.seq());
        return new Stretch(after, hash(after), Math.max(after, last));
    }

    /** What follows a stretch, up to a head of the log. */
    public Stretch behind(Stretch stretch, AuditHead head) {
        return new Stretch(stretch.to(), hash(stretch.to()), Math.max(stretch.to(), head.seq()));
    }

    private static long before(OptionalLong first, AuditHead head) {
        return first.isPresent() ? first.getAsLong() - 1 : head.seq();
    }

    private String hash(long seq) {
        return seq == 0 ? AuditHead.START : trail.find(seq).orElseThrow().hash();
    }

    /** Writes it as it reads, and leaves the stream open. */
    public Written write(OutputStream out, Stretch stretch, Predicate<AuditRecord> isShown) throws IOException {
        out.write(ExtractLines.of(new ExtractLines.Start(stretch.after(), stretch.hash(), stretch.to())));
        long shown = 0;
        long leftOut = 0;
        long last = stretch.after();
        while (last < stretch.to()) {
            List<AuditRecord> page = trail.after(AuditFilter.ALL, last, (int) Math.min(PAGE, stretch.to() - last));
            if (page.isEmpty()) {
                throw new IOException("the audit log ends before record " + stretch.to());
            }
            for (AuditRecord record : page) {
                if (isShown.test(record)) {
                    out.write(ExportLines.line(record));
                    shown++;
                } else {
                    out.write(ExtractLines.of(new ExtractLines.LeftOut(record.seq(), Chain.content(record))));
                    leftOut++;
                }
            }
            last = page.getLast().seq();
        }
        return new Written(shown, leftOut);
    }
}

package dev.winnow.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds records, in their order, against the chain they must form, and says where they do not. */
public final class ChainCheck {
    /** Of a log that was tampered with throughout, so many places are named. */
    private static final int NAMED = 50;

    private final Optional<Seal> seal;
    private final List<String> problems = new ArrayList<>();
    private long troubles;
    private long checked;
    private long start;
    private boolean selection;
    private @Nullable AuditRecord last;

    /** @param seal of the installation; empty: seals are not looked at */
    public ChainCheck(Optional<Seal> seal) {
        this.seal = seal;
    }

    /** Begins behind a record that is not shown; the first one's link to it is not looked at. */
    public void startAfter(long seq) {
        start = seq;
    }

    /** Records may be left out from here on: each is looked at by itself. */
    public void selection() {
        selection = true;
    }

    /** The next record. A log begins with number 1. */
    public void next(AuditRecord record) {
        checked++;
        AuditRecord before = last;
        long expected = before == null ? start + 1 : before.seq() + 1;
        if (selection && record.seq() >= expected) {
            whole(record);
            return;
        }
        if (record.seq() > expected) {
            problem(missing(expected, record.seq() - 1) + ": record " + record.seq() + " follows "
                    + (before == null ? "the start" : "record " + before.seq()));
        } else if (record.seq() < expected) {
            problem("record " + record.seq() + " stands behind record " + (expected - 1) + ", out of its order");
        } else if (before != null || start == 0) {
            follows(record, before);
        }
        whole(record);
    }

    private void whole(AuditRecord record) {
        if (!Chain.hash(record).equals(record.hash())) {
            problem("record " + record.seq() + " was changed: its content does not fit its hash");
        }
        seal.filter(key -> !key.of(Seal.text(record)).equals(record.seal()))
                .ifPresent(key -> problem("record " + record.seq() + " was not sealed with this installation's key"));
        last = record;
    }

    private void follows(AuditRecord record, @Nullable AuditRecord before) {
        String hash = before == null ? AuditHead.START : before.hash();
        if (!record.previous().equals(hash)) {
            problem("record " + record.seq() + " does not follow "
                    + (before == null ? "the start" : "record " + before.seq())
                    + ": one of the two was changed, or records between them are gone");
        }
        if (before != null && record.at().isBefore(before.at())) {
            problem("record " + record.seq() + " is older than record " + before.seq());
        }
    }

    /** The end as the log itself keeps it. */
    public void end(AuditHead head) {
        sealed(head);
        AuditRecord end = last;
        long seq = end == null ? start : end.seq();
        if (head.seq() > seq) {
            problem(missing(seq + 1, head.seq()) + " at the end");
        } else if (head.seq() < seq) {
            problem("the log ends with record " + head.seq() + ", but there is record " + seq);
        } else if (end != null && !end.hash().equals(head.hash())) {
            problem("the end of the log has another hash than its last record, " + seq);
        }
    }

    /** Whether the end was noted by this installation. */
    public void sealed(AuditHead head) {
        seal.filter(key -> head.seq() > 0 && !key.of(Seal.text(head)).equals(head.seal()))
                .ifPresent(key -> problem("the end of the log was not sealed with this installation's key"));
    }

    /** What is wrong from outside, such as a noted hash that has changed. */
    public void problem(String problem) {
        troubles++;
        if (problems.size() < NAMED) {
            problems.add(problem);
        }
    }

    private static String missing(long first, long last) {
        return run(first, last) + (first == last ? " is missing" : " are missing");
    }

    private static String run(long first, long last) {
        return first == last ? "record " + first : "records " + first + " to " + last;
    }

    /** The first problems, in their order; empty: the log is as it was written, as far as the records can tell. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** How many problems there are in all. */
    public long troubles() {
        return troubles;
    }

    public long checked() {
        return checked;
    }

    public Optional<AuditRecord> last() {
        return Optional.ofNullable(last);
    }
}

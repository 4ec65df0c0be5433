package dev.winnow.audit;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the chain through extracts that go on from each other, line by line. */
public final class ExtractCheck {
    private boolean begun;
    private long seq;
    private String hash;
    private long to;
    private @Nullable Instant at;
    private long shown;
    private long leftOut;

    /**
     * @param after number of the record that the first extract must begin behind
     * @param hash of that record
     */
    public ExtractCheck(long after, String hash) {
        this.seq = after;
        this.hash = hash;
    }

    /** The next line. @return what is wrong with it; empty: nothing */
    public Optional<String> next(ExtractLines.Line line) {
        return switch (line) {
            case ExtractLines.Start start -> start(start);
            case ExtractLines.Shown(AuditRecord record) -> shown(record);
            case ExtractLines.LeftOut record -> {
                leftOut++;
                yield step(record.seq(), Chain.hash(record.content(), hash));
            }
        };
    }

    private Optional<String> start(ExtractLines.Start start) {
        Optional<String> problem = end();
        if (problem.isPresent()) {
            return problem;
        }
        if (start.after() != seq || !start.hash().equals(hash)) {
            return Optional.of("the extract does not begin behind record " + seq + " with its hash");
        }
        if (start.to() < seq || seq == 0 && !hash.equals(AuditHead.START)) {
            return Optional.of("the extract begins or ends nowhere");
        }
        begun = true;
        to = start.to();
        return Optional.empty();
    }

    private Optional<String> shown(AuditRecord record) {
        shown++;
        String before = hash;
        Instant earlier = at;
        at = record.at();
        String computed = Chain.hash(record);
        Optional<String> problem = step(record.seq(), computed);
        if (problem.isPresent()) {
            return problem;
        }
        if (!computed.equals(record.hash())) {
            return Optional.of("record " + record.seq() + " was changed: its content does not fit its hash");
        }
        if (!record.previous().equals(before)) {
            return Optional.of("record " + record.seq() + " does not follow record " + (record.seq() - 1));
        }
        return earlier != null && record.at().isBefore(earlier)
                ? Optional.of("record " + record.seq() + " is older than one before it")
                : Optional.empty();
    }

    private Optional<String> step(long number, String computed) {
        if (!begun) {
            return Optional.of("the extract does not say where it begins");
        }
        long expected = seq + 1;
        seq = number;
        hash = computed;
        return number == expected
                ? Optional.empty()
                : Optional.of("record " + number + " stands where record " + expected + " should");
    }

    /** What is wrong at the end; empty: nothing. */
    public Optional<String> end() {
        return begun && seq != to
                ? Optional.of("the extract ends with record " + seq + ", and not with record " + to)
                : Optional.empty();
    }

    /** Number of the last record. */
    public long seq() {
        return seq;
    }

    /** The hash of the last record, as it follows from all before it. */
    public String hash() {
        return hash;
    }

    public long shown() {
        return shown;
    }

    public long leftOut() {
        return leftOut;
    }
}

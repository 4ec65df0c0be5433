package dev.winnow.verify;

import dev.winnow.audit.AuditHead;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.ChainCheck;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An end of the log that somebody wrote down at some time: the log must still have that record, with that hash.
 *
 * @param seq number of the record; from 1
 */
final class Noted {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-fA-F]{64})");

    private final long seq;
    private final String hash;
    private Optional<String> found = Optional.empty();

    private Noted(long seq, String hash) {
        this.seq = seq;
        this.hash = hash;
    }

    /** @throws IllegalArgumentException where it is not a number, a colon and a hash */
    static Noted of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("--head is a record's number, a colon and its hash of 64 digits");
        }
        return new Noted(Long.parseLong(form.group(1)), form.group(2).toLowerCase(Locale.ROOT));
    }

    void pass(AuditRecord record) {
        pass(record.seq(), record.hash());
    }

    void pass(long number, String itsHash) {
        if (number == seq) {
            found = Optional.of(itsHash);
        }
    }

    void check(ChainCheck check) {
        problem().ifPresent(check::problem);
    }

    /** What is wrong, now that all have passed; empty: nothing. */
    Optional<String> problem() {
        boolean start = seq == 0 && hash.equals(AuditHead.START);
        if (found.isEmpty() && !start) {
            return Optional.of("record " + seq + ", which was noted as the end once, is not there");
        }
        return found.filter(there -> !there.equals(hash))
                .map(other -> "record " + seq + " has another hash than the one that was noted");
    }
}

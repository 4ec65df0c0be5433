package dev.winnow.audit;

/**
 * Seals texts with a key that whoever can write to the database need not have (HMAC-SHA-256), so that a chain that was
 * computed anew from end to end is found.
 */
@FunctionalInterface
public interface Seal {
    /** @return 64 hexadecimal digits */
    String of(String text);

    /** What the seal of a record is made of. */
    static String text(AuditRecord record) {
        return "record " + record.hash();
    }

    /** What the seal of the log's end is made of: not the record's, or any record could be made the last one. */
    static String text(AuditHead head) {
        return "head " + head.seq() + " " + head.hash();
    }
}

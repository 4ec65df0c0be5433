package dev.winnow.audit;

import java.time.Instant;

/**
 * The end of the log. Who notes number and hash elsewhere can later tell whether records were taken off the end.
 *
 * @param seq number of the last record; 0 while there is none
 * @param hash of the last record
 * @param at time of the last record
 * @param seal made of number and hash with the installation's key; empty while there is no record
 */
public record AuditHead(long seq, String hash, Instant at, String seal) {
    /** What the first record has in the place of the hash of the one before. */
    public static final String START = "0".repeat(64);
}

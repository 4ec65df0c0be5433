package dev.winnow.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of the audit log.
 *
 * @param seq from 1, without gaps
 * @param at when it was committed, in microseconds; never before the record before
 * @param action what was done, such as {@code user.role}
 * @param subject what it was done to, such as {@code user:ann} or {@code project:shop}
 * @param before canonical JSON of what was; null where there was nothing
 * @param after canonical JSON of what is; null where nothing is left
 * @param previous hash of the record before; of the first one {@link AuditHead#START}
 * @param hash as {@link Chain} computes it
 * @param seal made of the hash with the installation's key
 */
public record AuditRecord(
        long seq,
        Instant at,
        Actor actor,
        String action,
        String subject,
        @Nullable String before,
        @Nullable String after,
        String previous,
        String hash,
        String seal) {
    AuditRecord with(String hash, String seal) {
        return new AuditRecord(seq, at, actor, action, subject, before, after, previous, hash, seal);
    }
}

package dev.winnow.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records are wanted; null stands for any.
 *
 * @param actor a login name
 * @param action an action or the beginning of some, such as {@code token} for {@code token.made}
 * @param subject the beginning of a subject, such as {@code project:shop}
 * @param from at this time or later
 * @param to before this time
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

    /** Whether it lets everything through. */
    public boolean everything() {
        return equals(ALL);
    }
}

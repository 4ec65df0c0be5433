package dev.winnow.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Where alerts go.
 *
 * @param shown the target as it may be shown: of an address of the web no more than its host
 * @param query in the query language; empty: everything
 * @param atOnce what is sent when it happens
 * @param inDigest what the next digest has
 * @param digestHours hours of the day in UTC, 0 to 23; at least one
 * @param nextDigestAt when the next digest is due; without anything to tell none is sent
 * @param deliveredAt when something arrived last
 * @param failedAt when something last did not
 * @param failure why not
 */
public record Channel(
        long id,
        String name,
        ChannelKind kind,
        Reach reach,
        String shown,
        String query,
        Set<Occasion> atOnce,
        Set<Occasion> inDigest,
        SortedSet<Integer> digestHours,
        Instant nextDigestAt,
        boolean enabled,
        Instant createdAt,
        String createdBy,
        Optional<Instant> deliveredAt,
        Optional<Instant> failedAt,
        Optional<String> failure) {
    /** Whether what was tried last did not arrive. */
    public boolean isFailing() {
        return failedAt.isPresent()
                && deliveredAt.filter(at -> !at.isBefore(failedAt.get())).isEmpty();
    }
}

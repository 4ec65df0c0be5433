package dev.winnow.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits to be sorted.
 *
 * @param id 0 while it has none
 * @param team of a project that it creates
 * @param environment that it was sent for
 * @param receivedFrom login of who sent it
 * @param body sealed
 */
record WaitingAlert(
        long id,
        String project,
        @Nullable String team,
        @Nullable String environment,
        Instant receivedAt,
        String receivedFrom,
        byte[] body) {}

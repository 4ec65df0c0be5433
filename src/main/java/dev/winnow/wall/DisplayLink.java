package dev.winnow.wall;

import java.time.Instant;
import java.util.Optional;

/**
 * The address of screens that show a wall without a sign-in, without its secret.
 *
 * @param createdBy login name
 * @param lastSeenAt when a screen that shows by it came or went last
 */
public record DisplayLink(
        long id, String name, WallScope scope, String createdBy, Instant createdAt, Optional<Instant> lastSeenAt) {}

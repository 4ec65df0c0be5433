package dev.winnow.champion;

import java.time.Instant;
import java.util.Optional;

/**
 * The address of a team's rota for calendar programs, without its secret.
 *
 * @param owner login name of who made it; it opens nothing that this person may not read
 */
public record CalendarLink(long id, String team, String owner, Instant createdAt, Optional<Instant> lastUsedAt) {}

package dev.winnow.project;

import java.time.Instant;

/**
 * What is known of a project's builds, of their scans or of where they ran is another from an instant of the past on; what
 * was before it stays as it is. Published inside the transaction that did it.
 *
 * @param from the first instant at which something may be another
 */
public record HistoryChanged(long projectId, Instant from) {}

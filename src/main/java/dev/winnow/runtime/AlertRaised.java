package dev.winnow.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert came that is new, for its finding was not open or not of this build. Published within the transaction that
 * counted it.
 *
 * @param buildId the build that it is about
 * @param environment where it ran, as far as that is known
 * @param at when it happened
 */
public record AlertRaised(
        long projectId, String project, long findingId, long buildId, Optional<String> environment, Instant at) {}

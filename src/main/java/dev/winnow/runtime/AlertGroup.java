package dev.winnow.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Alerts of one rule about one workload of one build.
 *
 * @param buildId the build that ran there, or that was taken for it
 * @param foundBy how the build was found
 * @param environment that it ran in, where that is known
 * @param image that ran, where the alerts say so
 * @param alerts how many there were, 1 or more
 * @param firstAt when the first one happened
 * @param lastAt when the last one happened
 * @param byDay how many there were on the last days, in UTC; days without any are left out
 */
public record AlertGroup(
        long id,
        long projectId,
        long findingId,
        long buildId,
        AlertOrigin foundBy,
        Optional<String> environment,
        Optional<String> image,
        long alerts,
        Instant firstAt,
        Instant lastAt,
        SortedMap<LocalDate, Long> byDay) {}

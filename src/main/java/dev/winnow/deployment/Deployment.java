package dev.winnow.deployment;

import java.time.Instant;
import java.util.Optional;

/**
 * A build that ran in an environment from an instant on.
 *
 * @param environment its name
 * @param production whether the environment is one of production
 * @param buildId empty: from then on nothing ran there
 * @param replacedId the build that ran there until then; empty: nothing did
 * @param rollback whether the build is older than the one it replaced: by its place, whatever the branch
 * @param recordedBy login of who said so
 */
public record Deployment(
        long id,
        long projectId,
        long environmentId,
        String environment,
        boolean production,
        Optional<Long> buildId,
        Optional<Long> replacedId,
        boolean rollback,
        Instant deployedAt,
        Instant recordedAt,
        String recordedBy) {}

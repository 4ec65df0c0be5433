package dev.winnow.deployment;

/**
 * What runs in an environment, or what ran there, has changed. Published within the transaction that recorded it.
 *
 * @param project the project's name
 */
public record DeploymentRecorded(String project) {}

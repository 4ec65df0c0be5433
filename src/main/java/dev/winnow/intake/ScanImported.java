package dev.winnow.intake;

/**
 * A scan has been imported; published inside the transaction that did it.
 *
 * @param project the project's name
 */
public record ScanImported(long scanId, String project, long buildId) {}

package dev.winnow.finding;

/**
 * Findings changed in a way that the search index shows; published inside the transaction that did it.
 *
 * @param size how many
 */
public record FindingsChanged(long projectId, int size) {}

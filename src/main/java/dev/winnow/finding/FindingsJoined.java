package dev.winnow.finding;

import java.util.Map;

/**
 * Findings of a project turned out to be one. Published within the transaction that joined them, so that what others keep
 * of an absorbed finding becomes the survivor's.
 *
 * @param survivors from the number of each absorbed finding to the one that stands for it
 */
public record FindingsJoined(long projectId, Map<Integer, Integer> survivors) {}

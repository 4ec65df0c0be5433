package dev.winnow.finding;

import org.roaringbitmap.RoaringBitmap;

/**
 * Findings opened on the tracked branch; published inside the transaction that did it, once a scan.
 *
 * @param numbers of findings of the project, silenced ones among them; not to be changed
 * @param backlog whether nobody knows since when they are there, as this is the first complete scan of its stream
 */
public record FindingsOpened(long projectId, long scanId, long buildId, RoaringBitmap numbers, boolean backlog) {}

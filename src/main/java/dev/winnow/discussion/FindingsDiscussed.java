package dev.winnow.discussion;

import org.roaringbitmap.RoaringBitmap;

/**
 * Somebody commented on findings of a project, assigned or labelled them. Published within the transaction that did it.
 *
 * @param numbers of the findings
 */
public record FindingsDiscussed(long projectId, RoaringBitmap numbers) {}

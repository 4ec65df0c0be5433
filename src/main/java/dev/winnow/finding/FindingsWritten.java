package dev.winnow.finding;

import org.roaringbitmap.RoaringBitmap;

/** Rows of findings were written, or are gone; published inside the transaction that did it. */
record FindingsWritten(long projectId, RoaringBitmap numbers) {}

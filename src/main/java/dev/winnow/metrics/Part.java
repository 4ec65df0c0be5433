package dev.winnow.metrics;

/** A time, and what counts what happens in it. */
record Part<C extends Counter>(Period time, C counter) {}

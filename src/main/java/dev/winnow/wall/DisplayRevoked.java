package dev.winnow.wall;

/** A display link was revoked; published inside the transaction that did it. */
record DisplayRevoked(long link) {}

package dev.winnow.access;

/** Who works where may be different; published inside the transaction that did it. */
public record MembersChanged() {}

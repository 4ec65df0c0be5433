package dev.winnow.metrics;

/** What is aimed at changed; published inside the transaction that did it. */
public record TargetsChanged() {}

package dev.winnow.policy;

/** Builds of a project were judged, for the first time or again; published inside the transaction that did it. */
public record BuildsJudged(long projectId) {}

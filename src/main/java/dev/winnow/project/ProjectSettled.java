package dev.winnow.project;

/** The settings of a project changed, its team perhaps; published inside the transaction that did it. */
public record ProjectSettled(long projectId) {}

package dev.winnow.finding;

/** A stream was retired, whether or not that closed something; published inside the transaction that did it. */
public record StreamRetired(long projectId) {}

package dev.winnow.access;

/** Somebody who may work on a project, as those who work there see them. */
public record Colleague(String login, String displayName) {}

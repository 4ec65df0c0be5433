package dev.winnow.access;

/**
 * A user as administrators see them.
 *
 * @param grants how many roles the user has in single projects and teams
 * @param liveTokens how many of the user's tokens are neither revoked nor expired
 */
public record Person(User user, long grants, long liveTokens) {}

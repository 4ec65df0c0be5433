package dev.winnow.access;

/**
 * A user as administrators see them.
 *
 * @param liveTokens how many of the user's tokens are neither revoked nor expired
 */
public record Person(User user, long liveTokens) {}

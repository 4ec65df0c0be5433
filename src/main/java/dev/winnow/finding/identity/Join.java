package dev.winnow.finding.identity;

/**
 * Two findings that turn out to be one problem: each was found by one of its names, and now a guard knows both.
 *
 * @param absorbed the number that goes
 * @param survivor the number that stays
 */
public record Join(int absorbed, int survivor) {}

package dev.winnow.chart;

import dev.winnow.project.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * The score of one build.
 *
 * @param at the build's place on its branch
 * @param score 0 to 100
 * @param verdict shown by shape and colour
 * @param label says all of it in words
 * @param address where the point leads, relative to the page's base
 */
public record ScorePoint(Instant at, int score, Optional<Outcome> verdict, String label, String address) {}

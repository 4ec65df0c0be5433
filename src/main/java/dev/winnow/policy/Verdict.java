package dev.winnow.policy;

import dev.winnow.project.Outcome;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the gate says of a build, and why.
 *
 * @param rule the rule that decided; empty where no finding asked for more than passing
 * @param findings the numbers of the findings it decided on
 */
public record Verdict(Outcome outcome, Optional<String> rule, RoaringBitmap findings) {}

/**
 * How often guards are wrong: their rules by the share of false positives among what people judged, and the evidence to send
 * to those who make the guard.
 */
@NamedInterface("guard")
@NullMarked
package dev.winnow.triage.guard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

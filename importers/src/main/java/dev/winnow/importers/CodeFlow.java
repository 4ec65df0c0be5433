package dev.winnow.importers;

import java.util.List;

/**
 * How a value travels to where it does harm.
 *
 * @param steps in order, source first; each with its own message
 */
public record CodeFlow(List<Location> steps) {
    public CodeFlow {
        steps = List.copyOf(steps);
    }
}

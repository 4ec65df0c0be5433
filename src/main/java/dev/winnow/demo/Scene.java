package dev.winnow.demo;

import java.time.Instant;
import java.util.List;

/**
 * What one scanner sees of one build.
 *
 * @param problems those of its kind, where they are in this build
 * @param finished when the scan ended
 * @param complete whether the scanner looked at everything
 */
record Scene(
        String project,
        String image,
        String site,
        String commit,
        List<Problem> problems,
        Instant finished,
        boolean complete) {
    <P extends Problem> List<P> of(Class<P> kind) {
        return problems.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

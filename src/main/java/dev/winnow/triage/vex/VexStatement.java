package dev.winnow.triage.vex;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One statement about one vulnerability in one product.
 *
 * @param vulnerability its names, the main one first; never empty
 * @param product a package URL or another name of what it is about
 * @param subcomponent the package within the product that has the vulnerability, as a package URL
 * @param why the justification and what else is said, in one text; may be empty
 * @param at when it was said
 */
record VexStatement(
        List<String> vulnerability,
        String product,
        Optional<String> subcomponent,
        VexStatus status,
        String why,
        Instant at) {
    /** What it is about, to tell whether a later one takes its place. */
    String subject() {
        return vulnerability.getFirst().toLowerCase(java.util.Locale.ROOT) + " " + product + " "
                + subcomponent.orElse("");
    }
}

package dev.winnow.triage.vex;

import java.util.Optional;

/**
 * What became of one statement of a document.
 *
 * @param position in the document, from 1
 * @param vulnerability its main name
 * @param product with the subcomponent where one is named
 * @param findings how many findings it matches now
 * @param why the reason it gives, and why it has this outcome where that is not plain
 * @param rule what silences for it
 */
public record VexResult(
        int position,
        String vulnerability,
        String product,
        VexStatus status,
        VexOutcome outcome,
        int findings,
        String why,
        Optional<Long> rule) {
    /** The same, where what silences for it matches so many findings. */
    VexResult found(int findings) {
        return new VexResult(
                position,
                vulnerability,
                product,
                status,
                findings > 0 ? VexOutcome.APPLIED : VexOutcome.MATCHES_NOTHING,
                findings,
                why,
                rule);
    }
}

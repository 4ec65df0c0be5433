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
    private static final int LONGEST_PRODUCT = 1_000;

    /** Of a statement that silences nothing. */
    static VexResult of(int position, VexStatement statement, VexOutcome outcome, String why) {
        return new VexResult(
                position,
                statement.vulnerability().getFirst(),
                product(statement),
                statement.status(),
                outcome,
                0,
                why,
                Optional.empty());
    }

    /** Of one that another of the same document takes the place of. */
    static VexResult superseded(int position, VexStatement statement) {
        return of(position, statement, VexOutcome.SUPERSEDED, "A later statement of this document says more.");
    }

    /** Of one that says less than what was said before. */
    static VexResult late(int position, VexStatement statement) {
        return of(position, statement, VexOutcome.SUPERSEDED, "An earlier document has a later statement.");
    }

    /** Of one that silences so many findings. */
    static VexResult found(int position, VexStatement statement, long rule, int findings) {
        return new VexResult(
                position,
                statement.vulnerability().getFirst(),
                product(statement),
                statement.status(),
                findings > 0 ? VexOutcome.APPLIED : VexOutcome.MATCHES_NOTHING,
                findings,
                statement.why(),
                Optional.of(rule));
    }

    /** The same, otherwise ended. */
    VexResult with(VexOutcome outcome, int findings, String why) {
        return new VexResult(position, vulnerability, product, status, outcome, findings, why, rule);
    }

    /** The same as a part of a whole, which has no rule of its own. */
    VexResult inProject() {
        return new VexResult(position, vulnerability, product, status, outcome, findings, why, Optional.empty());
    }

    /** The same of two projects: the better outcome, and all findings. */
    VexResult and(VexResult other) {
        // The order of the outcomes is from what does most to what does least, but for other products.
        VexResult best = other.outcome.compareTo(outcome) < 0 ? other : this;
        return best.with(best.outcome, findings + other.findings, best.why);
    }

    private static String product(VexStatement statement) {
        String product = statement.product()
                + statement.subcomponent().map(part -> " › " + part).orElse("");
        return product.length() <= LONGEST_PRODUCT ? product : product.substring(0, LONGEST_PRODUCT);
    }
}

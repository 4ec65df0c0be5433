package dev.winnow.finding.identity;

/**
 * One key of a result or a finding: the first 128 bits of a SHA-256 over a canonical tuple that starts with the scheme's
 * version.
 *
 * @param pass the pass that matches by it
 * @param use whether it is kept with the finding, searched for, or both
 * @param evidence for a fingerprint, what tells its value from others ({@link Distinctive#id}); else 0
 */
record Key(Pass pass, Use use, long high, long low, long evidence) {
    Key withEvidence(long evidence) {
        return new Key(pass, use, high, low, evidence);
    }

    /** What a key is for. */
    enum Use {
        BOTH,
        /** Kept with the finding only: others find it by this. */
        KEPT,
        /** Searched for only. */
        SOUGHT
    }
}

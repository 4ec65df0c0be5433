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
    /** A bit of {@link #low}, so that keys read from the database still tell. */
    private static final long WIDE = 4;

    Key saying(Says says) {
        return new Key(pass, use, high, says.mark(low), evidence);
    }

    /** The same, marked as one that also tells in another project. */
    Key wide() {
        return new Key(pass, use, high, low | WIDE, evidence);
    }

    /** The low half of a key that says nothing beyond itself. */
    static long plain(long low) {
        return Says.NOTHING.mark(low) & ~WIDE;
    }

    /** Whether findings of different projects that have this key are the same problem. */
    static boolean isWide(long low) {
        return (low & WIDE) != 0;
    }

    Key withEvidence(long evidence) {
        return new Key(pass, use, high, low, evidence);
    }

    /** What a key can rule out: two findings that are each sure of another one are never the same. */
    enum Says {
        /** Nothing beyond itself. */
        NOTHING,
        /** Which vulnerability it is, by its CVE: others of the same package are other problems. */
        WHICH_ADVISORY,
        /** Which package it is, by its URL: others of the same bare name are other packages. */
        WHICH_PACKAGE;

        /** The lowest bits of {@link Key#low} hold it, so that keys read from the database still tell. */
        private static final long BITS = 3;

        private static final Says[] ALL = values();

        long mark(long low) {
            return low & ~BITS | ordinal();
        }

        static Says of(long low) {
            int said = (int) (low & BITS);
            return said < ALL.length ? ALL[said] : NOTHING;
        }
    }

    /** What a key is for. */
    enum Use {
        BOTH,
        /** Kept with the finding only: others find it by this. */
        KEPT,
        /** Searched for only. */
        SOUGHT,
        /** Neither: it only tells whether a finding that another key found can be meant. */
        COMPARED
    }
}

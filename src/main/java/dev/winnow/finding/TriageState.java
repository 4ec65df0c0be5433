package dev.winnow.finding;

import java.util.Locale;

/**
 * Where a finding stands with the people who judge it. The order is part of the database.
 */
public enum TriageState {
    /** Nobody has judged it. */
    NEW,
    /** Somebody proposed a decision that waits for approval; it counts until then. */
    PROPOSED,
    FALSE_POSITIVE,
    ACCEPTED_RISK,
    WONT_FIX,
    /** A change that was meant to be. */
    AUTHORISED,
    /** Somebody looked and says that it is real: it counts, whatever rules say. */
    CONFIRMED,
    /** A decision on it has ended by itself: it counts again and wants a new one. */
    RETURNED,
    /** A silence rule matches it. */
    RULE,
    /** A VEX document says that it does not affect the product. */
    VEX;

    /** Whether it takes a finding out of score, gate, alerts and MTTR. */
    public boolean silences() {
        return switch (this) {
            case FALSE_POSITIVE, ACCEPTED_RISK, WONT_FIX, AUTHORISED, RULE, VEX -> true;
            case NEW, PROPOSED, CONFIRMED, RETURNED -> false;
        };
    }

    /** Whether somebody should look at it. */
    public boolean waits() {
        return this == NEW || this == PROPOSED || this == RETURNED;
    }

    /** As in addresses and queries: lower case with dashes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

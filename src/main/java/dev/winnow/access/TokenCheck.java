package dev.winnow.access;

import java.time.Instant;

/** What a presented secret turned out to be. Only who holds the secret learns more than that it is unknown. */
public sealed interface TokenCheck {
    /** It opens what the caller may do. */
    record Accepted(Caller caller) implements TokenCheck {}

    /** It opens nothing. */
    sealed interface Refused extends TokenCheck {
        /** For the one who presented it. */
        String reason();
    }

    record Unknown() implements Refused {
        @Override
        public String reason() {
            return "The token is not known here.";
        }
    }

    record Expired(Instant at) implements Refused {
        @Override
        public String reason() {
            return "The token expired at " + at + ".";
        }
    }

    record Revoked(Instant at) implements Refused {
        @Override
        public String reason() {
            return "The token was revoked at " + at + ".";
        }
    }

    record OwnerDisabled() implements Refused {
        @Override
        public String reason() {
            return "The token's owner is disabled.";
        }
    }
}

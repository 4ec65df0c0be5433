package dev.winnow.search;

/** Nothing can be searched for now. */
public final class IndexUnavailable extends RuntimeException {
    /** @param message for people: what is the matter, and what happens next */
    IndexUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message for people: what is the matter, and what happens next */
    IndexUnavailable(String message) {
        super(message);
    }
}

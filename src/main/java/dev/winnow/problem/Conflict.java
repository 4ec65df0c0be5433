package dev.winnow.problem;

/** The request is fine, but the present state does not allow it. */
public final class Conflict extends RuntimeException {
    /** @param message says what and, where the caller can change it, what would be right */
    public Conflict(String message) {
        super(message);
    }
}

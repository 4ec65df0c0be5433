package dev.winnow.problem;

/** What was asked for is not there, or the caller may not know of it. */
public final class NotFound extends RuntimeException {
    /** @param message says what and, where the caller can change it, what would be right */
    public NotFound(String message) {
        super(message);
    }
}

package dev.winnow.problem;

/** The caller is known and may not do this. */
public final class NotPermitted extends RuntimeException {
    /** @param message says what and, where the caller can change it, what would be right */
    public NotPermitted(String message) {
        super(message);
    }
}

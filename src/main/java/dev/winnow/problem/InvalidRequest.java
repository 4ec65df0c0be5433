package dev.winnow.problem;

/** What was asked for makes no sense as it stands; the same request will fail again. */
public final class InvalidRequest extends RuntimeException {
    /** @param message says what and, where the caller can change it, what would be right */
    public InvalidRequest(String message) {
        super(message);
    }
}

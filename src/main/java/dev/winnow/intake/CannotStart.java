package dev.winnow.intake;

/** The server must not start as it is set up; whoever operates it can change that. */
final class CannotStart extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /** @param action what to do about it */
    CannotStart(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}

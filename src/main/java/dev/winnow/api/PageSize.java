package dev.winnow.api;

import dev.winnow.problem.InvalidRequest;

/** How many rows of a list are answered at once. */
final class PageSize {
    static final String USUAL = "100";
    static final String WORDS = "1 to 500";
    static final int LARGEST = 500;

    private PageSize() {}

    /** @throws InvalidRequest where it is too large, or none */
    static int of(int asked) {
        if (asked < 1 || asked > LARGEST) {
            throw new InvalidRequest("size: " + WORDS + ".");
        }
        return asked;
    }
}

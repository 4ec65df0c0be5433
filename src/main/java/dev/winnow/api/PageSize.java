package dev.winnow.api;

import dev.winnow.problem.InvalidRequest;
import java.util.List;

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

    /**
     * A page of a list that is known as a whole; empty behind its end.
     *
     * @param page from 0
     * @throws InvalidRequest where it is negative
     */
    static <T> List<T> page(List<T> all, int page, int size) {
        if (page < 0) {
            throw new InvalidRequest("page: from 0.");
        }
        long first = Math.min((long) page * size, all.size());
        return all.subList((int) first, (int) Math.min(first + size, all.size()));
    }
}

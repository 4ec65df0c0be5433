package dev.winnow.project;

import org.jspecify.annotations.Nullable;

/** Ids that the database gives. */
public final class Persisted {
    private Persisted() {}

    /** @throws IllegalStateException where the row was not inserted yet */
    public static long id(@Nullable Long id) {
        if (id == null) {
            throw new IllegalStateException("not inserted yet");
        }
        return id;
    }
}

package dev.winnow.importers;

import java.io.IOException;

/**
 * Takes results one by one, in the report's order. One that can give up what it took lets importers begin before they
 * know all that results may refer to, which saves them a reading.
 */
@FunctionalInterface
public interface ResultSink {
    /** @throws IOException ends the import; importers let it pass */
    void accept(Result result) throws IOException;

    /** Whether results already taken may be given up. */
    default boolean restarts() {
        return false;
    }

    /**
     * Gives up all results taken: they come again from the first.
     *
     * @throws UnsupportedOperationException where it does not restart
     */
    default void restart() {
        throw new UnsupportedOperationException("results once taken are not given up");
    }
}

package dev.winnow.importers;

import java.io.IOException;

/** Takes results one by one, in the report's order. */
@FunctionalInterface
public interface ResultSink {
    /** @throws IOException ends the import; importers let it pass */
    void accept(Result result) throws IOException;
}

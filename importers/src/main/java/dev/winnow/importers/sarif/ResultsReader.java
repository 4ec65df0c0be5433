package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;

/** What is done with the results of a run where they come while the run is being read. */
@FunctionalInterface
interface ResultsReader {
    /** Passes over them. */
    ResultsReader SKIP = (run, json) -> json.skip();

    /** Reads the value of {@code results}, of whatever type it is. */
    void read(Run run, JsonCursor json) throws IOException;
}

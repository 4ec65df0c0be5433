package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.UnsupportedReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** A report without its results, as far as it has been read. */
final class Log {
    private static final int MOST_RUNS = 10_000;

    final List<Run> runs = new ArrayList<>(1);

    /** Inline external properties, in the report's order; each has been merged into the runs it belongs to. */
    final List<Run> externals = new ArrayList<>(0);

    final List<String> notices = new ArrayList<>(0);

    /** Whether the report has all the results its runs speak of. */
    boolean complete = true;

    /** Whether {@code runs} is {@code null}: what a tool writes, by the standard, that failed to get them. */
    private boolean nullRuns;

    private @Nullable String version;
    private @Nullable String schema;

    /**
     * Reads all of it, results as asked for, and refuses versions other than 2.1 and its successor 2.2, which reads the
     * same. Runs are added before they are read.
     *
     * @param results reads those of runs; those of inline external properties are passed over
     */
    void read(JsonCursor json, ResultsReader results) throws IOException {
        var budget = new Budget();
        boolean hasRuns = false;
        if (!json.object()) {
            throw json.malformed("expected an object");
        }
        while (json.member()) {
            switch (json.name()) {
                case "version" -> {
                    version = json.textIfScalar();
                    Version.check(version);
                }
                case "$schema" -> schema = json.textIfScalar();
                case "runs" -> {
                    hasRuns = true;
                    nullRuns = json.peek() == JsonToken.VALUE_NULL;
                    readAll(json, runs, budget, results);
                }
                case "inlineExternalProperties" -> readAll(json, externals, budget, ResultsReader.SKIP);
                default -> json.skip();
            }
        }
        MalformedReport noRuns = json.malformed("the log has no runs");
        json.end();
        if (version == null) {
            Version.checkSchema(schema);
        }
        if (!hasRuns) {
            if (schema != null && schema.toLowerCase(Locale.ROOT).contains("external-propert")) {
                throw new UnsupportedReport("a SARIF external properties file is only a part of a report:"
                        + " upload the SARIF log it belongs to, with its external properties inline");
            }
            throw noRuns;
        }
        join();
    }

    private static void readAll(JsonCursor json, List<Run> into, Budget budget, ResultsReader results)
            throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (into.size() >= MOST_RUNS) {
                throw json.malformed("the log has more than " + MOST_RUNS + " runs");
            }
            var run = new Run();
            into.add(run);
            new RunReader(run, json, budget).read(results);
        }
    }

    /** The tool of its first run. */
    Tool tool() {
        return runs.isEmpty() ? new Run().tool() : runs.getFirst().tool();
    }

    /** The tool of one of its runs; where that does not name it, the first run's. */
    Tool toolOf(Run run) {
        return run.driver.name.isBlank() ? tool() : run.tool();
    }

    /** Gives each external properties object to the runs that name it or that it names, else to the only run. */
    private void join() {
        for (int i = 0; i < externals.size(); i++) {
            Run external = externals.get(i);
            for (Run run : runs) {
                if (external.external.belongTo(run.external, i)) {
                    run.add(external);
                    external.owner = external.owner == null ? run : external.owner;
                }
            }
            if (external.owner == null && runs.size() == 1) {
                // Tools confuse the guids of runs, logs and properties; with one run there is nothing to confuse.
                runs.getFirst().add(external);
                external.owner = runs.getFirst();
            }
        }
        for (Run run : runs) {
            check(run);
        }
        if (runs.isEmpty()) {
            complete = false;
            notices.add(nullRuns ? "The log's runs are null: its tool did not get them." : "The log has no runs.");
        }
    }

    /** What of a run lies outside of the report, or never was. */
    private void check(Run run) {
        for (String name : run.external.references) {
            if (!isInline(name)) {
                notices.add("Not part of the report, and not read: " + Texts.line(name));
            }
        }
        if (run.hasResults) {
            return;
        }
        complete = false;
        notices.add(
                run.external.holdResults
                        ? "A run's results lie in a file that is not part of the report."
                        : "A run has no list of results, as if its scan had not taken place.");
    }

    private boolean isInline(String name) {
        if (name.startsWith("sarif:")) {
            return true;
        }
        for (Run external : externals) {
            if (external.external.areCalled(name)) {
                return true;
            }
        }
        return false;
    }
}

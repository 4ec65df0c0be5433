package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Texts;
import dev.winnow.importers.UnsupportedReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report without its results. */
final class Log {
    private static final int MOST_RUNS = 10_000;

    final List<Run> runs = new ArrayList<>(1);

    /** Inline external properties, in the report's order; each has been merged into the runs it belongs to. */
    final List<Run> externals = new ArrayList<>(0);

    final List<String> notices = new ArrayList<>(0);

    /** Whether the report has all the results its runs speak of. */
    boolean complete = true;

    private @Nullable String version;
    private @Nullable String schema;

    /** Reads all but results, and refuses versions other than 2.1 and its successor 2.2, which reads the same. */
    static Log read(JsonCursor json) throws IOException {
        var log = new Log();
        var budget = new Budget();
        boolean hasRuns = false;
        if (!json.object()) {
            throw json.malformed("expected an object");
        }
        while (json.member()) {
            switch (json.name()) {
                case "version" -> {
                    log.version = json.textIfScalar();
                    Version.check(log.version);
                }
                case "$schema" -> log.schema = json.textIfScalar();
                case "runs" -> {
                    hasRuns = true;
                    log.readAll(json, log.runs, budget);
                }
                case "inlineExternalProperties" -> log.readAll(json, log.externals, budget);
                default -> json.skip();
            }
        }
        MalformedReport noRuns = json.malformed("the log has no runs");
        json.end();
        if (log.version == null) {
            Version.checkSchema(log.schema);
        }
        if (!hasRuns) {
            if (log.schema != null && log.schema.toLowerCase(Locale.ROOT).contains("external-propert")) {
                throw new UnsupportedReport("a SARIF external properties file is only a part of a report:"
                        + " upload the SARIF log it belongs to, with its external properties inline");
            }
            throw noRuns;
        }
        log.join();
        return log;
    }

    private void readAll(JsonCursor json, List<Run> into, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (into.size() >= MOST_RUNS) {
                throw json.malformed("the log has more than " + MOST_RUNS + " runs");
            }
            into.add(Run.read(json, budget));
        }
    }

    /** Gives each external properties object to the runs that name it or that it names, else to the only run. */
    private void join() {
        for (int i = 0; i < externals.size(); i++) {
            Run external = externals.get(i);
            for (Run run : runs) {
                if (belongs(external, i, run)) {
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
            notices.add("The log has no runs.");
        }
    }

    private boolean belongs(Run external, int index, Run run) {
        for (String guid : external.ownGuids) {
            if (containsIgnoringCase(run.externals, guid)) {
                return true;
            }
        }
        String place = "/" + index;
        for (String name : run.externals) {
            if (name.startsWith("sarif:/inlineExternalProp") && name.endsWith(place)) {
                return true;
            }
        }
        for (String guid : external.guids) {
            if (containsIgnoringCase(run.guids, guid)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        for (String each : names) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** What of a run lies outside of the report, or never was. */
    private void check(Run run) {
        for (String name : run.externals) {
            if (!isInline(name)) {
                notices.add("Not part of the report, and not read: " + Texts.line(name));
            }
        }
        if (run.hasResults) {
            return;
        }
        complete = false;
        notices.add(
                run.externalResults
                        ? "A run's results lie in a file that is not part of the report."
                        : "A run has no list of results, as if its scan had not taken place.");
    }

    private boolean isInline(String name) {
        if (name.startsWith("sarif:")) {
            return true;
        }
        for (Run external : externals) {
            if (containsIgnoringCase(external.ownGuids, name)) {
                return true;
            }
        }
        return false;
    }
}

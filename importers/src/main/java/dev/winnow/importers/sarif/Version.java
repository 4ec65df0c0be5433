package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.Texts;
import dev.winnow.importers.UnsupportedReport;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which versions of SARIF are read. */
final class Version {
    private static final Pattern IN_SCHEMA = Pattern.compile("sarif(?:-schema)?-(\\d[\\w.-]{0,40}?)(?:\\.json)?$");

    private Version() {}

    /** Lets 2.1 and 2.2 pass, and an absent version: some tools forget it. */
    static void check(@Nullable String version) throws UnsupportedReport {
        if (version == null || version.isBlank() || version.startsWith("2.1") || version.startsWith("2.2")) {
            return;
        }
        String shown = Texts.line(version.length() > 60 ? version.substring(0, 60) : version);
        throw new UnsupportedReport("SARIF " + shown + " is not read, only SARIF 2.1.0: newer versions of the tool, or"
                + " Microsoft's sarif-multitool, write it");
    }

    /**
     * Refuses a draft by its version, which may stand behind what is no JSON: Microsoft's tools wrote drafts with comments
     * and commas too many. Does nothing where no version is found.
     */
    static void checkLeniently(Report report) throws IOException {
        String version = null;
        String schema = null;
        try (JsonCursor json = JsonCursor.openLenient(report)) {
            if (json.object()) {
                while (json.member()) {
                    switch (json.name()) {
                        case "version" -> version = json.textIfScalar();
                        case "$schema" -> schema = json.textIfScalar();
                        default -> json.skip();
                    }
                }
            }
        } catch (ReportException e) {
            // What was found before it counts.
        }
        check(version);
        if (version == null) {
            checkSchema(schema);
        }
    }

    /** For a log that does not say its version itself. */
    static void checkSchema(@Nullable String schema) throws UnsupportedReport {
        if (schema == null || schema.length() > 500) {
            return;
        }
        Matcher version = IN_SCHEMA.matcher(schema);
        if (version.find()) {
            check(version.group(1));
        }
    }
}

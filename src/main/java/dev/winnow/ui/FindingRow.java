package dev.winnow.ui;

import dev.winnow.finding.Finding;
import java.util.List;

/**
 * A finding as lists show it.
 *
 * @param guards names of the guards that saw it
 */
record FindingRow(Finding finding, List<String> guards) {
    /** The package with its versions, else the place; empty where neither is known. */
    String where() {
        String name = finding.packageName();
        if (name != null) {
            String version = finding.packageVersion();
            String fixed = finding.fixedVersion();
            return name + (version == null ? "" : " " + version) + (fixed == null ? "" : " → " + fixed);
        }
        String place = finding.place();
        if (place == null) {
            return "";
        }
        return place + (finding.line() > 0 ? ":" + finding.line() : "");
    }

    /** The title without the name it may start with. */
    String title() {
        return finding.title().equals(finding.name()) ? "" : finding.title();
    }
}

package dev.winnow.ui;

import dev.winnow.discussion.Marked;
import dev.winnow.finding.Finding;
import dev.winnow.importers.Kind;
import dev.winnow.search.Highlight;
import dev.winnow.ui.parts.Visible;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finding as lists show it.
 *
 * @param guards names of the guards that saw it
 * @param highlights what was looked for in its texts, by the name of the field
 * @param marked who sees to it, and its labels
 */
record FindingRow(Finding finding, List<String> guards, Map<String, Highlight> highlights, Marked marked) {
    /** Stands before the version that fixes a package. */
    static final String FIXED_IN = " → ";

    FindingRow(Finding finding, List<String> guards) {
        this(finding, guards, Map.of(), Marked.NOTHING);
    }

    /**
     * What of a web request tells findings of one site apart.
     *
     * @param path without host and query; the whole address where it has none
     */
    record Request(String method, String path) {}

    /** The package with its versions, else the place; empty where neither is known. */
    String where() {
        String name = finding.packageName();
        if (name != null) {
            String version = finding.packageVersion();
            String fixed = finding.fixedVersion();
            return Visible.text(
                    name + (version == null ? "" : " " + version) + (fixed == null ? "" : FIXED_IN + fixed));
        }
        String place = finding.place();
        if (place == null) {
            return "";
        }
        return Visible.text(place + (finding.line() > 0 ? ":" + finding.line() : ""));
    }

    /** Empty where the finding is of another kind. */
    Optional<Request> request() {
        String place = finding.place();
        int space = place == null ? -1 : place.indexOf(' ');
        if (place == null || finding.kind() != Kind.WEB || space < 1) {
            return Optional.empty();
        }
        String address = Visible.text(place.substring(space + 1));
        return Optional.of(new Request(Visible.text(place.substring(0, space)), path(address)));
    }

    private static String path(String address) {
        String bare = address.replaceFirst("[?#].*", "");
        try {
            String path = URI.create(bare).getRawPath();
            return path == null || path.isEmpty() ? "/" : path;
        } catch (IllegalArgumentException e) {
            return bare;
        }
    }

    /** What is to be read beside the label: the title, or where that is the label, the rule. */
    String title() {
        String name = finding.name();
        if (!finding.title().equals(finding.label())) {
            return finding.title();
        }
        return finding.title().equals(name) ? "" : "rule " + name;
    }
}

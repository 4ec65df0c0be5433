package dev.winnow.importers.sarif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of vulnerabilities in public catalogues, as they stand in ids and texts. */
final class Identifiers {
    private static final int MOST = 20;
    private static final Pattern NAME = Pattern.compile(
            "(?<![A-Za-z0-9])(?:CVE-\\d{4}-\\d{4,10}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}"
                    + "|(?:RUSTSEC|PYSEC|GO|OSV|MAL)-\\d{4}-\\d{1,10})(?![A-Za-z0-9])",
            Pattern.CASE_INSENSITIVE);

    private Identifiers() {}

    /** Adds those in a text that are not there yet. */
    static void add(String text, List<String> into) {
        if (text.indexOf('-') < 0) {
            return;
        }
        Matcher names = NAME.matcher(text);
        while (into.size() < MOST && names.find()) {
            String name = canonical(names.group());
            if (!into.contains(name)) {
                into.add(name);
            }
        }
    }

    /** CVEs first, then GHSAs, then others; otherwise in their order. */
    static List<String> ordered(List<String> names) {
        var ordered = new ArrayList<String>(names);
        ordered.sort((a, b) -> rank(a) - rank(b));
        return ordered;
    }

    static boolean hasCve(List<String> names) {
        for (String name : names) {
            if (name.startsWith("CVE-")) {
                return true;
            }
        }
        return false;
    }

    private static int rank(String name) {
        return name.startsWith("CVE-") ? 0 : name.startsWith("GHSA-") ? 1 : 2;
    }

    private static String canonical(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("GHSA-") ? "GHSA-" + name.substring(5).toLowerCase(Locale.ROOT) : upper;
    }
}

package dev.winnow.ui;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the public catalogues describe a vulnerability, by its name in them. */
enum Advisories {
    NVD("NVD", "CVE-\\d{4}-\\d{4,}", "https://nvd.nist.gov/vuln/detail/"),
    GITHUB("GitHub", "GHSA(-[2-9cfghjmpqrvwx]{4}){3}", "https://github.com/advisories/"),
    GO("Go", "GO-\\d{4}-\\d{4,}", "https://pkg.go.dev/vuln/"),
    RUST("RustSec", "RUSTSEC-\\d{4}-\\d{4}", "https://rustsec.org/advisories/"),
    OSV("OSV", "(PYSEC|MAL|OSV)-\\d{4}-\\d+", "https://osv.dev/vulnerability/");

    private final String title;
    private final Pattern name;
    private final String root;

    Advisories(String title, String name, String root) {
        this.title = title;
        this.name = Pattern.compile(name, Pattern.CASE_INSENSITIVE);
        this.root = root;
    }

    /** The page of one vulnerability. */
    record Page(String name, String catalogue, String address) {}

    static Optional<Page> of(String name) {
        for (Advisories catalogue : values()) {
            if (catalogue.name.matcher(name).matches()) {
                return Optional.of(new Page(name, catalogue.title, catalogue.root + catalogue.spelled(name)));
            }
        }
        return Optional.empty();
    }

    private String spelled(String name) {
        if (this == GITHUB) {
            return "GHSA" + name.substring(4).toLowerCase(Locale.ROOT);
        }
        return name.toUpperCase(Locale.ROOT) + (this == RUST ? ".html" : "");
    }
}

package dev.winnow.demo;

import dev.winnow.demo.Catalogue.Advisory;
import dev.winnow.importers.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Writes what Trivy and Grype would report of an image. */
final class PackageReports {
    private PackageReports() {}

    static byte[] trivy(Scene scene) {
        var results = new ArrayList<Object>();
        results.add(trivyPart(scene, scene.image() + " (debian 12.2)", "os-pkgs", "debian", "deb"));
        results.add(trivyPart(scene, "Java", "lang-pkgs", "jar", "maven"));
        results.add(trivyPart(scene, "Node.js", "lang-pkgs", "node-pkg", "npm"));
        return Json.bytes(Json.object(
                "SchemaVersion", 2,
                "Trivy", Json.object("Version", "0.69.1"),
                "CreatedAt", scene.finished().toString(),
                "ArtifactName", scene.image(),
                "ArtifactType", "container_image",
                "Metadata",
                        Json.object(
                                "OS", Json.object("Family", "debian", "Name", "12.2"),
                                "RepoTags", List.of(scene.image())),
                "Results", results));
    }

    private static Map<String, Object> trivyPart(
            Scene scene, String target, String partClass, String type, String ecosystem) {
        List<Advisory> here =
                advisories(scene, one -> one.has('t') && one.ecosystem().equals(ecosystem));
        var found = new ArrayList<Object>();
        var ruledOut = new ArrayList<Object>();
        for (Advisory advisory : here) {
            if (advisory.has('x')) {
                ruledOut.add(Json.object(
                        "Type", "vulnerability",
                        "Status", "not_affected",
                        "Statement", "vulnerable_code_not_present",
                        "Source", scene.project() + ".openvex.json",
                        "Finding", trivy(advisory)));
            } else {
                found.add(trivy(advisory));
            }
        }
        return Json.object(
                "Target", target,
                "Class", partClass,
                "Type", type,
                "Vulnerabilities", found.isEmpty() ? null : found,
                "ExperimentalModifiedFindings", ruledOut.isEmpty() ? null : ruledOut);
    }

    private static Map<String, Object> trivy(Advisory advisory) {
        return Json.object(
                "VulnerabilityID", advisory.cve(),
                "VendorIDs", advisory.ghsa() == null ? null : List.of(advisory.ghsa()),
                "PkgName", advisory.pack(),
                "PkgPath", advisory.ecosystem().equals("deb") ? null : advisory.path(),
                "PkgIdentifier", Json.object("PURL", advisory.purl()),
                "InstalledVersion", advisory.version(),
                "FixedVersion", advisory.fixed(),
                "Status", advisory.fixed() == null ? "affected" : "fixed",
                "SeveritySource", advisory.ghsa() == null ? "debian" : "ghsa",
                "PrimaryURL", "https://nvd.nist.gov/vuln/detail/" + advisory.cve(),
                "Title", advisory.title(),
                "Severity", advisory.severity().name(),
                "CVSS", Json.object("nvd", Json.object("V3Score", advisory.score())),
                "PublishedDate", advisory.published() + "T00:00:00Z");
    }

    static byte[] grype(Scene scene) {
        var matches = new ArrayList<Object>();
        var ignored = new ArrayList<Object>();
        for (Advisory advisory : advisories(scene, one -> one.has('g'))) {
            Map<String, Object> match = grype(advisory);
            if (advisory.has('x')) {
                match.put(
                        "appliedIgnoreRules",
                        List.of(Json.object(
                                "namespace", "vex",
                                "vulnerability", advisory.cve(),
                                "vex-status", "not_affected",
                                "vex-justification", "vulnerable_code_not_present")));
                ignored.add(match);
            } else {
                matches.add(match);
            }
        }
        return Json.bytes(Json.object(
                "matches", matches,
                "ignoredMatches", ignored,
                "source",
                        Json.object(
                                "type",
                                "image",
                                "target",
                                Json.object("userInput", scene.image(), "tags", List.of(scene.image()))),
                "distro", Json.object("name", "debian", "version", "12"),
                "descriptor",
                        Json.object(
                                "name", "grype",
                                "version", "0.104.0",
                                "timestamp", scene.finished().toString())));
    }

    /** Named by its GHSA where it has one, as Grype does for packages of languages; the CVE is then a related one. */
    private static Map<String, Object> grype(Advisory advisory) {
        boolean system = advisory.ecosystem().equals("deb");
        String id = advisory.ghsa() == null ? advisory.cve() : advisory.ghsa();
        List<Object> cvss = List.of(Json.object(
                "source", "nvd@nist.gov",
                "type", "Primary",
                "version", "3.1",
                "metrics", Json.object("baseScore", advisory.score())));
        return Json.object(
                "vulnerability",
                        Json.object(
                                "id",
                                id,
                                "dataSource",
                                "https://nvd.nist.gov/vuln/detail/" + advisory.cve(),
                                "namespace",
                                system ? "debian:distro:debian:12" : "github:language:any",
                                "severity",
                                severity(advisory),
                                "description",
                                advisory.title(),
                                "cvss",
                                cvss,
                                "knownExploited",
                                advisory.has('+') ? List.of(Json.object("cve", advisory.cve())) : null,
                                "fix",
                                Json.object(
                                        "versions",
                                        advisory.fixed() == null ? List.of() : List.of(advisory.fixed()),
                                        "state",
                                        advisory.fixed() == null ? "wont-fix" : "fixed")),
                "relatedVulnerabilities",
                        List.of(Json.object("id", advisory.cve(), "namespace", "nvd:cpe", "cvss", cvss)),
                "artifact",
                        Json.object(
                                "name",
                                        advisory.pack()
                                                .substring(advisory.pack().indexOf(':') + 1),
                                "version", advisory.version(),
                                "type", type(advisory.ecosystem()),
                                "locations", List.of(Json.object("path", "/" + advisory.path())),
                                "purl", advisory.purl()));
    }

    private static String type(String ecosystem) {
        return ecosystem.equals("maven") ? "java-archive" : ecosystem;
    }

    /** What Debian thinks little of is negligible to Grype. */
    private static String severity(Advisory advisory) {
        if (advisory.severity() == Severity.LOW && advisory.ecosystem().equals("deb")) {
            return "Negligible";
        }
        String word = advisory.severity().name();
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    private static List<Advisory> advisories(Scene scene, Predicate<Advisory> wanted) {
        return scene.of(Problem.Vulnerability.class).stream()
                .map(Problem.Vulnerability::advisory)
                .filter(wanted)
                .toList();
    }
}

package dev.winnow.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Small reports of the four formats, as short as a test wants to say them. */
public final class TestReports {
    private TestReports() {}

    /** One weak line of a file; its severity is that of the rule's name: {@code high-eval}. */
    public record Weak(String rule, String file, int line, String code, boolean suppressed) {
        public Weak(String rule, String file, int line) {
            this(rule, file, line, "call_" + rule + "();", false);
        }

        public Weak at(int otherLine) {
            return new Weak(rule, file, otherLine, code, suppressed);
        }
    }

    /** One vulnerability of one package, under the names that the guard knows. */
    public record Hole(String name, String severity, List<String> ids) {
        public Hole(String name, String severity, String... ids) {
            this(name, severity, List.of(ids));
        }
    }

    public static String sarif(List<Weak> results) {
        return sarif("Lint", true, results);
    }

    /** @param complete false: the tool says that it did not look everywhere */
    public static String sarif(String tool, boolean complete, List<Weak> results) {
        return """
                {"version": "2.1.0", "runs": [{
                  "tool": {"driver": {"name": "%s", "version": "3.1"}},
                  "invocations": [{"executionSuccessful": %s}],
                  "results": [%s]}]}""".formatted(
                        tool, complete, results.stream().map(TestReports::sarif).collect(Collectors.joining(",\n")));
    }

    private static String sarif(Weak weak) {
        String score = weak.rule().startsWith("critical")
                ? "9.5"
                : weak.rule().startsWith("high") ? "8" : weak.rule().startsWith("low") ? "1" : "5";
        return """
                {"ruleId": "%s", "message": {"text": "Weak at line %d."}, "properties": {"security-severity": "%s"},
                 %s"locations": [{"physicalLocation": {"artifactLocation": {"uri": "%s"},
                   "region": {"startLine": %d, "snippet": {"text": "%s"}}}}]}""".formatted(
                weak.rule(),
                weak.line(),
                score,
                weak.suppressed() ? "\"suppressions\": [{\"kind\": \"inSource\", \"justification\": \"known\"}], " : "",
                weak.file(),
                weak.line(),
                weak.code());
    }

    public static String trivy(String image, List<Hole> holes) {
        return """
                {"SchemaVersion": 2, "Trivy": {"Version": "0.57.0"}, "ArtifactName": "%s", "ArtifactType": "container_image",
                 "Results": [{"Target": "Node.js", "Class": "lang-pkgs", "Type": "node-pkg", "Vulnerabilities": [%s]}]}""".formatted(
                        image,
                        holes.stream()
                                .map(hole -> """
                                        {"VulnerabilityID": "%s", "PkgName": "%s", "InstalledVersion": "1.0.0",
                                         "PkgIdentifier": {"PURL": "pkg:npm/%s@1.0.0"}, "FixedVersion": "1.0.1",
                                         "Status": "fixed", "Title": "A hole in %s", "Severity": "%s"}""".formatted(
                                        hole.ids().getFirst(), hole.name(), hole.name(), hole.name(), hole.severity()))
                                .collect(Collectors.joining(",\n")));
    }

    public static String grype(String image, List<Hole> holes) {
        var matches = new ArrayList<String>();
        for (Hole hole : holes) {
            String related = hole.ids().stream()
                    .skip(1)
                    .map(id -> "{\"id\": \"" + id + "\"}")
                    .collect(Collectors.joining(","));
            matches.add("""
                    {"vulnerability": {"id": "%s", "severity": "%s", "description": "A hole in %s.",
                       "fix": {"versions": ["1.0.1"], "state": "fixed"}},
                     "relatedVulnerabilities": [%s], "matchDetails": [],
                     "artifact": {"name": "%s", "version": "1.0.0", "type": "npm", "locations": [{"path": "/app/%s"}],
                       "language": "javascript", "purl": "pkg:npm/%s@1.0.0"}}""".formatted(
                    hole.ids().getFirst(),
                    hole.severity().charAt(0) + hole.severity().substring(1).toLowerCase(Locale.ROOT),
                    hole.name(),
                    related,
                    hole.name(),
                    hole.name(),
                    hole.name()));
        }
        return """
                {"matches": [%s], "source": {"type": "image", "target": {"userInput": "%s"}},
                 "descriptor": {"name": "grype", "version": "0.94.0"}}""".formatted(String.join(",\n", matches), image);
    }

    /** One page of a site that reflects what it is sent, for each path. */
    public static String zap(String site, List<String> paths) {
        return """
                {"@programName": "ZAP", "@version": "2.16.1", "@generated": "Wed, 29 Oct 2025 10:53:54",
                 "site": [{"@name": "%s", "@host": "shop.example", "@port": "443", "@ssl": "true", "alerts": [
                  {"pluginid": "40012", "alertRef": "40012", "name": "Reflected XSS", "riskcode": "3", "confidence": "2",
                   "desc": "<p>It reflects.</p>", "instances": [%s], "cweid": "79"}]}]}""".formatted(
                        site,
                        paths.stream()
                                .map(
                                        path -> "{\"uri\": \"" + site + path
                                                + "\", \"method\": \"GET\", \"param\": \"q\", \"attack\": \"<x>\", \"evidence\": \"<x>\"}")
                                .collect(Collectors.joining(",")));
    }
}

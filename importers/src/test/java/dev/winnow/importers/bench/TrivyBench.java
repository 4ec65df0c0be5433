package dev.winnow.importers.bench;

import dev.winnow.importers.trivy.TrivyImporter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** How fast Trivy reports are normalised. Argument: the number of vulnerabilities, by default 30,000. */
public final class TrivyBench {
    private final Prose prose = new Prose(20_261_124);

    private TrivyBench() {}

    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
        Path file = Files.createTempFile("trivy-bench", ".json");
        try {
            try (Writer writer = Files.newBufferedWriter(file)) {
                new TrivyBench().write(writer, count);
            }
            Bench.run("Trivy", new TrivyImporter(), file);
        } finally {
            Files.delete(file);
        }
    }

    private void write(Writer out, int count) throws IOException {
        out.write("""
                {
                  "SchemaVersion": 2,
                  "Trivy": {"Version": "0.69.1"},
                  "CreatedAt": "2026-02-24T07:07:53.487381Z",
                  "ArtifactName": "registry.example.org:5000/shop/web:1.4",
                  "ArtifactType": "container_image",
                  "Metadata": {"OS": {"Family": "debian", "Name": "12.5"}, "RepoTags": ["shop/web:1.4"]},
                  "Results": [
                    {
                      "Target": "registry.example.org:5000/shop/web:1.4 (debian 12.5)",
                      "Class": "os-pkgs",
                      "Type": "debian",
                      "Vulnerabilities": [
                """);
        for (int i = 0; i < count; i++) {
            out.write(i == 0 ? "" : ",\n");
            vulnerability(out, i);
        }
        out.write("\n      ]\n    }\n  ]\n}\n");
    }

    private void vulnerability(Writer out, int number) throws IOException {
        String id = "CVE-20" + (10 + number % 16) + "-" + (1_000 + number);
        String name = "lib" + prose.one("ssl", "xml2", "curl", "tiff", "png", "krb5") + (number / 12);
        String version = "1." + number % 7 + ".2-" + number % 5 + "+deb12u1";
        var references = new StringBuilder();
        for (int i = 0; i < 4 + prose.below(16); i++) {
            references
                    .append(i == 0 ? "" : ",")
                    .append("\n            \"https://")
                    .append(prose.one("github.com", "access.redhat.com", "nvd.nist.gov", "lists.debian.org"))
                    .append('/')
                    .append(prose.one("security/cve/", "advisories/", "archive/html/"))
                    .append(prose.hex(8 + prose.below(20)))
                    .append('"');
        }
        out.write("""
                        {
                          "VulnerabilityID": "%s",
                          "VendorIDs": ["DSA-%d-1"],
                          "PkgID": "%s@%s",
                          "PkgName": "%s",
                          "PkgIdentifier": {
                            "PURL": "pkg:deb/debian/%s@%s?arch=amd64\\u0026distro=debian-12.5",
                            "UID": "%s"
                          },
                          "InstalledVersion": "%s",
                          "FixedVersion": "1.9.%d",
                          "Status": "fixed",
                          "Layer": {
                            "Digest": "sha256:%064d",
                            "DiffID": "sha256:%064d"
                          },
                          "SeveritySource": "%s",
                          "PrimaryURL": "https://avd.aquasec.com/nvd/%s",
                          "DataSource": {
                            "ID": "debian",
                            "Name": "Debian Security Tracker",
                            "URL": "https://salsa.debian.org/security-tracker-team/security-tracker"
                          },
                          "Fingerprint": "sha256:%s",
                          "Title": "%s: %s",
                          "Description": "%s.\\n\\n%s.",
                          "Severity": "%s",
                          "CweIDs": ["CWE-%d", "CWE-20"],
                          "VendorSeverity": {"debian": 1, "nvd": 3, "redhat": 2, "ubuntu": 1},
                          "CVSS": {
                            "nvd": {
                              "V2Vector": "AV:N/AC:L/Au:N/C:P/I:N/A:P",
                              "V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H",
                              "V2Score": 6.4,
                              "V3Score": 9.1
                            },
                            "redhat": {
                              "V3Vector": "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H",
                              "V3Score": 7.8
                            }
                          },
                          "References": [%s
                          ],
                          "PublishedDate": "2021-08-03T14:15:%02dZ",
                          "LastModifiedDate": "2022-10-18T12:19:00Z"
                        }""".formatted(
                        id,
                        4_000 + number,
                        name,
                        version,
                        name,
                        name,
                        version,
                        prose.hex(15),
                        version,
                        number % 9,
                        number % 30,
                        number % 30,
                        prose.one("debian", "nvd", "redhat"),
                        id.toLowerCase(java.util.Locale.ROOT),
                        prose.hex(64),
                        name,
                        prose.words(8),
                        prose.words(30 + prose.below(60)),
                        prose.words(10 + prose.below(20)),
                        prose.one("LOW", "MEDIUM", "HIGH", "CRITICAL"),
                        20 + number % 900,
                        references,
                        number % 60));
    }
}

package dev.winnow.importers.bench;

import dev.winnow.importers.grype.GrypeImporter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** How fast Grype reports are normalised. Argument: the number of matches, by default 30,000. */
public final class GrypeBench {
    private final Prose prose = new Prose(20_261_124);

    private GrypeBench() {}

    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
        Path file = Files.createTempFile("grype-bench", ".json");
        try {
            try (Writer writer = Files.newBufferedWriter(file)) {
                new GrypeBench().write(writer, count);
            }
            Bench.run("Grype", new GrypeImporter(), file);
        } finally {
            Files.delete(file);
        }
    }

    private void write(Writer out, int count) throws IOException {
        out.write("{\n \"matches\": [\n");
        for (int i = 0; i < count; i++) {
            out.write(i == 0 ? "" : ",\n");
            match(out, i);
        }
        out.write("""

                 ],
                 "source": {"type": "image", "target": {"userInput": "shop/web:1.4", "tags": ["shop/web:1.4"]}},
                 "distro": {"name": "debian", "version": "12", "idLike": []},
                 "descriptor": {"name": "grype", "version": "0.94.0", "timestamp": "2025-06-19T11:43:35.523947199Z"}
                }
                """);
    }

    private void match(Writer out, int number) throws IOException {
        String id = "CVE-20" + (10 + number % 16) + "-" + (1_000 + number);
        String name = "lib" + prose.one("ssl", "xml2", "curl", "tiff", "png", "krb5") + (number / 12);
        String version = "1." + number % 7 + ".2-" + number % 5;
        out.write("""
                  {
                   "vulnerability": {
                    "id": "%s",
                    "dataSource": "https://security-tracker.debian.org/tracker/%s",
                    "namespace": "debian:distro:debian:12",
                    "severity": "%s",
                    "urls": [%s
                    ],
                    "description": "%s. %s",
                    "cvss": [],
                    "epss": [{"cve": "%s", "epss": 0.0%d, "percentile": 0.7%d, "date": "2025-06-18"}],
                    "fix": {"versions": ["1.9.%d"], "state": "fixed"},
                    "advisories": [],
                    "risk": %d.25
                   },
                   "relatedVulnerabilities": [
                    {
                     "id": "%s",
                     "dataSource": "https://nvd.nist.gov/vuln/detail/%s",
                     "namespace": "nvd:cpe",
                     "severity": "High",
                     "urls": [%s
                     ],
                     "description": "%s. %s",
                     "cvss": [
                      {
                       "source": "nvd@nist.gov",
                       "type": "Primary",
                       "version": "3.1",
                       "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H",
                       "metrics": {"baseScore": 9.1, "exploitabilityScore": 3.9, "impactScore": 5.2},
                       "vendorMetadata": {}
                      },
                      {
                       "source": "nvd@nist.gov",
                       "type": "Primary",
                       "version": "2.0",
                       "vector": "AV:N/AC:L/Au:N/C:P/I:N/A:P",
                       "metrics": {"baseScore": 6.4, "exploitabilityScore": 10, "impactScore": 4.9},
                       "vendorMetadata": {}
                      }
                     ]
                    }
                   ],
                   "matchDetails": [
                    {
                     "type": "exact-indirect-match",
                     "matcher": "dpkg-matcher",
                     "searchedBy": {
                      "distro": {"type": "debian", "version": "12"},
                      "namespace": "debian:distro:debian:12",
                      "package": {"name": "%s", "version": "%s"}
                     },
                     "found": {"versionConstraint": "< 1.9 (deb)", "vulnerabilityID": "%s"},
                     "fix": {"suggestedVersion": "1.9"}
                    }
                   ],
                   "artifact": {
                    "id": "%s",
                    "name": "%s",
                    "version": "%s",
                    "type": "deb",
                    "locations": [
                     {
                      "path": "/var/lib/dpkg/status",
                      "layerID": "sha256:%064d",
                      "accessPath": "/var/lib/dpkg/status",
                      "annotations": {"evidence": "primary"}
                     },
                     {
                      "path": "/usr/share/doc/%s/copyright",
                      "layerID": "sha256:%064d",
                      "accessPath": "/usr/share/doc/%s/copyright",
                      "annotations": {"evidence": "supporting"}
                     }
                    ],
                    "language": "",
                    "licenses": ["GPL-2", "MIT"],
                    "cpes": ["cpe:2.3:a:%s:%s:%s:*:*:*:*:*:*:*"],
                    "purl": "pkg:deb/debian/%s@%s?arch=amd64&distro=debian-12",
                    "upstreams": [{"name": "%s"}]
                   }
                  }""".formatted(
                        id,
                        id,
                        prose.one("Negligible", "Low", "Medium", "High", "Critical"),
                        links(prose.below(3)),
                        prose.words(15),
                        prose.words(20 + prose.below(60)),
                        id,
                        1 + number % 9,
                        number % 10,
                        number % 9,
                        number % 60,
                        id,
                        id,
                        links(2 + prose.below(8)),
                        prose.words(15),
                        prose.words(20 + prose.below(60)),
                        name,
                        version,
                        id,
                        prose.hex(16),
                        name,
                        version,
                        number % 30,
                        name,
                        number % 30,
                        name,
                        name,
                        name,
                        version,
                        name,
                        version,
                        name));
    }

    private String links(int count) {
        var links = new StringBuilder();
        for (int i = 0; i < count; i++) {
            links.append(i == 0 ? "" : ",")
                    .append("\n     \"https://")
                    .append(prose.one("github.com", "access.redhat.com", "nvd.nist.gov", "lists.debian.org"))
                    .append("/advisories/")
                    .append(prose.hex(8 + prose.below(20)))
                    .append('"');
        }
        return links.toString();
    }
}

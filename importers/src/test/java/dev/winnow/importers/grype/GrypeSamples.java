package dev.winnow.importers.grype;

import java.util.List;

/** Small reports with one of everything. */
final class GrypeSamples {
    static final String IMAGE = """
            {
             "matches": [
              {
               "vulnerability": {
                "id": "GHSA-aaaa-bbbb-cccc",
                "dataSource": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
                "namespace": "github:language:python",
                "severity": "High",
                "urls": ["https://example.org/a", "ftp://example.org/b"],
                "description": "Paths are not checked before use. More follows.",
                "cvss": [
                 {"source": "nvd", "type": "Primary", "version": "2.0", "vector": "AV:N", "metrics": {"baseScore": 10}, "vendorMetadata": {}},
                 {"source": "cna", "type": "Secondary", "version": "3.1", "vector": "CVSS:3.1/b", "metrics": {"baseScore": 9.1}},
                 {"source": "nvd", "type": "Primary", "version": "3.1", "vector": "CVSS:3.1/a", "metrics": {"baseScore": 7.5}}
                ],
                "knownExploited": [{"cve": "CVE-2021-44420", "knownRansomwareCampaignUse": "Known"}],
                "epss": [{"cve": "CVE-2021-44420", "epss": 0.0719, "percentile": 0.9, "date": "2025-06-18"}],
                "cwes": [{"cve": "CVE-2021-44420", "cwe": "CWE-22", "source": "nvd", "type": "Primary"}, {"cwe": "CWE-22"}],
                "fix": {"versions": ["3.1.14", "3.2.10"], "state": "fixed", "available": [{"version": "3.1.14", "date": "2021-12-07"}]},
                "advisories": [{"id": "PYSEC-2021-439", "link": "https://example.org/p"}],
                "risk": 5.620183
               },
               "relatedVulnerabilities": [
                {"id": "CVE-2021-44420", "dataSource": "https://nvd.nist.gov/vuln/detail/CVE-2021-44420", "namespace": "nvd:cpe", "severity": "High", "urls": ["https://example.org/c"], "description": "In Django…", "cvss": []}
               ],
               "matchDetails": [{"type": "exact-direct-match", "matcher": "python-matcher", "searchedBy": {"language": "python"}, "found": {"versionConstraint": ">=3.2 (python)"}}],
               "artifact": {
                "id": "1",
                "name": "Django",
                "version": "3.2.9",
                "type": "python",
                "locations": [
                 {"path": "/usr/lib/python3/Django.dist-info/METADATA", "layerID": "sha256:aa11", "accessPath": "/usr/lib/python3/Django.dist-info/METADATA"},
                 {"path": "/usr/lib/python3/Django.dist-info/RECORD", "layerID": "sha256:aa11"}
                ],
                "language": "python",
                "licenses": ["BSD"],
                "cpes": ["cpe:2.3:a:django:django:3.2.9:*:*:*:*:*:*:*"],
                "purl": "pkg:pypi/Django@3.2.9",
                "upstreams": [],
                "metadataType": "PythonPackageMetadata",
                "metadata": {"name": "Django"}
               }
              },
              {
               "vulnerability": {"id": "CVE-2004-0971", "severity": "Negligible", "cvss": [], "fix": {"versions": [], "state": "wont-fix"}},
               "relatedVulnerabilities": [{"id": "CVE-2004-0971", "severity": "Low", "urls": ["https://example.org/d"], "description": "The script.", "cvss": [{"version": "2.0", "vector": "AV:L", "metrics": {"baseScore": 2.1}}]}],
               "matchDetails": [],
               "artifact": {"name": "krb5", "version": "1:1.17-3", "type": "rpm", "locations": [], "language": "", "purl": ""}
              }
             ],
             "ignoredMatches": [
              {
               "vulnerability": {"id": "CVE-2022-1000", "severity": "Unknown", "fix": {"versions": [], "state": ""}},
               "matchDetails": [{"searchedBy": {"distro": {"type": "debian", "version": "12"}}}],
               "artifact": {"name": "bash", "version": "5.2", "type": "deb"},
               "appliedIgnoreRules": [
                {"vulnerability": "CVE-2022-1000", "reason": "not reachable", "namespace": "", "fix-state": "wont-fix", "package": {"name": "bash", "type": "deb"}},
                {"namespace": "vex", "vex-status": "not_affected", "vex-justification": "code_not_present", "include-aliases": false}
               ]
              },
              {
               "vulnerability": {"id": "CVE-2022-1001", "severity": "Low"},
               "artifact": {"name": "zlib", "version": "1", "type": "binary"},
               "appliedIgnoreRules": [{"vulnerability": "CVE-2022-1001"}]
              }
             ],
             "alertsByPackage": [{"package": {"name": "a"}, "alerts": [{"type": "distro-eol", "message": "The distribution has reached its end of life"}]}, {"package": {"name": "b"}, "alerts": [{"type": "distro-eol", "message": "The distribution has reached its end of life"}]}],
             "source": {"type": "image", "target": {"userInput": "registry.example.org:5000/shop/web:1.4", "imageID": "sha256:1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A", "manifestDigest": "none", "repoDigests": ["shop/web@sha256:3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c"], "tags": ["shop/web:1.4"], "layers": [{"digest": "sha256:aa11"}]}},
             "distro": {"name": "amzn", "version": "2", "idLike": ["rhel"]},
             "descriptor": {"name": "grype", "version": "0.94.0", "configuration": {"a": [1]}, "db": {"status": {"built": "2025-06-19T04:12:38Z"}}, "timestamp": "2025-06-19T11:43:35.523947199Z"}
            }
            """;

    /** As Grype 0.7 wrote it. */
    static final String OLD = """
            {
             "matches": [
              {
               "vulnerability": {
                "id": "CVE-2017-12424",
                "severity": "Critical",
                "links": ["https://security-tracker.debian.org/tracker/CVE-2017-12424"],
                "cvssV2": {"baseScore": 7.5, "exploitabilityScore": 10, "impactScore": 6.4, "vector": "AV:N/AC:L/Au:N/C:P/I:P/A:P"},
                "cvssV3": {"baseScore": 9.8, "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
                "fixedInVersion": "4.6"
               },
               "matchDetails": {"matcher": "dpkg-matcher", "searchKey": {"distro": {"type": "debian", "version": "10"}}, "matchedOn": {"constraint": "none (deb)"}},
               "artifact": {"name": "login", "version": "1:4.5-1.1", "type": "deb", "locations": [{"path": "/var/lib/dpkg/status", "layerIndex": 0}], "language": "", "licenses": null, "cpes": [{"Part": "a"}]}
              }
             ],
             "source": {"type": "directory", "target": "\\".\\""}
            }
            """;

    static final List<String> ALL = List.of(IMAGE, OLD);

    private GrypeSamples() {}
}

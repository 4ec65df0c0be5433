package dev.winnow.importers.trivy;

import java.util.List;

/** Small reports with one of everything. */
final class TrivySamples {
    static final String IMAGE = """
            {
              "SchemaVersion": 2,
              "Trivy": {"Version": "0.69.1"},
              "ReportID": "1",
              "CreatedAt": "2026-02-24T07:07:53.487Z",
              "ArtifactName": "registry.example.org:5000/shop/web:1.4",
              "ArtifactType": "container_image",
              "Metadata": {"OS": {"Family": "debian", "Name": "12.4"}, "ImageID": "sha256:1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a", "DiffIDs": ["sha256:2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b"],
                "RepoTags": ["shop/web:1.4"], "RepoDigests": ["shop/web@sha256:3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c", "shop/web"], "ImageConfig": {"a": [1, {"b": null}]}},
              "Results": [
                {
                  "Target": "registry.example.org:5000/shop/web:1.4 (debian 12.4)",
                  "Class": "os-pkgs",
                  "Type": "debian",
                  "Packages": [{"Name": "libssl3"}],
                  "Vulnerabilities": [
                    {
                      "VulnerabilityID": "CVE-2024-0001",
                      "VendorIDs": ["DSA-5000-1"],
                      "PkgID": "libssl3@3.0.11-1",
                      "PkgName": "libssl3",
                      "PkgIdentifier": {"PURL": "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64\\u0026distro=debian-12.4", "UID": "1"},
                      "InstalledVersion": "3.0.11-1",
                      "FixedVersion": "3.0.13-1",
                      "Status": "fixed",
                      "Layer": {"Digest": "sha256:aa11", "DiffID": "sha256:cc33"},
                      "SeveritySource": "nvd",
                      "PrimaryURL": "https://avd.example.org/nvd/cve-2024-0001",
                      "DataSource": {"ID": "debian"},
                      "Title": "openssl: a flaw in a parser",
                      "Description": "A long story.",
                      "Severity": "HIGH",
                      "CweIDs": ["CWE-190", "CWE-125"],
                      "CVSS": {
                        "redhat": {"V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "V3Score": 9.8},
                        "nvd": {"V2Vector": "AV:N", "V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "V2Score": 5, "V3Score": 7.5}
                      },
                      "References": ["https://example.org/advisory", "ftp://example.org/x", "javascript:alert(1)", "http://example.org/other"],
                      "PublishedDate": "2024-01-30T10:15:08Z",
                      "LastModifiedDate": "2024-02-01T00:00:00Z"
                    }
                  ]
                },
                {
                  "Target": "Java",
                  "Class": "lang-pkgs",
                  "Type": "jar",
                  "Vulnerabilities": [
                    {"VulnerabilityID": "GHSA-aaaa-bbbb-cccc", "PkgName": "org.example:text", "PkgPath": "app/lib/text.jar", "InstalledVersion": "1.2", "Severity": "LOW"}
                  ]
                },
                {"Target": "", "Class": "custom", "CustomResources": [{"Type": "x", "Data": "y"}]}
              ]
            }
            """;

    static final String CONFIG = """
            {
              "SchemaVersion": 2,
              "ArtifactName": ".",
              "ArtifactType": "filesystem",
              "Results": [
                {
                  "Target": "infra/main.tf",
                  "Class": "config",
                  "Type": "terraform",
                  "MisconfSummary": {"Successes": 1, "Failures": 2, "Exceptions": 1},
                  "Misconfigurations": [
                    {
                      "Type": "Terraform Security Check",
                      "ID": "AVD-AWS-0089",
                      "AVDID": "AVD-AWS-0089",
                      "Title": "Bucket logging",
                      "Description": "Logging is off.",
                      "Message": "Bucket has logging disabled",
                      "Namespace": "builtin.aws.s3.aws0089",
                      "Query": "data.x",
                      "Resolution": "Turn it on",
                      "Severity": "LOW",
                      "PrimaryURL": "https://avd.example.org/misconfig/aws-0089",
                      "References": ["https://docs.example.org/logs"],
                      "Status": "FAIL",
                      "Layer": {},
                      "CauseMetadata": {
                        "Resource": "aws_s3_bucket.logs",
                        "Provider": "AWS",
                        "Service": "s3",
                        "StartLine": 3,
                        "EndLine": 4,
                        "Code": {"Lines": [
                          {"Number": 2, "Content": "# storage", "IsCause": false},
                          {"Number": 3, "Content": "resource \\"aws_s3_bucket\\" \\"logs\\" {", "IsCause": true},
                          {"Number": 4, "Content": "  acl = \\"private\\"", "IsCause": true}
                        ]}
                      }
                    },
                    {"ID": "AVD-AWS-0090", "Title": "Versioning", "Severity": "MEDIUM", "Status": "PASS", "CauseMetadata": {}},
                    {"ID": "AVD-AWS-0091", "Title": "Public", "Severity": "HIGH", "Status": "EXCEPTION"}
                  ]
                },
                {
                  "Target": "Dockerfile",
                  "Class": "config",
                  "Type": "dockerfile",
                  "Misconfigurations": [
                    {"ID": "DS002", "Title": "Root", "Severity": "HIGH", "CauseMetadata": {"Code": {"Lines": null}}}
                  ]
                }
              ]
            }
            """;

    static final String SECRETS = """
            {
              "SchemaVersion": 2,
              "ArtifactName": "/work/checkout",
              "ArtifactType": "filesystem",
              "Results": [
                {
                  "Target": "deploy/.env",
                  "Class": "secret",
                  "Secrets": [
                    {
                      "RuleID": "github-pat",
                      "Category": "GitHub",
                      "Severity": "CRITICAL",
                      "Title": "GitHub Personal Access Token",
                      "StartLine": 7,
                      "EndLine": 7,
                      "Code": {"Lines": [
                        {"Number": 6, "Content": "PASSWORD=correcthorsebattery", "IsCause": false},
                        {"Number": 7, "Content": "GITHUB_PAT=****************", "IsCause": true}
                      ]},
                      "Match": "GITHUB_PAT=****************",
                      "Layer": {"DiffID": "sha256:bb22"}
                    },
                    {
                      "RuleID": "odd",
                      "Severity": "LOW",
                      "Title": "Not masked by the tool",
                      "StartLine": 9,
                      "EndLine": 9,
                      "Match": "login hunter2hunter2"
                    }
                  ]
                }
              ]
            }
            """;

    static final String MODIFIED = """
            {
              "SchemaVersion": 2,
              "ArtifactName": "package-lock.json",
              "ArtifactType": "filesystem",
              "Results": [
                {
                  "Target": "package-lock.json",
                  "Class": "lang-pkgs",
                  "Type": "npm",
                  "ExperimentalModifiedFindings": [
                    {
                      "Type": "vulnerability",
                      "Status": "not_affected",
                      "Statement": "vulnerable_code_not_in_execute_path",
                      "Source": "./vex.json",
                      "Finding": {"VulnerabilityID": "CVE-2017-16137", "PkgName": "debug", "InstalledVersion": "3.0.1", "Severity": "LOW"}
                    },
                    {
                      "Type": "misconfiguration",
                      "Status": "ignored",
                      "Statement": "agreed with the team",
                      "Source": ".trivyignore.yaml",
                      "Finding": {"ID": "DS-0002", "Severity": "HIGH", "Status": "FAIL"}
                    },
                    {
                      "Type": "misconfiguration",
                      "Status": "ignored",
                      "Finding": {"ID": "DS-0003", "Severity": "HIGH", "Status": "PASS"}
                    },
                    {
                      "Status": "ignored",
                      "Finding": {"RuleID": "aws-key", "Severity": "HIGH", "Match": "***"}
                    }
                  ]
                }
              ]
            }
            """;

    static final String KUBERNETES = """
            {
              "ClusterName": "prod-cluster",
              "Resources": [
                {
                  "Namespace": "shop",
                  "Kind": "Deployment",
                  "Name": "web",
                  "Results": [
                    {
                      "Target": "docker.io/library/redis:6.0.5 (debian 10.4)",
                      "Class": "os-pkgs",
                      "Type": "debian",
                      "Vulnerabilities": [{"VulnerabilityID": "CVE-2020-27350", "PkgName": "apt", "InstalledVersion": "1.8.2.1", "Severity": "MEDIUM"}]
                    },
                    {
                      "Target": "Deployment/web",
                      "Class": "config",
                      "Type": "kubernetes",
                      "MisconfSummary": {"Successes": 23, "Failures": 1},
                      "Misconfigurations": [{"ID": "KSV001", "Title": "Can elevate", "Severity": "MEDIUM", "Status": "FAIL", "CauseMetadata": {"StartLine": 10, "EndLine": 12}}]
                    }
                  ]
                }
              ]
            }
            """;

    static final List<String> ALL = List.of(IMAGE, CONFIG, SECRETS, MODIFIED, KUBERNETES);

    private TrivySamples() {}
}

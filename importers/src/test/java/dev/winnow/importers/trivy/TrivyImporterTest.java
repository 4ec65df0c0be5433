package dev.winnow.importers.trivy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Category;
import dev.winnow.importers.Component;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Location;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Masking;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Tool;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.packages.Reports;
import dev.winnow.importers.packages.Reports.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrivyImporterTest {
    private final TrivyImporter importer = new TrivyImporter();

    private Outcome read(String json) throws IOException {
        return Reports.read(importer, json);
    }

    @Test
    void everyFieldOfAnImageVulnerabilityIsRead() throws IOException {
        Outcome outcome = read(TrivySamples.IMAGE);

        var tool = new Tool("Trivy", "0.69.1");
        assertThat(outcome.scan())
                .isEqualTo(new ScanInfo(
                        tool,
                        Category.CONTAINER,
                        "registry.example.org:5000/shop/web",
                        Instant.parse("2026-02-24T07:07:53.487Z"),
                        true,
                        List.of(),
                        List.of("sha256:" + "1a".repeat(32), "sha256:" + "3c".repeat(32))));
        assertThat(outcome.results().getFirst())
                .isEqualTo(new Result(
                        tool,
                        Kind.VULNERABILITY,
                        new Rule(
                                "CVE-2024-0001",
                                "openssl: a flaw in a parser",
                                "A long story.",
                                "",
                                "https://avd.example.org/nvd/cve-2024-0001",
                                List.of("CWE-190", "CWE-125"),
                                List.of("DSA-5000-1"),
                                List.of("https://example.org/advisory", "http://example.org/other"),
                                new Advisory(
                                        7.5,
                                        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
                                        null,
                                        false,
                                        Instant.parse("2024-01-30T10:15:08Z"))),
                        Severity.HIGH,
                        "openssl: a flaw in a parser",
                        "",
                        List.of("CVE-2024-0001"),
                        List.of(new Location(
                                null, 0, 0, 0, 0, -1, null, null, "registry.example.org:5000/shop/web", null)),
                        new Component(
                                "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12.4",
                                "libssl3",
                                "3.0.11-1",
                                "3.0.13-1",
                                "fixed"),
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        BaselineState.NONE,
                        List.of(),
                        List.of(),
                        "sha256:aa11",
                        null));
        assertThat(outcome.results()).hasSize(2);
        Result library = outcome.results().get(1);
        assertThat(library.primaryLocation()).isEqualTo(Location.ofFile("app/lib/text.jar"));
        assertThat(library.identifiers()).containsExactly("GHSA-aaaa-bbbb-cccc");
        assertThat(library.component().purl()).isEqualTo("pkg:maven/org.example/text@1.2");
        assertThat(library.title()).isEqualTo("GHSA-aaaa-bbbb-cccc");
    }

    @Test
    void theSeveritySourcesNewestCvssIsTakenElseTheHighest() throws IOException {
        assertThat(score("nvd")).isEqualTo(5.5);
        assertThat(score("redhat")).isEqualTo(9.3);
        assertThat(score("debian")).isEqualTo(9.3);
    }

    private Double score(String source) throws IOException {
        return read("""
                {"SchemaVersion":2,"ArtifactName":"a","Results":[{"Target":"t","Vulnerabilities":[{
                 "VulnerabilityID":"CVE-1","PkgName":"p","SeveritySource":"%s","CVSS":{
                  "nvd":{"V2Score":10,"V3Score":5.5,"V3Vector":"CVSS:3.1/x"},
                  "redhat":{"V3Score":4.2,"V40Score":9.3,"V40Vector":"CVSS:4.0/x"}}}]}]}
                """.formatted(source)).only().rule().advisory().cvss();
    }

    @Test
    void onlyFailedChecksCountAndEachKeepsItsPlaceCodeAndNames() throws IOException {
        Outcome outcome = read(TrivySamples.CONFIG);

        assertThat(outcome.scan().category()).isEqualTo(Category.IAC);
        assertThat(outcome.scan().target()).isEqualTo("source");
        assertThat(outcome.results()).hasSize(2);
        Result bucket = outcome.results().getFirst();
        assertThat(bucket.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(bucket.rule())
                .isEqualTo(new Rule(
                        "AVD-AWS-0089",
                        "Bucket logging",
                        "Logging is off.",
                        "Turn it on",
                        "https://avd.example.org/misconfig/aws-0089",
                        List.of(),
                        List.of("AWS-0089"),
                        List.of("https://docs.example.org/logs"),
                        null));
        assertThat(bucket.severity()).isEqualTo(Severity.LOW);
        assertThat(bucket.title()).isEqualTo("Bucket logging");
        assertThat(bucket.message()).isEqualTo("Bucket has logging disabled");
        assertThat(bucket.identifiers()).containsExactly("AWS-0089", "AVD-AWS-0089");
        assertThat(bucket.resource()).isEqualTo("aws_s3_bucket.logs");
        assertThat(bucket.locations())
                .containsExactly(new Location(
                        "infra/main.tf",
                        3,
                        0,
                        4,
                        0,
                        -1,
                        "resource \"aws_s3_bucket\" \"logs\" {\n  acl = \"private\"",
                        "# storage\nresource \"aws_s3_bucket\" \"logs\" {\n  acl = \"private\"",
                        null,
                        null));
        assertThat(outcome.results().get(1).rule().id()).isEqualTo("DS002");
        assertThat(outcome.results().get(1).identifiers().getFirst()).isEqualTo("DS-0002");
    }

    @Test
    void theSameCheckHasTheSameFirstNameInOldAndNewReports() {
        assertThat(CheckName.of("KSV001", "AVD-KSV-0001", null).catalogued().getFirst())
                .isEqualTo("KSV-0001");
        assertThat(CheckName.of("KSV001", null, null).catalogued().getFirst()).isEqualTo("KSV-0001");
        assertThat(CheckName.of("KSV-0001", null, null).catalogued().getFirst()).isEqualTo("KSV-0001");
        assertThat(CheckName.of("AVD-AWS-0001", "AVD-AWS-0001", null)
                        .catalogued()
                        .getFirst())
                .isEqualTo("AWS-0001");
        assertThat(CheckName.of("N/A", "N/A", "user.labels").id()).isEqualTo("user.labels");
        assertThat(CheckName.of("my-own-check", null, null).catalogued().getFirst())
                .isEqualTo("my-own-check");
    }

    @Test
    void noSecretLeavesTheImporterEvenWhereTheReportShowsIt() throws IOException {
        Outcome outcome = read(TrivySamples.SECRETS);

        assertThat(outcome.scan().category()).isEqualTo(Category.SECRETS);
        Result masked = outcome.results().getFirst();
        assertThat(masked.kind()).isEqualTo(Kind.SECRET);
        assertThat(masked.rule())
                .isEqualTo(new Rule(
                        "github-pat",
                        "GitHub Personal Access Token",
                        "",
                        "",
                        null,
                        List.of(),
                        List.of("GitHub"),
                        List.of(),
                        null));
        assertThat(masked.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(masked.message()).isEqualTo("GITHUB_PAT=" + Masking.MASK);
        assertThat(masked.secretHash()).isNull();
        assertThat(masked.primaryLocation().uri()).isEqualTo("deploy/.env");
        assertThat(masked.primaryLocation().startLine()).isEqualTo(7);
        assertThat(masked.primaryLocation().endLine()).isEqualTo(7);
        assertThat(masked.layer()).isEqualTo("sha256:bb22");
        assertThat(outcome.results().toString()).doesNotContain("hunter2", "correcthorse");
    }

    @Test
    void licencesNamePackageOrFile() throws IOException {
        Outcome outcome = read("""
                {"SchemaVersion":2,"ArtifactName":"alpine:3.19","ArtifactType":"container_image",
                 "Metadata":{"OS":{"Family":"alpine","Name":"3.19"}},"Results":[
                 {"Target":"OS Packages","Class":"license","Licenses":[
                  {"Severity":"HIGH","Category":"restricted","PkgName":"apk-tools","FilePath":"","Name":"GPL-2.0","Confidence":1,"Link":""}]},
                 {"Target":"Node.js","Class":"license","Licenses":[
                  {"Severity":"LOW","Category":"notice","PkgName":"@a/b","FilePath":"app/package.json","Name":"MIT","Link":""}]},
                 {"Target":"Loose File License(s)","Class":"license-file","Licenses":[
                  {"Severity":"UNKNOWN","Category":"unknown","PkgName":"","FilePath":"/etc/x.pl","Name":"OpenSSL","Link":"https://spdx.org/licenses/OpenSSL.html"}]}]}
                """);

        assertThat(outcome.results()).extracting(Result::kind).containsOnly(Kind.LICENSE);
        Result system = outcome.results().getFirst();
        assertThat(system.rule().id()).isEqualTo("GPL-2.0");
        assertThat(system.rule().tags()).containsExactly("restricted");
        assertThat(system.severity()).isEqualTo(Severity.HIGH);
        assertThat(system.resource()).isEqualTo("GPL-2.0");
        assertThat(system.component())
                .isEqualTo(new Component("pkg:apk/alpine/apk-tools", "apk-tools", null, null, null));
        Result node = outcome.results().get(1);
        assertThat(node.component().purl()).isEqualTo("pkg:npm/%40a/b");
        assertThat(node.primaryLocation().uri()).isEqualTo("app/package.json");
        Result file = outcome.results().get(2);
        assertThat(file.component()).isNull();
        assertThat(file.primaryLocation().uri()).isEqualTo("/etc/x.pl");
        assertThat(file.rule().helpUri()).isEqualTo("https://spdx.org/licenses/OpenSSL.html");
    }

    @Test
    void modifiedFindingsOfTheCountedKindsAreSuppressed() throws IOException {
        Outcome outcome = read(TrivySamples.MODIFIED);

        assertThat(outcome.results())
                .extracting(Result::suppression)
                .containsExactly(
                        new Suppression("vex", "not_affected: vulnerable_code_not_in_execute_path (./vex.json)"),
                        new Suppression("ignored", "ignored: agreed with the team (.trivyignore.yaml)"),
                        new Suppression("ignored", "ignored"));
        assertThat(outcome.results())
                .extracting(Result::kind)
                .containsExactly(Kind.VULNERABILITY, Kind.MISCONFIGURATION, Kind.SECRET);
    }

    @Test
    void bothKubernetesLayoutsNameTheWorkloadAndLeaveTagsOut() throws IOException {
        Outcome now = read(TrivySamples.KUBERNETES);
        assertThat(now.scan().category()).isEqualTo(Category.CONTAINER);
        assertThat(now.scan().target()).isEqualTo("prod-cluster");
        assertThat(now.scan().complete()).isTrue();
        Result vulnerability = now.results().getFirst();
        assertThat(vulnerability.resource()).isEqualTo("shop/Deployment/web");
        assertThat(vulnerability.primaryLocation().uri()).isNull();
        assertThat(vulnerability.primaryLocation().logicalName()).isEqualTo("docker.io/library/redis");
        Result check = now.results().get(1);
        assertThat(check.resource()).isEqualTo("shop/Deployment/web");
        assertThat(check.primaryLocation().uri()).isNull();
        assertThat(check.primaryLocation().logicalName()).isEqualTo("shop/Deployment/web");

        String old = TrivySamples.KUBERNETES.replace("\"Resources\"", "\"Vulnerabilities\"");
        assertThat(read(old).results()).isEqualTo(now.results());
        String summary = TrivySamples.KUBERNETES.replace("\"Resources\"", "\"Findings\"");
        assertThat(read(summary).results()).isEqualTo(now.results());
    }

    @Test
    void aClusterOfWhichAWorkloadCouldNotBeScannedIsPartial() throws IOException {
        Outcome outcome = read("""
                {"ClusterName":"c","Resources":[
                 {"Namespace":"shop","Kind":"Pod","Name":"web","Error":"scan error: no such image"},
                 {"Namespace":"shop","Kind":"Pod","Name":"db","Results":[{"Target":"redis:7 (debian 12)","Class":"os-pkgs","Type":"debian"}]}]}
                """);
        assertThat(outcome.scan().complete()).isFalse();
        assertThat(outcome.scan().notices()).containsExactly("shop/Pod/web: scan error: no such image");
    }

    @Test
    void aReportThatListsNothingIsPartialAndOneThatListsACleanTargetIsComplete() throws IOException {
        for (String nothing : List.of(
                "null",
                "[]",
                "{\"SchemaVersion\":2,\"ArtifactName\":\"a:1\",\"ArtifactType\":\"container_image\"}",
                "{\"SchemaVersion\":2,\"ArtifactName\":\"a:1\",\"Results\":[]}",
                "{\"SchemaVersion\":2,\"ArtifactName\":\"a:1\",\"Results\":null}",
                "{\"ClusterName\":\"c\",\"Resources\":null}")) {
            Outcome outcome = read(nothing);
            assertThat(outcome.results()).as(nothing).isEmpty();
            assertThat(outcome.scan().complete()).as(nothing).isFalse();
            assertThat(outcome.scan().notices()).as(nothing).isNotEmpty();
        }
        Outcome clean = read("""
                {"SchemaVersion":2,"ArtifactName":"alpine:3.19","ArtifactType":"container_image",
                 "Results":[{"Target":"alpine:3.19 (alpine 3.19.1)","Class":"os-pkgs","Type":"alpine"}]}
                """);
        assertThat(clean.results()).isEmpty();
        assertThat(clean.scan().complete()).isTrue();
        assertThat(read("[{\"Target\":\"alpine:3.7 (alpine 3.7.1)\",\"Type\":\"alpine\",\"Vulnerabilities\":null}]")
                        .scan())
                .isEqualTo(new ScanInfo(new Tool("Trivy", null), Category.CONTAINER, "alpine", null, true, List.of()));
    }

    @Test
    void theTargetIsWhatStaysFromBuildToBuild() throws IOException {
        assertThat(target("container_image", "host:5000/app:1.2")).isEqualTo("host:5000/app");
        assertThat(target("container_image", "app@sha256:0123")).isEqualTo("app");
        assertThat(target("container_image", "/builds/77/app.tar")).isEqualTo("app.tar");
        assertThat(target("filesystem", ".")).isEqualTo("source");
        assertThat(target("filesystem", "/home/ci/workspace/shop_PR-12")).isEqualTo("source");
        assertThat(target("filesystem", "./services/web/")).isEqualTo("services/web");
        assertThat(target("repository", "https://token@example.org/shop/web.git"))
                .isEqualTo("https://example.org/shop/web");
        assertThat(target("cyclonedx", "/tmp/x/sbom.json")).isEqualTo("sbom.json");
        assertThat(target("vm", "disk.img")).isEqualTo("disk.img");
    }

    private String target(String type, String name) throws IOException {
        return read("{\"SchemaVersion\":2,\"ArtifactName\":\"%s\",\"ArtifactType\":\"%s\"}".formatted(name, type))
                .scan()
                .target();
    }

    @Test
    void theCategoryFollowsWhatWasScanned() throws IOException {
        String lock = "{\"Target\":\"go.mod\",\"Class\":\"lang-pkgs\",\"Type\":\"gomod\"}";
        String file = "{\"Target\":\"Dockerfile\",\"Class\":\"config\",\"Type\":\"dockerfile\"}";
        assertThat(category("filesystem", lock)).isEqualTo(Category.SCA);
        assertThat(category("filesystem", lock + "," + file)).isEqualTo(Category.SCA);
        assertThat(category("repository", file)).isEqualTo(Category.IAC);
        assertThat(category("container_image", lock)).isEqualTo(Category.CONTAINER);
        assertThat(category("vm", lock)).isEqualTo(Category.CONTAINER);
    }

    private Category category(String type, String results) throws IOException {
        return read("{\"SchemaVersion\":2,\"ArtifactName\":\".\",\"ArtifactType\":\"%s\",\"Results\":[%s]}"
                        .formatted(type, results))
                .scan()
                .category();
    }

    @Test
    void membersInAlphabeticalOrderGiveTheSame() throws IOException {
        for (String sample : TrivySamples.ALL) {
            Outcome plain = read(sample);
            Outcome sorted = read(Sorted.json(sample));
            assertThat(sorted.scan()).isEqualTo(plain.scan());
            // The tool's version stands behind the results then.
            assertThat(sorted.results())
                    .usingRecursiveComparison()
                    .ignoringFields("tool")
                    .isEqualTo(plain.results());
        }
    }

    @Test
    void errorsSayWhatAndWhere() {
        assertThatThrownBy(() -> read("{\"SchemaVersion\":2,\n\"Results\":[{\"Target\":\"t\",\"Vulnerabilities\":7}]}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContainingAll("expected an array", "line 2", "/Results/0/Vulnerabilities");
        assertThatThrownBy(
                        () -> read("{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"t\",\"Vulnerabilities\":[{}]}]}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("a vulnerability without VulnerabilityID");
        assertThatThrownBy(() -> read("{\"SchemaVersion\":3,\"ArtifactName\":\"x\"}"))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining("schema 3");
        assertThatThrownBy(() -> read(TrivySamples.IMAGE + "x")).isInstanceOf(MalformedReport.class);
        assertThatThrownBy(() -> read(TrivySamples.IMAGE.substring(0, 900))).isInstanceOf(MalformedReport.class);
        var one = new Limits(1 << 20, 100, 100, 1 << 20, 100, 1);
        assertThatThrownBy(() -> Reports.read(importer, TrivySamples.IMAGE.getBytes(StandardCharsets.UTF_8), one))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContaining("more than 1 results");
    }

    @Test
    void aCheckThatFindsSecretsInSettingsDoesNotCarryThemAlong() throws IOException {
        Result check = read("""
                {"SchemaVersion":2,"ArtifactName":".","Results":[{"Target":"Dockerfile","Class":"config","Misconfigurations":[{
                 "ID":"DS-0031","Title":"Secrets passed via build-args or envs","Status":"FAIL","Severity":"CRITICAL",
                 "Message":"Possible exposure of secret env PASSWORD=hunter2hunter2",
                 "CauseMetadata":{"StartLine":3,"EndLine":3,"Code":{"Lines":[
                  {"Number":3,"Content":"ENV PASSWORD hunter2hunter2","IsCause":true}]}}}]}]}
                """).only();
        assertThat(check.toString()).doesNotContain("hunter2");
        assertThat(check.primaryLocation().startLine()).isEqualTo(3);
        Result other = read("""
                {"SchemaVersion":2,"ArtifactName":".","Results":[{"Target":"a.tf","Class":"config","Misconfigurations":[{
                 "ID":"X-0001","Title":"Open port","CauseMetadata":{"Code":{"Lines":[
                  {"Number":3,"Content":"key = \\"AKIAIOSFODNN7EXAMPLE\\"","IsCause":true}]}}}]}]}
                """).only();
        assertThat(other.primaryLocation().snippet()).isEqualTo("key = \"" + Masking.MASK + "\"");
    }

    @Test
    void theFirstVersionsSystemsAreReadFromTheTarget() throws IOException {
        Outcome outcome = read("""
                [{"Target":"python:3.4-alpine (alpine 3.9.2)","Vulnerabilities":[
                  {"VulnerabilityID":"CVE-2019-9636","PkgName":"python","InstalledVersion":"3.4","Severity":"HIGH",
                   "Description":"Python mishandles encodings in addresses. Impact: information."}]}]
                """);
        assertThat(outcome.scan().target()).isEqualTo("python");
        assertThat(outcome.scan().category()).isEqualTo(Category.CONTAINER);
        assertThat(outcome.only().component().purl()).isEqualTo("pkg:apk/alpine/python@3.4");
        assertThat(outcome.only().primaryLocation().uri()).isNull();
        assertThat(outcome.only().title()).isEqualTo("Python mishandles encodings in addresses");
    }

    @Test
    void itKnowsItsOwnByTheFirstMembersInAnyOrder() {
        assertThat(recognises(Set.of("SchemaVersion", "ArtifactName"))).isTrue();
        assertThat(recognises(Set.of("ArtifactName", "ArtifactType"))).isTrue();
        assertThat(recognises(Set.of("RepoTags", "Results"))).isTrue();
        assertThat(recognises(Set.of("ClusterName", "Misconfigurations"))).isTrue();
        assertThat(recognises(Set.of("SchemaVersion"))).isFalse();
        assertThat(recognises(Set.of("Results", "name"))).isFalse();
        assertThat(recognises(Set.of("ClusterName", "version"))).isFalse();
        assertThat(importer.recognises(new Shape.JsonArray(Set.of("Target", "Type"), false)))
                .isTrue();
        assertThat(importer.recognises(new Shape.JsonArray(Set.of("target", "type"), false)))
                .isFalse();
        assertThat(importer.recognises(new Shape.JsonArray(Set.of(), true))).isTrue();
        assertThat(importer.recognises(new Shape.JsonNull())).isTrue();
        assertThat(importer.recognises(new Shape.Other(Shape.Look.TEXT))).isFalse();
    }

    private boolean recognises(Set<String> names) {
        return importer.recognises(new Shape.JsonObject(names, Map.of()));
    }
}

package dev.winnow.importers.grype;

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
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.Mutations;
import dev.winnow.importers.packages.Reports;
import dev.winnow.importers.packages.Reports.Outcome;
import dev.winnow.importers.trivy.Sorted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GrypeImporterTest {
    private final GrypeImporter importer = new GrypeImporter();

    private Outcome read(String json) throws IOException {
        return Reports.read(importer, json);
    }

    @Test
    void everyFieldOfAMatchIsRead() throws IOException {
        Outcome outcome = read(GrypeSamples.IMAGE);

        assertThat(outcome.scan())
                .isEqualTo(new ScanInfo(
                        new Tool("Grype", "0.94.0"),
                        Category.CONTAINER,
                        "registry.example.org:5000/shop/web",
                        Instant.parse("2025-06-19T11:43:35.523947199Z"),
                        true,
                        List.of("The distribution has reached its end of life"),
                        List.of("sha256:" + "1a".repeat(32), "sha256:" + "3c".repeat(32))));
        assertThat(outcome.results()).hasSize(4);
        assertThat(outcome.results().getFirst())
                .isEqualTo(new Result(
                        new Tool("Grype", null),
                        Kind.VULNERABILITY,
                        new Rule(
                                "GHSA-aaaa-bbbb-cccc",
                                null,
                                "Paths are not checked before use. More follows.",
                                "",
                                "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
                                List.of("CWE-22"),
                                List.of("risk:5.6"),
                                List.of("https://example.org/a"),
                                new Advisory(7.5, "CVSS:3.1/a", 0.0719, true, null)),
                        Severity.HIGH,
                        "Paths are not checked before use",
                        "",
                        List.of("CVE-2021-44420", "GHSA-aaaa-bbbb-cccc", "PYSEC-2021-439"),
                        List.of(
                                Location.ofFile("/usr/lib/python3/Django.dist-info/METADATA"),
                                Location.ofFile("/usr/lib/python3/Django.dist-info/RECORD")),
                        new Component("pkg:pypi/django@3.2.9", "Django", "3.2.9", "3.1.14, 3.2.10", "fixed"),
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
    }

    @Test
    void whatTheMatchDoesNotSayComesFromItsRelatedVulnerability() throws IOException {
        Result krb5 = read(GrypeSamples.IMAGE).results().get(1);

        assertThat(krb5.severity()).isEqualTo(Severity.INFO);
        assertThat(krb5.identifiers()).containsExactly("CVE-2004-0971");
        assertThat(krb5.rule().description()).isEqualTo("The script.");
        assertThat(krb5.rule().references()).containsExactly("https://example.org/d");
        assertThat(krb5.rule().advisory()).isEqualTo(new Advisory(2.1, "AV:L", null, false, null));
        assertThat(krb5.component().fixState()).isEqualTo("wont-fix");
    }

    @Test
    void aMissingPackageUrlIsBuiltWithTheDistributionThatStandsAtTheEnd() throws IOException {
        Result krb5 = read(GrypeSamples.IMAGE).results().get(1);

        assertThat(krb5.component().purl()).isEqualTo("pkg:rpm/amazon/krb5@1.17-3?epoch=1");
    }

    @Test
    void ignoredMatchesAreSuppressedForTheReasonsTheRulesGive() throws IOException {
        List<Result> results = read(GrypeSamples.IMAGE).results();

        assertThat(results.get(2).suppression())
                .isEqualTo(new Suppression(
                        "vex",
                        "not reachable (vulnerability: CVE-2022-1000, fix-state: wont-fix, package name: bash, package"
                                + " type: deb); namespace: vex, vex-status: not_affected, vex-justification:"
                                + " code_not_present"));
        assertThat(results.get(2).severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(results.get(2).component().purl()).isEqualTo("pkg:deb/debian/bash@5.2");
        assertThat(results.get(3).suppression()).isEqualTo(new Suppression("ignored", "vulnerability: CVE-2022-1001"));
        assertThat(results.getFirst().suppressed()).isFalse();
    }

    @Test
    void theOldLayoutIsReadWithoutDescriptor() throws IOException {
        Outcome outcome = read(GrypeSamples.OLD);

        assertThat(outcome.scan())
                .isEqualTo(new ScanInfo(new Tool("Grype", null), Category.SCA, "source", null, true, List.of()));
        Result login = outcome.only();
        assertThat(login.rule().advisory().cvss()).isEqualTo(9.8);
        assertThat(login.rule().references())
                .containsExactly("https://security-tracker.debian.org/tracker/CVE-2017-12424");
        assertThat(login.component())
                .isEqualTo(new Component("pkg:deb/debian/login@1%3A4.5-1.1", "login", "1:4.5-1.1", "4.6", null));
        assertThat(login.title()).isEqualTo("CVE-2017-12424");
    }

    @Test
    void theTargetIsWhatStaysFromBuildToBuild() throws IOException {
        assertThat(target("\"image\"", "{\"userInput\":\"docker:shop/web:1\"}")).isEqualTo("shop/web");
        assertThat(target("\"image\"", "{\"userInput\":\"docker:24-dind\"}")).isEqualTo("docker");
        assertThat(target("\"image\"", "{\"userInput\":\"\",\"tags\":[\"shop/api:2\"]}"))
                .isEqualTo("shop/api");
        assertThat(target("\"directory\"", "\"/home/ci/w/77\"")).isEqualTo("source");
        assertThat(target("\"directory\"", "\"services/web\"")).isEqualTo("services/web");
        assertThat(target("\"file\"", "\"/tmp/app.jar\"")).isEqualTo("app.jar");
        assertThat(target("\"sbom-file\"", "\"build/sbom.json\"")).isEqualTo("build/sbom.json");
        assertThat(target("\"unknown\"", "\"unknown\"")).isEqualTo("source");
        assertThat(target("null", "null")).isEqualTo("source");
    }

    private String target(String type, String target) throws IOException {
        return read("{\"matches\":[],\"source\":{\"type\":%s,\"target\":%s}}".formatted(type, target))
                .scan()
                .target();
    }

    @Test
    void aReportWithoutMatchesIsCompleteAndOneWithoutTheListOfThemIsNot() throws IOException {
        assertThat(read("{\"matches\":[],\"descriptor\":{\"name\":\"grype\"}}")
                        .scan()
                        .complete())
                .isTrue();
        assertThat(read("{\"descriptor\":{\"name\":\"grype\"}}").scan().complete())
                .isFalse();
    }

    @Test
    void membersInAlphabeticalOrderGiveTheSame() throws IOException {
        for (String sample : GrypeSamples.ALL) {
            Outcome plain = read(sample);
            Outcome sorted = read(Sorted.json(sample));
            assertThat(sorted.scan()).isEqualTo(plain.scan());
            assertThat(sorted.results())
                    .usingRecursiveComparison()
                    .ignoringFields("tool", "suppression")
                    .ignoringCollectionOrder()
                    .isEqualTo(plain.results());
        }
    }

    @Test
    void itKnowsItsOwnByTheFirstMembersAndLeavesSyftAlone() {
        assertThat(importer.recognises(object(Set.of("matches"), Map.of()))).isTrue();
        assertThat(importer.recognises(object(Set.of("descriptor"), Map.of("descriptor/name", "grype"))))
                .isTrue();
        assertThat(importer.recognises(object(Set.of("distro", "matches"), Map.of())))
                .isTrue();
        assertThat(importer.recognises(object(
                        Set.of("artifacts", "source", "distro", "descriptor"), Map.of("descriptor/name", "syft"))))
                .isFalse();
        assertThat(importer.recognises(object(Set.of("name", "matches"), Map.of())))
                .isFalse();
        assertThat(importer.recognises(new Shape.JsonArray(Set.of("matches"), false)))
                .isFalse();
    }

    private static Shape object(Set<String> names, Map<String, String> texts) {
        return new Shape.JsonObject(names, texts);
    }

    @Test
    void errorsSayWhatAndWhere() {
        assertThatThrownBy(() -> read("{\"matches\":{}}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContainingAll("expected an array", "/matches");
        assertThatThrownBy(() -> read("{\"matches\":[\n{\"artifact\":{\"name\":\"a\"}}]}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContainingAll("a match without the id of a vulnerability", "line 2", "/matches/0");
        assertThatThrownBy(() -> read(GrypeSamples.IMAGE + "}")).isInstanceOf(MalformedReport.class);
        var two = new Limits(1 << 20, 100, 100, 1 << 20, 100, 2);
        assertThatThrownBy(() -> Reports.read(importer, GrypeSamples.IMAGE.getBytes(StandardCharsets.UTF_8), two))
                .isInstanceOf(ReportTooLarge.class);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aDamagedReportIsReadOrRefusedButNeverBreaksTheImporter() {
        for (long seed = 1; seed <= 4; seed++) {
            Mutations.survive(importer, GrypeSamples.ALL, seed, 2_500);
        }
    }
}

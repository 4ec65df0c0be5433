package dev.winnow.importers.policyreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Limits;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.Sample;
import dev.winnow.importers.Severity;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.packages.Mutations;
import dev.winnow.importers.packages.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReportImporterTest {
    private final Importer importer = new PolicyReportImporter();

    static final String YAML = """
            # of a cluster
            ---
            apiVersion: wgpolicyk8s.io/v1alpha2
            kind: PolicyReport
            metadata:
              name: 2f0c
              namespace: shop
            results:
            - policy: disallow-root
              rule: run-as-non-root
              result: fail
              severity: high
              category: Pod Security
              source: kyverno
              message: 'Running as root is not allowed. Rule run-as-non-root failed at path /spec/'
              timestamp: {nanos: 0, seconds: 1790000000}
            - policy: require-limits
              result: warn
              source: kyverno
              message: >
                Limits are missing.
            - {policy: other, result: pass, source: kyverno}
            - {policy: another, result: skip, source: kyverno}
            scope:
              apiVersion: apps/v1
              kind: ReplicaSet
              name: web-5d6b975744
              namespace: shop
            """;

    static final String JSON = """
            {"apiVersion": "v1", "items": [
              {"apiVersion": "openreports.io/v1alpha1", "kind": "Report", "metadata": {"name": "a", "namespace": "shop"},
               "results": [{"policy": "CVE-2026-1", "result": "fail", "severity": "critical", "source": "scan",
                 "message": "Overflow in ssl", "properties": {"pkgName": "libssl3", "installedVersion": "3.0.1",
                 "fixedVersion": "3.0.2", "primaryURL": "https://cve.example/1"}},
                {"policy": "p", "rule": "r", "result": "fail", "source": "scan", "resources": [
                 {"kind": "Pod", "namespace": "shop", "name": "web-5d6b975744-rrkhh"},
                 {"kind": "Pod", "namespace": "shop", "name": "web-5d6b975744-x7k2p"}]}]},
              {"apiVersion": "v1", "kind": "Pod", "results": [{"policy": "none", "result": "fail"}]},
              {"apiVersion": "wgpolicyk8s.io/v1beta1", "kind": "ClusterPolicyReport", "metadata": {"name": "c"},
               "results": [{"policy": "broken", "result": "error", "message": "no such variable", "source": "scan"}]}],
             "kind": "List"}""";

    @Test
    void whatStandsBehindTheResultsIsWhatTheyAreAbout() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, YAML);
        assertThat(outcome.scan().tool().name()).isEqualTo("kyverno");
        assertThat(outcome.scan().category()).isEqualTo(Category.POLICY);
        assertThat(outcome.scan().target()).isEqualTo("shop");
        assertThat(outcome.scan().complete()).isTrue();
        assertThat(outcome.results()).hasSize(2);
        Result fail = outcome.results().getFirst();
        assertThat(fail.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(fail.severity()).isEqualTo(Severity.HIGH);
        assertThat(fail.rule().id()).isEqualTo("disallow-root/run-as-non-root");
        assertThat(fail.rule().tags()).containsExactly("Pod Security");
        assertThat(fail.title()).isEqualTo("Running as root is not allowed");
        assertThat(fail.resource()).isEqualTo("shop/ReplicaSet/web");
        assertThat(fail.primaryLocation().logicalName()).isEqualTo("shop/ReplicaSet/web");
        assertThat(fail.primaryLocation().message()).isEqualTo("web-5d6b975744");
        Result warn = outcome.results().get(1);
        assertThat(warn.severity()).isEqualTo(Severity.LOW);
        assertThat(warn.message()).isEqualTo("Limits are missing.\n");
        assertThat(warn.resource()).isEqualTo("shop/ReplicaSet/web");
    }

    @Test
    void aListOfReportsIsReadAndOtherObjectsAreLeftOut() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, JSON);
        assertThat(outcome.results()).hasSize(2);
        Result hole = outcome.results().getFirst();
        assertThat(hole.kind()).isEqualTo(Kind.VULNERABILITY);
        assertThat(hole.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(hole.identifiers()).containsExactly("CVE-2026-1");
        assertThat(hole.component().name()).isEqualTo("libssl3");
        assertThat(hole.component().fixedVersion()).isEqualTo("3.0.2");
        assertThat(hole.rule().helpUri()).isEqualTo("https://cve.example/1");
        Result pods = outcome.results().get(1);
        assertThat(pods.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(pods.resource()).isEqualTo("shop/Pod/web");
        assertThat(pods.locations()).hasSize(2);
        assertThat(outcome.scan().target()).isEqualTo("kubernetes");
    }

    @Test
    void aResultAboutSeveralObjectsIsOneForEach() throws IOException {
        String objects = IntStream.range(0, 1_500)
                .mapToObj(i -> "{\"kind\": \"Deployment\", \"namespace\": \"n" + i % 750 + "\", \"name\": \"web\"}")
                .collect(Collectors.joining(", "));
        Reports.Outcome outcome = Reports.read(importer, """
                {"apiVersion": "wgpolicyk8s.io/v1alpha2", "kind": "ClusterPolicyReport", "results": [
                 {"policy": "labels", "result": "fail", "message": "no team", "resources": [
                  {"kind": "Pod", "namespace": "shop", "name": "first"},
                  {"kind": "Pod", "namespace": "shop", "name": "second"},
                  {"kind": "Pod", "namespace": "shop", "name": "second"}]},
                 {"policy": "owner", "result": "warn", "resources": [%s]}], "metadata": {"name": "c"}}
                """.formatted(objects));
        assertThat(outcome.scan().complete()).isTrue();
        assertThat(outcome.results()).hasSize(752);
        assertThat(outcome.results()).extracting(Result::resource).doesNotHaveDuplicates();
        assertThat(outcome.results().getFirst().resource()).isEqualTo("shop/Pod/first");
        assertThat(outcome.results().get(1).locations()).hasSize(1);
        assertThat(outcome.results().getLast().resource()).isEqualTo("n749/Deployment/web");
    }

    @Test
    void whatKyvernosCommandSaysBeforeTheReportIsPassedOver() throws IOException {
        String said = """

                Applying 8 policy rule(s) to 3 resource(s)...
                policy disallow-root -> resource shop/Deployment/web failed:
                1. run-as-non-root: validation error: {not} allowed

                ----------------------------------------------------------------------
                POLICY REPORT:
                ----------------------------------------------------------------------
                """;
        String yaml = YAML.substring(YAML.indexOf("apiVersion"));
        assertThat(Sample.read(Sample.of(said + yaml)).results()).hasSize(2);
        assertThat(Sample.read(Sample.of(said + yaml + "---\n\n" + yaml)).results())
                .hasSize(4);
        assertThat(Sample.read(Sample.of(said + JSON)).results()).hasSize(2);
        assertThatThrownBy(() -> Sample.read(Sample.of(said + "{\"apiVersion\": \"openreports.io/v1alpha1\", 'x'}")))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 9");
        assertThatThrownBy(() -> Sample.read(Sample.of(said + "{\"a\": 1}")))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining("plain text");
    }

    @Test
    void whatAReportOfANamespaceNamesIsInIt() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, """
                {"apiVersion": "openreports.io/v1alpha1", "kind": "Report", "results": [
                  {"policy": "a", "result": "fail", "source": "s", "resources": [{"kind": "Deployment", "name": "web"}]},
                  {"policy": "b", "result": "fail", "source": "s", "resources": [{"kind": "Node", "name": "n"}]},
                  {"policy": "c", "result": "fail", "source": "s"},
                  {"policy": "d", "result": "fail", "source": "s",
                   "resources": [{"kind": "Deployment", "namespace": "other", "name": "web"}]}],
                 "metadata": {"name": "x", "namespace": "shop"}, "scope": {"kind": "StatefulSet", "name": "db"}}""");
        assertThat(outcome.results())
                .extracting(Result::resource)
                .containsExactly("shop/Deployment/web", "Node/n", "shop/StatefulSet/db", "other/Deployment/web");
    }

    @Test
    void aPolicyThatCouldNotBeEvaluatedMakesTheScanPartial() throws IOException {
        var scan = Reports.read(importer, JSON).scan();
        assertThat(scan.complete()).isFalse();
        assertThat(scan.notices()).containsExactly("could not be evaluated: broken: no such variable");
    }

    @Test
    void severalDocumentsAreOneReport() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, YAML + "---\n" + YAML + "---\n");
        assertThat(outcome.results()).hasSize(4);
        assertThat(Sample.read(Sample.of("\uFEFF" + YAML)).results()).hasSize(2);
        assertThat(Sample.read(Sample.of(YAML.getBytes(StandardCharsets.UTF_16)))
                        .results())
                .hasSize(2);
    }

    @Test
    void theScopeOfALargeReportIsFoundAhead() throws IOException {
        String results = IntStream.range(0, 2_500)
                .mapToObj(i -> "{\"policy\": \"p" + i + "\", \"result\": \"fail\"}")
                .collect(Collectors.joining(","));
        String large = """
                {"apiVersion": "wgpolicyk8s.io/v1alpha2", "kind": "PolicyReport", "results": [%s],
                 "scope": {"kind": "Deployment", "name": "%s"}, "source": "kyverno"}""";
        Reports.Outcome outcome = Reports.read(
                importer,
                "{\"kind\": \"List\", \"items\": [" + large.formatted(results, "one") + ","
                        + large.formatted("{\"policy\": \"q\", \"result\": \"fail\"}", "two") + ","
                        + large.formatted(results, "three") + "], \"apiVersion\": \"v1\"}");
        assertThat(outcome.results()).hasSize(5_001);
        assertThat(outcome.results().getFirst().resource()).isEqualTo("Deployment/one");
        assertThat(outcome.results().get(2_499).resource()).isEqualTo("Deployment/one");
        assertThat(outcome.results().get(2_500).resource()).isEqualTo("Deployment/two");
        assertThat(outcome.results().getLast().resource()).isEqualTo("Deployment/three");
        assertThat(outcome.results()).extracting(result -> result.tool().name()).containsOnly("kyverno");
    }

    @Test
    void anEmptyListIsReadWhereItsFormatIsSaid() throws IOException {
        for (String empty : List.of(
                "{\"apiVersion\":\"v1\",\"items\":[],\"kind\":\"List\"}", "apiVersion: v1\nitems: []\nkind: List\n")) {
            assertThatThrownBy(() -> Formats.importerOf(Sample.of(empty)))
                    .isInstanceOf(UnsupportedReport.class)
                    .hasMessageContaining("format=policyreport");
            assertThat(Formats.importerOf(Sample.of(empty), "policyreport")
                            .read(Sample.of(empty), result -> {})
                            .complete())
                    .isTrue();
        }
    }

    // Hostile YAML.

    @Test
    void aliasesAreRefusedSoThatNoBombCanGrow() {
        String bomb =
                "apiVersion: wgpolicyk8s.io/v1alpha2\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nresults: *c\n";
        assertThatThrownBy(() -> Sample.read(Sample.of(bomb)))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContainingAll("alias", "line 3");
    }

    @Test
    void deepAndLongYamlPassesNoLimit() {
        var tight = new Limits(64 << 20, 200, 50, 10_000, 100, 1_000);
        String start = "apiVersion: wgpolicyk8s.io/v1alpha2\n";
        refused(start + "a: " + "[".repeat(500) + "]".repeat(500), tight, MalformedReport.class);
        refused(
                start
                        + IntStream.range(0, 300)
                                .mapToObj(i -> " ".repeat(i) + "a:\n")
                                .collect(Collectors.joining()),
                tight,
                MalformedReport.class);
        refused(start + "a: '" + "x ".repeat(200_000) + "'\n", tight, ReportTooLarge.class);
        refused(start + "a: |\n" + "  x\n".repeat(200_000), tight, ReportTooLarge.class);
        refused(start + "# " + "x".repeat(200_000), tight, ReportTooLarge.class);
        refused(start + "\n".repeat(200_000), tight, ReportTooLarge.class);
        refused(start + "? " + "x".repeat(30_000) + "\n: 1\n", tight, ReportTooLarge.class);
        String items = "results:\n" + "- {policy: a, result: fail}\n".repeat(1_001);
        refused(start + items, tight, ReportTooLarge.class);
    }

    private static void refused(String report, Limits limits, Class<? extends ReportException> as) {
        assertThatThrownBy(() -> Sample.read(Sample.of(report.getBytes(StandardCharsets.UTF_8), limits)))
                .as(report.substring(0, 60))
                .isInstanceOf(as);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "results:\n- policy: [\n",
                "results:\n- 'x\n",
                "results:\n- policy: a: b\n",
                "results:\n\t- x\n",
                "results:\n- policy: 'sesame' open\n",
                "results:\n- - x\n",
                "metadata: {\n"
            })
    void brokenYamlIsToldWithItsLineAndWithoutTheReportsWords(String rest) {
        assertThatThrownBy(() -> Sample.read(Sample.of("apiVersion: wgpolicyk8s.io/v1alpha2\n" + rest)))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line ")
                .hasMessageNotContainingAny("sesame", "snakeyaml", "Exception", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO: scanning\nERROR: x\n", "name: value\n", "a: b: c\n", "key: [\n"})
    void otherYamlAndTextIsNoReport(String text) throws IOException {
        var report = Sample.of(text);
        assertThatThrownBy(() -> Formats.importerOf(report)).isInstanceOf(UnsupportedReport.class);
    }

    @Test
    void aDamagedReportIsReadOrRefused() {
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, List.of(YAML, JSON, YAML + "---\n" + YAML), seed, 1_500);
        }
    }
}

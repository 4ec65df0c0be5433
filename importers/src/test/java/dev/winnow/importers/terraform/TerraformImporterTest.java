package dev.winnow.importers.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Limits;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Result;
import dev.winnow.importers.Sample;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Texts;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.packages.Mutations;
import dev.winnow.importers.packages.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerraformImporterTest {
    private final Importer importer = new TerraformImporter();

    private static String plan(String... drifts) {
        return "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"planned_values\":{},\"resource_drift\":["
                + String.join(",", drifts)
                + "],\"timestamp\":\"2026-11-02T02:10:00Z\",\"complete\":true,\"errored\":false}";
    }

    private static String drift(String type, String change) {
        return "{\"address\":\"" + type + ".a\",\"type\":\"" + type + "\",\"change\":{" + change + "}}";
    }

    private static String update(String before, String after) {
        return "\"actions\":[\"update\"],\"before\":" + before + ",\"after\":" + after
                + ",\"before_sensitive\":{},\"after_sensitive\":{}";
    }

    private Result only(String type, String change) throws IOException {
        return Reports.read(importer, plan(drift(type, change))).only();
    }

    private static String content(Result result) {
        return result.fingerprints().stream()
                .map(Fingerprint::value)
                .findFirst()
                .orElse("");
    }

    @Test
    void eachDriftedResourceOfTheSampleIsAChangeThatSaysWhatChanged() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, Path.of("..", "sample-data", "terraform.json"));
        assertThat(outcome.scan().tool().name()).isEqualTo("Terraform");
        assertThat(outcome.scan().tool().version()).isEqualTo("1.9.8");
        assertThat(outcome.scan().category()).isEqualTo(Category.DRIFT);
        assertThat(outcome.scan().target()).isEqualTo("infrastructure");
        assertThat(outcome.scan().scannedAt()).isEqualTo("2026-11-02T02:10:00Z");
        assertThat(outcome.scan().complete()).isTrue();
        assertThat(outcome.scan().notices()).singleElement().asString().startsWith("2 resources");
        List<Result> results = outcome.results();
        assertThat(results).extracting(Result::kind).containsOnly(Kind.CHANGE);
        assertThat(results)
                .extracting(Result::title)
                .containsExactly(
                        "aws_security_group changed: ingress",
                        "aws_db_instance changed: instance_class, password",
                        "aws_s3_bucket changed: tags, tags_all",
                        "aws_s3_bucket_public_access_block deleted",
                        "aws_s3_object changed: etag, version_id");
        assertThat(results)
                .extracting(result -> result.rule().id())
                .containsExactly(
                        "resource-changed/aws_security_group/ingress",
                        "resource-changed/aws_db_instance/instance_class+password",
                        "resource-changed/aws_s3_bucket/tags+tags_all",
                        "resource-deleted/aws_s3_bucket_public_access_block",
                        "resource-changed/aws_s3_object/etag+version_id");
        assertThat(results)
                .extracting(Result::severity)
                .containsExactly(Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.HIGH, Severity.INFO);
        assertThat(results)
                .extracting(Result::resource)
                .contains("module.database.aws_security_group.db", "aws_s3_bucket_public_access_block.labels[\"eu\"]");
        assertThat(results.get(0).message()).contains("10.20.0.0/16", "→", "0.0.0.0/0", "Module: module.database");
        assertThat(results.get(1).message())
                .contains("instance_class: \"db.t4g.medium\" → \"db.t4g.large\"", "password: not shown, sensitive");
        assertThat(results.toString()).doesNotContain("not-the-one-you-look-for", "set-by-hand");
        assertThat(results.get(0).rule().tags()).containsExactly("hashicorp/aws");
    }

    @Test
    void aPlanWithoutDriftIsACompleteScanThatFoundNothing() throws IOException {
        for (String report : List.of(
                "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"resource_changes\":[{\"address\":\"a.b\"}]}",
                "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"planned_values\":{},\"prior_state\":{}}",
                "{\"errored\":false,\"terraform_version\":\"1.9.8\",\"format_version\":\"1.2\"}",
                plan())) {
            Sample.Import read = Sample.read(Sample.of(report));
            assertThat(Formats.importerOf(Sample.of(report)).format()).isEqualTo("terraform");
            assertThat(read.results()).isEmpty();
            assertThat(read.scan().complete()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"errored\":true", "\"complete\":false"})
    void aPlanThatDidNotLookEverywhereIsPartial(String member) throws IOException {
        String report = "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"resource_drift\":["
                + drift("aws_vpc", "\"actions\":[\"delete\"]") + "]," + member + "}";
        Reports.Outcome outcome = Reports.read(importer, report);
        assertThat(outcome.only().severity()).isEqualTo(Severity.HIGH);
        assertThat(outcome.scan().complete()).isFalse();
        assertThat(outcome.scan().notices()).hasSize(1);
    }

    @Test
    void whatTellsNothingOfDriftIsRefusedWithTheWayOut() {
        for (String report : List.of(
                "{\"@level\":\"info\",\"@message\":\"Terraform 1.9\",\"@module\":\"terraform.ui\",\"type\":\"version\"}\n{}",
                "{\"format_version\":\"1.0\",\"terraform_version\":\"1.9.8\",\"values\":{\"root_module\":{}}}")) {
            assertThatThrownBy(() -> Sample.read(Sample.of(report)))
                    .isInstanceOf(UnsupportedReport.class)
                    .hasMessageContaining("terraform plan -refresh-only -out=drift.tfplan");
        }
        assertThatThrownBy(() -> Sample.read(Sample.of(plan().replace("\"1.2\"", "\"2.0\""))))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining("2.0");
    }

    @Test
    void membersComeInAnyOrder() throws IOException {
        String usual = plan(drift(
                "aws_vpc",
                update("{\"a\":1,\"b\":{\"c\":\"s\"}}", "{\"a\":2,\"b\":{\"c\":\"t\"}}")
                        .replace("\"after_sensitive\":{}", "\"after_sensitive\":{\"b\":{\"c\":true}}")));
        String other = "{\"resource_drift\":[{\"change\":{\"after_sensitive\":{\"b\":{\"c\":true}},"
                + "\"after\":{\"b\":{\"c\":\"t\"},\"a\":2},\"before_sensitive\":{},\"before\":{\"b\":{\"c\":\"s\"},\"a\":1},"
                + "\"actions\":[\"update\"]},\"type\":\"aws_vpc\",\"address\":\"aws_vpc.a\"}],\"complete\":true,"
                + "\"terraform_version\":\"1.9.8\",\"planned_values\":{},\"format_version\":\"1.2\"}";
        Result first = Sample.read(Sample.of(usual)).results().getFirst();
        Result second = Sample.read(Sample.of(other)).results().getFirst();
        assertThat(second.rule()).isEqualTo(first.rule());
        assertThat(second.message()).isEqualTo(first.message()).contains("a: 1 → 2", "b: not shown");
        assertThat(second.fingerprints()).isEqualTo(first.fingerprints());
    }

    @Test
    void otherValuesAndOtherAttributesAreOtherChanges() throws IOException {
        Result office =
                only("aws_sg", update("{\"ingress\":[\"a\"],\"tags\":{}}", "{\"ingress\":[\"office\"],\"tags\":{}}"));
        Result all = only("aws_sg", update("{\"ingress\":[\"a\"],\"tags\":{}}", "{\"ingress\":[\"all\"],\"tags\":{}}"));
        Result tagged = only(
                "aws_sg", update("{\"ingress\":[\"a\"],\"tags\":{}}", "{\"ingress\":[\"a\"],\"tags\":{\"b\":\"c\"}}"));
        assertThat(office.rule().id())
                .isEqualTo(all.rule().id())
                .isNotEqualTo(tagged.rule().id());
        assertThat(content(office)).isNotEqualTo(content(all)).hasSize(64);
        // Another run finds the same.
        assertThat(content(only("aws_sg", update("{\"ingress\":[\"a\"]}", "{\"ingress\":[\"office\"]}"))))
                .isEqualTo(content(office));
    }

    @Test
    void whatProvidersKeepBooksInIsNoPartOfTheChange() throws IOException {
        Result one = only("aws_x", update("{\"etag\":\"1\",\"size\":1}", "{\"etag\":\"2\",\"size\":2}"));
        Result two = only("aws_x", update("{\"etag\":\"1\",\"size\":1}", "{\"etag\":\"3\",\"size\":2}"));
        assertThat(one.rule().id()).isEqualTo("resource-changed/aws_x/size");
        assertThat(content(one)).isEqualTo(content(two));
        Result books = only("aws_x", update("{\"etag\":\"1\"}", "{\"etag\":\"2\"}"));
        assertThat(books.severity()).isEqualTo(Severity.INFO);
        assertThat(books.fingerprints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":null,"b":[]}      | {"a":"","b":{}}
            {"a":{"b":null}}       | {"a":{"b":""}}
            {"a":[{"b":[]}]}       | {"a":[{"b":null}]}
            {}                     | {"a":null}
            """)
    void nothingWrittenOtherwiseIsNoChange(String before, String after) throws IOException {
        assertThat(Reports.read(importer, plan(drift("aws_x", update(before, after))))
                        .results())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "actions":["delete"]                                                   | aws_vpc            | HIGH   | resource-deleted/aws_vpc
            "actions":["create"],"before":null,"after":{"a":1}                     | aws_vpc            | MEDIUM | resource-created/aws_vpc
            "actions":["delete","create"]                                          | aws_vpc            | HIGH   | resource-replaced/aws_vpc
            "actions":["update"],"before":{"a":1},"after":{"a":2}                  | aws_vpc            | MEDIUM | resource-changed/aws_vpc/a
            "actions":["update"],"before":{"a":1},"after":{"a":2}                  | google_project_iam_member | HIGH | resource-changed/google_project_iam_member/a
            "actions":["update"],"before":{"a":1},"after":{"a":2}                  | azurerm_network_security_rule | HIGH | resource-changed/azurerm_network_security_rule/a
            "actions":["update"],"before":{"a":1},"after":{"a":2}                  | aws_autoscaling_policy | MEDIUM | resource-changed/aws_autoscaling_policy/a
            "actions":["update"],"before":{"tags":{"a":1}},"after":{"tags":null}   | aws_iam_role       | LOW    | resource-changed/aws_iam_role/tags
            """)
    void severityFollowsTheTable(String change, String type, Severity severity, String rule) throws IOException {
        Result result = only(type, change);
        assertThat(result.severity()).isEqualTo(severity);
        assertThat(result.rule().id()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"actions\":[\"no-op\"]", "\"actions\":[\"read\"]", "\"actions\":[]", "\"before\":{}"})
    void whatChangesNothingIsNoProblem(String change) throws IOException {
        assertThat(Reports.read(importer, plan(drift("aws_vpc", change))).results())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"v":true}        | {}
            {}                | {"v":true}
            true              | false
            {"v":[{"x":true}]}| {}
            {"v":"yes"}       | {}
            {"v":{"x":1}}     | false
            """)
    void whatIsMarkedAnywhereInsideIsNotShown(String before, String after) throws IOException {
        String change = update("{\"v\":[{\"x\":\"hunter2\"}]}", "{\"v\":[{\"x\":\"hunter3\"}]}")
                .replace("\"before_sensitive\":{}", "\"before_sensitive\":" + before)
                .replace("\"after_sensitive\":{}", "\"after_sensitive\":" + after);
        Result result = only("aws_x", change);
        assertThat(result.toString()).contains("v: not shown, sensitive").doesNotContain("hunter");
    }

    @Test
    void aPlanWithoutMarksShowsNoValue() throws IOException {
        Result result = only("aws_x", "\"actions\":[\"update\"],\"before\":{\"v\":\"one\"},\"after\":{\"v\":\"two\"}");
        assertThat(result.message()).isEqualTo("v: not shown, sensitive");
    }

    @Test
    void credentialsNobodyMarkedAreNotShown() throws IOException {
        String before =
                "{\"api_key\":\"plain-1\",\"user_data\":\"plain-2\",\"env\":[{\"name\":\"DB_PASSWORD\",\"value\":\"plain-3\"}],"
                        + "\"nested\":{\"client_secret\":\"plain-4\",\"size\":1},\"note\":\"token=plain-5\",\"x\":\"AKIAIOSFODNN7EXAMPLE\","
                        + "\"url\":\"https://me:plain-6@db.example/x\"}";
        Result result = only(
                "aws_x",
                update(
                        before,
                        before.replace("plain-", "other-")
                                .replace("AKIAIO", "AKIAIP")
                                .replace("\"size\":1", "\"size\":2")));
        assertThat(result.rule().id()).contains("api_key+env+nested+note+url+user_data+x");
        assertThat(result.message()).contains("\"size\":1").contains("\"size\":2");
        assertThat(result.toString()).doesNotContain("plain-", "other-", "AKIAI");
    }

    @Test
    void longValuesAreShownWhereTheyPart() throws IOException {
        String same = "x".repeat(1_500);
        Result result = only("aws_x", update("{\"v\":\"" + same + "one\"}", "{\"v\":\"" + same + "two\"}"));
        assertThat(result.message()).hasSizeLessThan(200).contains("xone", "xtwo", "…");
    }

    @Test
    void manyAttributesAndLongNamesStayBoundedAndDistinct() throws IOException {
        var before = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            before.append(i == 0 ? "" : ",")
                    .append("\"a")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        String one = "{" + before + "}";
        Result first = only("aws_x", update(one, "{}"));
        Result last = only("aws_x", update(one.replace("\"a19999\":19999", "\"a19999\":7"), "{}"));
        assertThat(first.title()).endsWith("more").hasSizeLessThan(Texts.LINE);
        assertThat(first.rule().id()).hasSizeLessThan(200).isEqualTo(last.rule().id());
        assertThat(first.message().lines().count()).isLessThan(40);
        assertThat(content(first)).isNotEqualTo(content(last));
        String name = "n".repeat(5_000);
        Result a = only("aws_x", update("{\"" + name + "a\":1}", "{}"));
        Result b = only("aws_x", update("{\"" + name + "b\":1}", "{}"));
        assertThat(a.rule().id())
                .hasSizeLessThan(Texts.LINE)
                .isNotEqualTo(b.rule().id());
        String address = plan("{\"address\":\"" + name + "a\",\"change\":{\"actions\":[\"delete\"]}}");
        assertThat(Reports.read(importer, address).only().resource())
                .hasSizeLessThanOrEqualTo(Texts.LINE)
                .isNotEqualTo(Reports.read(importer, address.replace("na\"", "nb\""))
                        .only()
                        .resource());
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after", "before_sensitive", "after_unknown", "actions"})
    void deepNestingInsideAChangeIsRefused(String member) {
        String deep = "\"" + member + "\":" + "[".repeat(300);
        assertThatThrownBy(() -> Reports.read(importer, plan(drift("aws_x", deep))))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("/resource_drift/0/change/" + member);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                             | without address
            {"address":"a.b"}                              | without change
            {"address":"","change":{"actions":[]}}         | without address
            {"address":"a.b","change":7}                   | expected an object
            {"address":"a.b","change":{"actions":"update"}}| expected an array
            {"address":{},"change":{}}                     | expected a string
            7                                              | expected an object
            """)
    void whatIsBrokenIsRefusedWithItsPlace(String drift, String reason) {
        assertThatThrownBy(() -> Reports.read(importer, plan(drift)))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("line 1")
                .hasMessageContaining("/resource_drift");
    }

    @Test
    void hugeValuesAreReadInPiecesAndTheirEndCounts() throws IOException {
        String items = "\"0123456789\",".repeat(400_000);
        String one = update("{\"v\":[" + items + "1]}", "{\"v\":[" + items + "2]}");
        var limits = new Limits(1 << 30, 200, 200, 100, 100, 10);
        Result result = Reports.read(importer, plan(drift("aws_x", one)).getBytes(StandardCharsets.UTF_8), limits)
                .only();
        assertThat(result.message()).hasSizeLessThan(600);
        assertThat(content(result))
                .isNotEqualTo(content(only("aws_x", update("{\"v\":[" + items + "1]}", "{\"v\":[" + items + "3]}"))));
    }

    @Test
    void aDamagedReportIsReadOrRefused() throws IOException {
        String sample = Files.readString(Path.of("..", "sample-data", "terraform.json"));
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(
                    importer, List.of(sample, plan(drift("aws_x", update("{\"a\":[1]}", "{\"a\":{}}")))), seed, 1_000);
        }
    }
}

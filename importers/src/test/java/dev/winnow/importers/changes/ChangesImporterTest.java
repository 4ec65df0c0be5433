package dev.winnow.importers.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Result;
import dev.winnow.importers.Sample;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Texts;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.packages.Mutations;
import dev.winnow.importers.packages.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesImporterTest {
    private static final Path SAMPLE = Path.of("..", "sample-data", "changes.json");

    private final Importer importer = new ChangesImporter();

    private static String report(String... changes) {
        return "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"watch\"},\"complete\":true,\"changes\":["
                + String.join(",", changes) + "]}";
    }

    private Result only(String members) throws IOException {
        return Reports.read(importer, report("{\"rule\":\"a\",\"resource\":\"b\"" + members + "}"))
                .only();
    }

    @Test
    void eachChangeOfTheSampleIsAResultAndTheEventsCloseNothing() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, SAMPLE);
        assertThat(outcome.scan().tool().name()).isEqualTo("Console watch");
        assertThat(outcome.scan().tool().version()).isEqualTo("2.1");
        assertThat(outcome.scan().category()).isEqualTo(Category.DRIFT);
        assertThat(outcome.scan().target()).isEqualTo("production");
        assertThat(outcome.scan().complete()).isFalse();
        assertThat(outcome.scan().scannedAt()).isEqualTo("2026-11-02T09:45:00Z");
        List<Result> results = outcome.results();
        assertThat(results).extracting(Result::kind).containsOnly(Kind.CHANGE);
        Result first = results.getFirst();
        assertThat(first.rule().id()).isEqualTo("iam-policy-attached");
        assertThat(first.resource()).isEqualTo("role/parcel-desk-worker");
        assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(first.title()).isEqualTo("Administrator policy attached in the console");
        assertThat(first.occurredAt()).isEqualTo("2026-11-02T09:41:12Z");
        assertThat(first.references()).containsExactly("https://console.example.com/events/7f31");
        assertThat(first.message().lines())
                .containsExactly(
                        "A person attached a policy that no pull request asks for.",
                        "By console user on-call-2",
                        "value: [\"read-labels\"] → [\"read-labels\",\"AdministratorAccess\"]",
                        "region: \"eu-central-1\"",
                        "mfa: true");
        assertThat(results.get(1).title()).isEqualTo("deployment-edited updated: env, image");
        assertThat(results.get(2).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(results.get(2).message()).contains("port: nothing → 22", "source: not shown", "token: not shown");
        assertThat(results.toString()).doesNotContain("is-not-shown", "198.51", "kept-to-itself");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"winnow":"changes/1","complete":true,"changes":[]}                                  | "tool" is missing
            {"winnow":"changes/1","tool":{"name":"t"},"changes":[]}                              | "complete" is missing
            {"winnow":"changes/1","tool":{"name":"t"},"complete":true}                           | "changes" is missing
            {"winnow":"changes/1","tool":{},"complete":true,"changes":[]}                        | "name" is missing at line 1, column 31 (/tool)
            {"winnow":"changes/1","tool":"t","complete":true,"changes":[]}                       | expected an object, found a string at line 1, column 30 (/tool)
            {"winnow":"changes/1","tool":{"name":7},"complete":true,"changes":[]}                | expected a string, found a number at line 1, column 38 (/tool/name)
            {"winnow":"changes/1","tool":{"name":"t"},"complete":"true","changes":[]}            | expected true or false, found a string
            {"winnow":"changes/1","tool":{"name":"t"},"complete":true,"changes":{}}              | expected an array, found an object
            {"winnow":"changes/1","tool":{"name":"t"},"complete":true,"complete":true}           | "complete" stands here twice
            {"winnow":"changes/1","tool":{"name":"t"},"complete":true,"changes":[7]}             | expected an object, found a number
            {"winnow":"changes/1","detectedAt":"yesterday"}                                      | expected a time
            {"winnow":"changes/1","environment":" "}                                             | not blank
            """)
    void whatIsMissingOrOfAnotherTypeIsRefusedWithItsPlace(String report, String reason) {
        assertThatThrownBy(() -> Reports.read(importer, report))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("line 1, column");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"rule":"a"}                                      | "resource" is missing              | /changes/0
            {"resource":"a"}                                  | "rule" is missing                  | /changes/0
            {"rule":"\\u0000","resource":"a"}                 | not blank                          | /changes/0/rule
            {"rule":"a","rule":"b"}                           | "rule" stands here twice           | /changes/0/rule
            {"rule":"a","resource":null}                      | expected a string, found null      | /changes/0/resource
            {"rule":"a","resource":"b","severity":"bad"}      | one of critical, high, medium      | /changes/0/severity
            {"rule":"a","resource":"b","at":"now"}            | expected a time                    | /changes/0/at
            {"rule":"a","resource":"b","url":"javascript:1"}  | http or https                      | /changes/0/url
            {"rule":"a","resource":"b","sensitive":"x"}       | true or false, found a string      | /changes/0/sensitive
            {"rule":"a","resource":"b","sensitive":[true]}    | expected a string, found true      | /changes/0/sensitive/0
            {"rule":"a","resource":"b","properties":[]}       | expected an object                 | /changes/0/properties
            """)
    void aChangeIsCheckedMemberByMember(String change, String reason, String pointer) {
        assertThatThrownBy(() -> Reports.read(importer, report(change)))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(pointer);
    }

    @Test
    void onlyTheFirstVersionIsRead() {
        assertThatThrownBy(() -> Sample.read(Sample.of("{\"winnow\":\"changes/2\",\"new\":1}")))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining("changes/1");
    }

    @Test
    void noChangeIsACompleteScanThatFoundNothing() throws IOException {
        Sample.Import read = Sample.read(Sample.of("{\"changes\":[],\"tool\":{\"name\":\"t\",\"more\":1},\"x\":{},"
                + "\"complete\":true,\"winnow\":\"changes/1\"}"));
        assertThat(read.results()).isEmpty();
        assertThat(read.scan().complete()).isTrue();
        assertThat(read.scan().target()).isEqualTo("infrastructure");
        assertThat(Formats.importerOf(Sample.of(report())).format()).isEqualTo("changes");
    }

    @Test
    void theContentTellsChangesApartAndTimesAndActorsDoNot() throws IOException {
        String opened = ",\"before\":{\"from\":\"office\"},\"after\":{\"from\":\"all\"}";
        assertThat(only(opened + ",\"at\":\"2026-01-01\",\"actor\":\"a\",\"properties\":{\"id\":1}")
                        .fingerprints())
                .isEqualTo(only(opened + ",\"at\":\"2026-01-02\",\"actor\":\"b\",\"properties\":{\"id\":2}")
                        .fingerprints())
                .isNotEqualTo(only(opened.replace("all", "home")).fingerprints())
                .isNotEqualTo(only(opened + ",\"action\":\"opened\"").fingerprints())
                .hasSize(1);
        assertThat(only(opened + ",\"fingerprint\":\"x\"").fingerprints())
                .isEqualTo(only(",\"fingerprint\":\"x\"").fingerprints());
        assertThat(only("").fingerprints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"sensitive\":true", "\"sensitive\":[\"value\"]"})
    void whatTheReporterHidesIsNotShown(String sensitive) throws IOException {
        assertThat(only("," + sensitive + ",\"before\":\"hunter1\",\"after\":\"hunter2\"")
                        .toString())
                .contains("not shown")
                .doesNotContain("hunter");
    }

    @Test
    void hostileTextsStayTextAndBounded() throws IOException {
        String html = "<img src=x onerror=alert(1)>" + "y".repeat(50_000);
        Result result = only(",\"title\":\"" + html + "\",\"description\":\"" + html + "\",\"actor\":\"" + html
                + "\",\"properties\":{\"" + html.substring(0, 40_000) + "\":\"" + html + "\"},\"after\":\"" + html
                + "\"");
        assertThat(result.title()).startsWith("<img").hasSizeLessThanOrEqualTo(Texts.LINE);
        assertThat(result.message()).hasSizeLessThanOrEqualTo(Texts.BLOCK);
        String deep = "[".repeat(300);
        for (String member : List.of("before", "properties", "else")) {
            assertThatThrownBy(
                            () -> only(",\"" + member + "\":" + (member.equals("properties") ? "{\"a\":" : "") + deep))
                    .isInstanceOf(MalformedReport.class)
                    .hasMessageContaining("limit: depth");
        }
    }

    @Test
    void aDamagedReportIsReadOrRefused() throws IOException {
        String sample = Files.readString(SAMPLE);
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, List.of(sample), seed, 1_000);
        }
    }
}

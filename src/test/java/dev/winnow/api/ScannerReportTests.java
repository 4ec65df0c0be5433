package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What reports of the further scanners open and close, by the samples that the project ships. */
@OnH2
class ScannerReportTests extends ApiClaims {
    private JsonNode imported(String report, String... query) throws Exception {
        return api.upload(project, report, query).json(201);
    }

    private static String sample(String file) throws Exception {
        return Files.readString(Path.of("..", "sample-data", file));
    }

    private void counts(JsonNode scan, int total, int fresh, int fixed) {
        JsonNode findings = scan.path("findings");
        assertThat(List.of(
                        findings.path("total").asInt(),
                        findings.path("new").asInt(),
                        findings.path("fixed").asInt()))
                .as("total, new and fixed of %s", findings)
                .containsExactly(total, fresh, fixed);
    }

    @ParameterizedTest
    @CsvSource({
        "semgrep.json,semgrep,sast,6,6",
        "gitleaks.json,gitleaks,secrets,3,3",
        "trufflehog.jsonl,trufflehog,secrets,3,3",
        "checkov.json,checkov,iac,6,6",
        "falco.jsonl,falco,runtime,4,3",
        "policyreport.yaml,kyverno,policy,3,3",
        "conftest.json,conftest,policy,4,4",
        "terraform.json,terraform,drift,5,5",
        "changes.json,console-watch,drift,3,3"
    })
    void theNextBuildChangesNothingWhereTheReportIsTheSame(
            String file, String guard, String category, int results, int findings) throws Exception {
        String report = sample(file);
        JsonNode first = imported(report, "commit", "a");
        assertThat(first.path("guard").asString()).isEqualTo(guard);
        assertThat(first.path("category").asString()).isEqualTo(category);
        assertThat(first.path("results").path("total").asInt()).isEqualTo(results);
        counts(first, findings, findings, 0);
        // Another text with the same content, so that it is read anew.
        counts(imported(report + "\n", "commit", "b"), findings, 0, 0);
    }

    @Test
    void shiftedLinesOpenAndCloseNothing() throws Exception {
        for (String file : List.of("semgrep.json", "gitleaks.json", "trufflehog.jsonl", "checkov.json")) {
            String report = sample(file);
            JsonNode first = imported(report, "commit", file);
            String shifted = report.replaceAll("(?<=\"(?:line|StartLine|EndLine)\": ?)(\\d+)", "9$1")
                    .replaceAll("(?<=\"file_line_range\": \\[\\s{0,20})(\\d+)", "9$1")
                    .replaceAll("(\"Fingerprint\": \"[^\"]*:)(\\d+\")", "$19$2");
            assertThat(shifted).isNotEqualTo(report);
            JsonNode second = imported(shifted, "commit", file + "-shifted");
            counts(second, first.path("findings").path("total").asInt(), 0, 0);
        }
    }

    @Test
    void twoEqualResultsStayTwo() throws Exception {
        String leak = """
                {"RuleID":"key","Secret":"%s","Match":"key=%s","File":"a.env","StartLine":%d,"Commit":""}""";
        String twice = "[" + leak.formatted("s3cret-one", "s3cret-one", 1) + ","
                + leak.formatted("s3cret-one", "s3cret-one", 2) + "]";
        counts(imported(twice, "commit", "a"), 2, 2, 0);
        counts(imported(twice.replace("\"StartLine\":1", "\"StartLine\":8"), "commit", "b"), 2, 0, 0);
        counts(imported("[" + leak.formatted("s3cret-one", "s3cret-one", 8) + "]", "commit", "c"), 1, 0, 1);
        String said = """
                [{"filename":"a.yaml","failures":[{"msg":"No limit of 10"},{"msg":"No limit of 20"}]}]""";
        counts(imported(said, "commit", "a"), 2, 2, 0);
        counts(imported(said.replace("of 10", "of 30"), "commit", "b"), 2, 0, 0);
    }

    @Test
    void redactedLeaksOfAFolderAreFollowedByTheirCode() throws Exception {
        String leak = """
                {"RuleID":"key","Secret":"REDACTED","Match":"%s=REDACTED","File":"a.env","StartLine":%d,"Commit":"",
                 "Fingerprint":"a.env:key:%d"}""";
        String report = "[" + leak.formatted("one", 1, 1) + "," + leak.formatted("two", 2, 2) + "]";
        counts(imported(report, "commit", "a"), 2, 2, 0);
        counts(imported("[" + leak.formatted("two", 9, 9) + "]", "commit", "b"), 1, 0, 1);
        JsonNode open =
                api.get("/findings?project=" + project + "&q=status:open").json(200);
        String id = open.path("findings").path(0).path("id").asString();
        assertThat(api.get("/findings/" + id).json(200).toString())
                .contains("two=")
                .doesNotContain("one=");
    }

    @Test
    void theAlertsOfThePodsThatComeNextAreTheSameFindings() throws Exception {
        String alerts = sample("falco.jsonl");
        counts(imported(alerts, "commit", "a"), 3, 3, 0);
        String tomorrow = alerts.replace("5d6b975744-rrkhh", "6c8f9b7d55-zzk4t").replace("2026-11-02", "2026-11-03");
        counts(imported(tomorrow, "commit", "b"), 3, 0, 0);
    }

    @Test
    void whatConftestSaysAgainAfterACleanScanIsReopenedWithWhatWasDecided() throws Exception {
        String report = sample("conftest.json");
        counts(imported(report, "commit", "a"), 4, 4, 0);
        counts(imported("[]", "commit", "b", "format", "conftest"), 0, 0, 4);
        JsonNode again = imported(report, "commit", "c");

        counts(again, 4, 0, 0);
        assertThat(again.path("findings").path("reopened").asInt()).isEqualTo(4);
        assertThat(api.get("/findings?project=" + project + "&q=status:closed")
                        .json(200)
                        .path("total")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void aCleanScanIsAnEmptyListThatSaysItsFormat() throws Exception {
        imported(sample("gitleaks.json"), "commit", "a");
        JsonNode unsaid = imported("[]", "commit", "b");
        assertThat(unsaid.path("format").asString()).isEqualTo("trivy");
        counts(unsaid, 0, 0, 0);

        JsonNode clean = imported("[]", "commit", "b", "format", "gitleaks");
        assertThat(clean.path("format").asString()).isEqualTo("gitleaks");
        assertThat(clean.path("guard").asString()).isEqualTo("gitleaks");
        assertThat(clean.path("complete").asBoolean()).isTrue();
        counts(clean, 0, 0, 3);
        api.upload(project, "[]", "commit", "b", "format", "gitleaks").json(200);
        // The same bytes by another tool are another scan, also where the first one is known.
        assertThat(imported("[]", "commit", "c", "format", "conftest")
                        .path("guard")
                        .asString())
                .isEqualTo("conftest");
    }

    @Test
    void anEmptyFileIsReadWhereItSaysWhatItIs() throws Exception {
        imported(sample("trufflehog.jsonl"), "commit", "a");
        JsonNode problem = api.upload(project, "", "commit", "b").problem(415);
        assertThat(problem.path("detail").asString()).contains("format=trufflehog");
        counts(imported("", "commit", "b", "format", "trufflehog"), 0, 0, 3);
    }

    @Test
    void aFormatThatTheReportIsNotOfIsRefused() throws Exception {
        assertThat(api.upload(project, "[]", "commit", "a", "format", "nobodys")
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("format: one of");
        assertThat(api.upload(project, sample("checkov.json"), "commit", "a", "format", "gitleaks")
                        .problem(415)
                        .path("detail")
                        .asString())
                .contains("not Gitleaks JSON");
    }

    @Test
    void noSecretOfASampleIsAnsweredAnywhere() throws Exception {
        for (String file : List.of("gitleaks.json", "trufflehog.jsonl", "checkov.json", "semgrep.json")) {
            imported(sample(file), "commit", file);
        }
        JsonNode findings =
                api.get("/findings?project=" + project + "&size=100").json(200);
        var all = new StringBuilder(findings.toString());
        for (JsonNode finding : findings.path("findings")) {
            all.append(api.get("/findings/" + finding.path("id").asString()).json(200));
        }
        assertThat(all.toString())
                .contains("staging.env")
                .doesNotContain("pd7demo", "bm90IGEga2V5", "xoxb-demo", "letter-box", "parcel-demo", "7731");
    }
}

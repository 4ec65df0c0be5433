package dev.winnow.importers.gitleaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Sample;
import dev.winnow.importers.Severity;
import dev.winnow.importers.packages.Mutations;
import dev.winnow.importers.packages.Reports;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitleaksImporterTest {
    private static final String SECRET = "q7Zx9Lm2Vt4Rk8Wp";

    private final Importer importer = new GitleaksImporter();

    static final String LEAK = """
            {"RuleID": "generic-api-key", "Description": "A generic key", "StartLine": 7, "EndLine": 7, "StartColumn": 5,
             "EndColumn": 40, "Match": "api_key = \\"q7Zx9Lm2Vt4Rk8Wp\\"", "Secret": "q7Zx9Lm2Vt4Rk8Wp",
             "File": "deploy/app.env", "SymlinkFile": "", "Commit": "9f3c2ab", "Link": "https://git.example/c/9f3c2ab#L7",
             "Entropy": 3.9, "Author": "Ada", "Email": "ada@example.com", "Date": "2026-10-01T10:00:00Z",
             "Message": "add q7Zx9Lm2Vt4Rk8Wp", "Tags": ["key"],
             "Fingerprint": "9f3c2ab:deploy/app.env:generic-api-key:7"}""";

    private static final String OLD = """
            [{"line": "aws_key = 'q7Zx9Lm2Vt4Rk8Wp'", "lineNumber": 3, "offender": "q7Zx9Lm2Vt4Rk8Wp", "offenderEntropy": -1,
              "commit": "9f3c2ab", "repo": "shop", "repoURL": "", "leakURL": "https://git.example/l", "rule": "AWS Key",
              "commitMessage": "add q7Zx9Lm2Vt4Rk8Wp", "author": "Ada", "email": "ada@example.com", "file": "a.env",
              "date": "2021-01-01T00:00:00Z", "tags": "key, AWS"}]""";

    private Result only(String leak) throws IOException {
        return Reports.read(importer, "[" + leak + "]").only();
    }

    @Test
    void aLeakIsReadWithoutItsSecretAndWithoutPeople() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, "[" + LEAK + "]");
        assertThat(outcome.scan().tool().name()).isEqualTo("Gitleaks");
        assertThat(outcome.scan().category()).isEqualTo(Category.SECRETS);
        assertThat(outcome.scan().target()).isEqualTo("source");
        Result result = outcome.only();
        assertThat(result.kind()).isEqualTo(Kind.SECRET);
        assertThat(result.severity()).isEqualTo(Severity.HIGH);
        assertThat(result.rule().id()).isEqualTo("generic-api-key");
        assertThat(result.title()).isEqualTo("A generic key");
        assertThat(result.rule().tags()).containsExactly("key");
        assertThat(result.message()).isEqualTo("api_key = " + Masking.MASK);
        assertThat(result.secretHash()).isEqualTo(Sample.MASKING.hash(SECRET));
        assertThat(result.layer()).isEqualTo("9f3c2ab");
        assertThat(result.references()).containsExactly("https://git.example/c/9f3c2ab#L7");
        assertThat(result.fingerprints())
                .containsExactly(new Fingerprint("Fingerprint", "9f3c2ab:deploy/app.env:generic-api-key:7", false));
        assertThat(result.primaryLocation())
                .extracting(Location::uri, Location::startLine, Location::startColumn, Location::endColumn)
                .containsExactly("deploy/app.env", 7, 5, 40);
        assertThat(result.toString()).doesNotContain(SECRET, "Ada", "ada@example.com");
    }

    @Test
    void theSecretIsHiddenInEveryText() throws IOException {
        String everywhere = LEAK.replace("A generic key", SECRET)
                .replace("generic-api-key", "rule-" + SECRET)
                .replace("deploy/app.env", "deploy/" + SECRET + ".env")
                .replace("[\"key\"]", "[\"" + SECRET + "\"]")
                .replace("9f3c2ab", SECRET);
        assertThat(only(everywhere).toString()).doesNotContain(SECRET);
    }

    @Test
    void theLayoutOfTheOldVersionsIsRead() throws IOException {
        Result result = Reports.read(importer, OLD).only();
        assertThat(result.rule().id()).isEqualTo("AWS Key");
        assertThat(result.rule().tags()).containsExactly("key", "AWS");
        assertThat(result.message()).isEqualTo("aws_key = " + Masking.MASK);
        assertThat(result.secretHash()).isEqualTo(Sample.MASKING.hash(SECRET));
        assertThat(result.primaryLocation().startLine()).isEqualTo(3);
        assertThat(result.references()).containsExactly("https://git.example/l");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDACTED", "REDACT", "***", "q7Zx...", ""})
    void aRedactedSecretIsToldFromNoOther(String placeholder) throws IOException {
        Result result = only(LEAK.replace(SECRET, placeholder));
        assertThat(result.secretHash()).isNull();
        assertThat(result.toString()).doesNotContain("q7Z");
    }

    @Test
    void codeWithoutTheSecretInItIsNotShown() throws IOException {
        Result result = only(LEAK.replace("\"Secret\": \"" + SECRET, "\"Secret\": \"other-secret"));
        assertThat(result.message()).isEqualTo("api_key = " + Masking.MASK);
    }

    @Test
    void aFingerprintWithoutACommitIsTheLineAndNoKey() throws IOException {
        Result result = only(LEAK.replace("\"Commit\": \"9f3c2ab\"", "\"Commit\": \"\""));
        assertThat(result.fingerprints()).isEmpty();
        assertThat(result.layer()).isNull();
    }

    @Test
    void aCleanScanIsAnEmptyListWhoseFormatIsSaid() throws IOException {
        for (String clean : List.of("[]", "[\n]\n", "null")) {
            Importer named = Formats.importerOf(Sample.of(clean), "gitleaks");
            assertThat(named.format()).isEqualTo("gitleaks");
            Reports.Outcome outcome = Reports.read(named, clean);
            assertThat(outcome.results()).isEmpty();
            assertThat(outcome.scan().complete()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"Secret\": \"s\", \"Match\": \"m\"}]",
                "[7]",
                "{}",
                "[{\"RuleID\": {}}]",
                "[{\"RuleID\": \"a\"}"
            })
    void whatIsBrokenIsRefusedWithItsPlace(String report) {
        assertThatThrownBy(() -> Reports.read(importer, report))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void aDamagedReportIsReadOrRefused() {
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, List.of("[" + LEAK + "]", OLD), seed, 1_500);
        }
    }
}

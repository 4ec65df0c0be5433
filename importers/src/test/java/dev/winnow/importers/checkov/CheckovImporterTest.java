package dev.winnow.importers.checkov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
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

class CheckovImporterTest {
    private final Importer importer = new CheckovImporter();

    static final String CHECK = """
            {"check_id": "CKV_AWS_20", "bc_check_id": "BC_AWS_S3_1", "check_name": "Bucket is public",
             "check_result": {"result": "FAILED", "evaluated_keys": ["acl"]},
             "code_block": [[12, "resource \\"aws_s3_bucket\\" \\"b\\" {\\n"], [13, "  acl = \\"public-read\\"\\n"],
               [14, "  password = \\"hunter2\\"\\n"], [15, "}\\n"]],
             "file_path": "/infra/main.tf", "file_abs_path": "/agent/work/infra/main.tf",
             "repo_file_path": "/infra/main.tf", "file_line_range": [12, 15], "resource": "aws_s3_bucket.b",
             "severity": null, "guideline": "https://docs.example/s3_1", "details": [], "entity_tags": {"a": "b"}}""";

    static String block(String type, String failed, String skipped) {
        return """
                {"check_type": "%s", "results": {"passed_checks": [{"check_id": "CKV_AWS_1"}], "failed_checks": [%s],
                 "skipped_checks": [%s], "parsing_errors": ["/broken.tf"]},
                 "summary": {"passed": 1, "failed": 1, "skipped": 0, "checkov_version": "3.2.497"}, "url": "-"}""".formatted(type, failed, skipped);
    }

    private Result only(String type, String check) throws IOException {
        return Reports.read(importer, block(type, check, "")).only();
    }

    @Test
    void aFailedCheckIsReadWithItsPlaceAndResource() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, block("terraform", CHECK, ""));
        assertThat(outcome.scan().tool().version()).isEqualTo("3.2.497");
        assertThat(outcome.scan().category()).isEqualTo(Category.IAC);
        assertThat(outcome.scan().target()).isEqualTo("source");
        assertThat(outcome.scan().notices()).containsExactly("could not be parsed: /broken.tf");
        Result result = outcome.only();
        assertThat(result.kind()).isEqualTo(Kind.MISCONFIGURATION);
        assertThat(result.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(result.title()).isEqualTo("Bucket is public");
        assertThat(result.rule().id()).isEqualTo("CKV_AWS_20");
        assertThat(result.rule().tags()).containsExactly("BC_AWS_S3_1");
        assertThat(result.rule().helpUri()).isEqualTo("https://docs.example/s3_1");
        assertThat(result.resource()).isEqualTo("aws_s3_bucket.b");
        assertThat(result.primaryLocation())
                .extracting(Location::uri, Location::startLine, Location::endLine)
                .containsExactly("infra/main.tf", 12, 15);
        assertThat(result.primaryLocation().snippet())
                .isEqualTo("resource \"aws_s3_bucket\" \"b\" {\n  acl = \"public-read\"\n  password = " + Masking.MASK
                        + "\n}");
        assertThat(result.suppressed()).isFalse();
    }

    @Test
    void aSkippedCheckIsSuppressedWithItsComment() throws IOException {
        Result result = Reports.read(
                        importer,
                        block(
                                "terraform",
                                "",
                                CHECK.replace("\"result\": \"FAILED\"", "\"suppress_comment\": \"a public site\"")))
                .only();
        assertThat(result.suppression().by()).isEqualTo("inSource");
        assertThat(result.suppression().justification()).isEqualTo("a public site");
    }

    @Test
    void theSeverityOfThePlatformCounts() throws IOException {
        assertThat(only("terraform", CHECK.replace("\"severity\": null", "\"severity\": \"CRITICAL\""))
                        .severity())
                .isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aTerraformPlansOneLongLineIsNotShown() throws IOException {
        String plan = CHECK.replace("  acl = \\\"public-read\\\"", "x".repeat(2_000) + "hidden-value");
        assertThat(only("terraform_plan", plan).primaryLocation().snippet())
                .contains("…")
                .doesNotContain("hidden-value", "xxx");
    }

    @Test
    void aLeakedSecretIsAMaskedSecretWithAKeyedHash() throws IOException {
        String leak = """
                {"check_id": "CKV_SECRET_6", "check_name": "Base64 High Entropy String", "check_result": {"result": "FAILED"},
                 "code_block": [[3, "API_KEY = \\"c2VjcmV0dmFsdWU\\"\\n"]], "file_path": "/a.env", "file_line_range": [3, 4],
                 "resource": "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33"}""";
        Result result = only("secrets", leak);
        assertThat(result.kind()).isEqualTo(Kind.SECRET);
        assertThat(result.severity()).isEqualTo(Severity.HIGH);
        assertThat(result.resource()).isNull();
        assertThat(result.secretHash()).isEqualTo(Sample.MASKING.hash("0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33"));
        assertThat(result.primaryLocation().snippet()).isEqualTo("API_KEY = " + Masking.MASK);
        assertThat(result.toString()).doesNotContain("c2VjcmV0", "0beec7b5");
        assertThat(Reports.read(importer, block("secrets", leak, "")).scan().category())
                .isEqualTo(Category.SECRETS);
    }

    @Test
    void aVulnerablePackageHasItsUrlAndAdvisory() throws IOException {
        Result result = only("sca_package", """
                {"check_id": "BC_CVE_2019_19844", "check_name": "SCA package scan", "file_path": "/requirements.txt",
                 "file_line_range": [0, 0], "resource": "requirements.txt.Django", "severity": "HIGH",
                 "vulnerability_details": {"id": "CVE-2019-19844", "status": "fixed in 3.0.1", "severity": "critical",
                  "package_name": "Django", "package_version": "1.2", "link": "https://nvd.example/CVE-2019-19844",
                  "cvss": 9.8, "vector": "CVSS:3.1/AV:N", "description": "Password reset is weak. More.",
                  "published_date": "2019-12-18T20:15:00+01:00", "lowest_fixed_version": "1.11.27",
                  "fixed_versions": ["1.11.27", "3.0.1"]}}""");
        assertThat(result.kind()).isEqualTo(Kind.VULNERABILITY);
        assertThat(result.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(result.identifiers()).containsExactly("CVE-2019-19844");
        assertThat(result.rule().id()).isEqualTo("CVE-2019-19844");
        assertThat(result.title()).isEqualTo("Password reset is weak");
        assertThat(result.component().purl()).isEqualTo("pkg:pypi/django@1.2");
        assertThat(result.component().fixedVersion()).contains("1.11.27");
        assertThat(result.rule().advisory().cvss()).isEqualTo(9.8);
        assertThat(result.rule().advisory().published()).isEqualTo("2019-12-18T19:15:00Z");
    }

    @Test
    void aLicenceThatPolicyForbidsIsALicenceFinding() throws IOException {
        Result result = only("sca_package", """
                {"check_id": "BC_LIC_1", "check_name": "License policy", "file_path": "/go.mod", "severity": "LOW",
                 "vulnerability_details": {"package_name": "github.com/Acme/Tool", "package_version": "v1.0",
                  "license": "AGPL-3.0"}}""");
        assertThat(result.kind()).isEqualTo(Kind.LICENSE);
        assertThat(result.rule().id()).isEqualTo("AGPL-3.0");
        assertThat(result.component().purl()).isEqualTo("pkg:golang/github.com/acme/tool@v1.0");
    }

    @Test
    void severalTypesOfChecksAreOneReport() throws IOException {
        Reports.Outcome outcome = Reports.read(
                importer, "[" + block("terraform", CHECK, "") + "," + block("dockerfile", CHECK, CHECK) + "]");
        assertThat(outcome.results()).hasSize(3);
        assertThat(outcome.scan().category()).isEqualTo(Category.IAC);
    }

    @Test
    void aScanWithNothingToCheckIsItsSummary() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, """
                {"passed": 0, "failed": 0, "skipped": 0, "parsing_errors": 0, "resource_count": 0,
                 "checkov_version": "3.2.1"}""");
        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.scan().tool().version()).isEqualTo("3.2.1");
        assertThat(importer.placesByResults()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"check_type\": \"terraform\", \"results\": 7}",
                "{\"check_type\": \"terraform\", \"results\": {\"failed_checks\": [{}]}}",
                "{\"results\": {\"failed_checks\": {}}}",
                "{\"passed\": 0}",
                "{\"check_type\": \"terraform\"",
                "7"
            })
    void whatIsBrokenIsRefusedWithItsPlace(String report) {
        assertThatThrownBy(() -> Reports.read(importer, report))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void aDamagedReportIsReadOrRefused() {
        List<String> samples = List.of(block("terraform", CHECK, CHECK), "[" + block("sca_package", CHECK, "") + "]");
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, samples, seed, 1_500);
        }
    }
}

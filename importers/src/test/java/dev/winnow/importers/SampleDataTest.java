package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reports in {@code sample-data} are what their README says. */
class SampleDataTest {
    private static final Path FOLDER = Path.of("..", "sample-data");

    /** A row of the README's table: file, format, results, suppressed. */
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| (\\d+) \\| (\\d+) \\|.*");

    @TestFactory
    List<DynamicTest> eachReportHasTheCountsThatTheReadmeStates() throws IOException {
        List<Matcher> rows = Files.readAllLines(FOLDER.resolve("README.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
        assertThat(rows).hasSize(14);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.group(1), () -> {
                    List<Result> results = read(row.group(1)).results();
                    assertThat(results).hasSize(Integer.parseInt(row.group(2)));
                    assertThat(results)
                            .filteredOn(result -> result.suppression() != null)
                            .hasSize(Integer.parseInt(row.group(3)));
                }))
                .toList();
    }

    @Test
    void theSarifReportHasAFlowAMaskedKeyAndSeveralSeverities() throws IOException {
        List<Result> results = read("semgrep.sarif").results();

        assertThat(results)
                .filteredOn(result -> !result.codeFlows().isEmpty())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.codeFlows().getFirst().steps()).hasSize(3));
        assertThat(results)
                .filteredOn(result -> result.kind() == Kind.SECRET)
                .singleElement()
                .satisfies(
                        result -> assertThat(result.primaryLocation().snippet()).endsWith("=" + Masking.MASK));
        assertThat(results)
                .extracting(Result::severity)
                .contains(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);
    }

    @Test
    void trivyAndGrypeNameNineVulnerabilitiesAlikeAndGrypeOnesToBeFixed() throws IOException {
        List<String> trivy = vulnerabilities("trivy.json");
        List<String> grype = vulnerabilities("grype.json");

        assertThat(grype).filteredOn(trivy::contains).hasSize(9);
        assertThat(grype).hasSize(11).contains("CVE-2022-42889 pkg:maven/org.apache.commons/commons-text");
        assertThat(read("grype.json").results())
                .filteredOn(result -> result.rule().id().startsWith("GHSA-"))
                .hasSize(5)
                .allSatisfy(
                        result -> assertThat(result.component().fixedVersion()).isNotBlank());
    }

    private static List<String> vulnerabilities(String file) throws IOException {
        return read(file).results().stream()
                .filter(result -> result.kind() == Kind.VULNERABILITY)
                .map(result -> result.identifiers().getFirst() + " "
                        + result.component().purl().replaceFirst("@.*", ""))
                .toList();
    }

    private static Sample.Import read(String file) throws IOException {
        return Sample.read(Sample.of(Files.readAllBytes(FOLDER.resolve(file))));
    }
}

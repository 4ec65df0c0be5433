package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every importer promises, whatever the report: it is told from all others, bounded, and refused where it is cut. */
class HostileReportsTest {
    private static final Path SAMPLES = Path.of("..", "sample-data");
    private static final Limits TIGHT = new Limits(1 << 20, 200, 30, 5_000, 40, 3);

    /**
     * How a report of a format begins and ends, around the members of its only result.
     *
     * @param text a member of the result that is read as text
     */
    private record Frame(String format, String start, String result, String end, String text) {
        String with(String members) {
            return start + "{" + result + members + "}" + end;
        }

        @Override
        public String toString() {
            return format;
        }
    }

    static List<Frame> frames() {
        return List.of(
                new Frame("semgrep", "{\"errors\":[],\"results\":[", "\"check_id\":\"a\",\"path\":\"b\"", "]}", "path"),
                new Frame(
                        "gitleaks",
                        "[",
                        "\"RuleID\":\"a\",\"Secret\":\"b\",\"Match\":\"c\",\"File\":\"d\"",
                        "]",
                        "Match"),
                new Frame("trufflehog", "", "\"SourceMetadata\":{},\"DetectorName\":\"a\"", "", "Raw"),
                new Frame(
                        "checkov",
                        "{\"check_type\":\"terraform\",\"results\":{\"failed_checks\":[",
                        "\"check_id\":\"a\"",
                        "]}}",
                        "check_name"),
                new Frame(
                        "falco",
                        "",
                        "\"rule\":\"a\",\"priority\":\"Debug\",\"output\":\"b\",\"time\":\"\"",
                        "",
                        "output"),
                new Frame(
                        "policyreport",
                        "{\"apiVersion\":\"openreports.io/v1alpha1\",\"kind\":\"Report\",\"results\":[",
                        "\"policy\":\"a\",\"result\":\"fail\"",
                        "]}",
                        "message"),
                new Frame(
                        "terraform",
                        "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"resource_drift\":[",
                        "\"address\":\"a.b\",\"change\":{\"actions\":[\"delete\"]}",
                        "]}",
                        "address"),
                new Frame(
                        "changes",
                        "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"a\"},\"complete\":true,\"changes\":[",
                        "\"rule\":\"a\",\"resource\":\"b\"",
                        "]}",
                        "title"),
                new Frame("conftest", "[{\"filename\":\"a\",\"failures\":[", "\"metadata\":{}", "]}]", "msg"));
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(json|jsonl|sarif|xml|yaml)"))
                    .sorted()
                    .toList();
        }
    }

    private static Sample.Import read(String report) throws IOException {
        return Sample.read(Sample.of(report.getBytes(StandardCharsets.UTF_8), TIGHT));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void oneImporterAloneTakesAReport(Path file) throws IOException {
        Shape shape = Sample.of(Files.readAllBytes(file)).shape();
        assertThat(Formats.all())
                .filteredOn(importer -> importer.recognises(shape))
                .singleElement()
                .satisfies(
                        importer -> assertThat(file.getFileName().toString()).startsWith(sampleOf(importer.format())));
    }

    private static String sampleOf(String format) {
        return format.equals("sarif") ? "semgrep.sarif" : format + ".";
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aReportThatEndsTooEarlyIsRefused(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        // Lines are whole reports each, and YAML has no end of its own.
        boolean lines = name.endsWith(".jsonl");
        if (name.endsWith(".yaml")) {
            return;
        }
        for (int cut = 1; cut < whole.length - 1; cut += 61) {
            if (lines && (whole[cut] == '\n' || whole[cut - 1] == '\n')) {
                continue;
            }
            byte[] start = Arrays.copyOf(whole, cut);
            assertThat(catchThrowable(() -> Sample.read(Sample.of(start))))
                    .as("%s cut at %d", name, cut)
                    .isInstanceOf(ReportException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void theFrameIsAReportOfItsFormatWithOneResult(Frame frame) throws IOException {
        var report = Sample.of(frame.with(""));
        assertThat(Formats.importerOf(report).format()).isEqualTo(frame.format());
        assertThat(Sample.read(report).results()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void deepNestingIsMalformed(Frame frame) {
        for (String deep : List.of("[".repeat(100), "{\"a\":".repeat(100))) {
            assertThatThrownBy(() -> read(frame.with(",\"x\":" + deep)))
                    .isInstanceOf(MalformedReport.class)
                    .hasMessageContaining("limit: depth");
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void hugeTextsAndManyResultsAreTooLarge(Frame frame) {
        assertThatThrownBy(() -> read(frame.with(",\"" + frame.text() + "\":\"" + "x".repeat(10_000) + "\"")))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContaining("limit: string");
        String result = "{" + frame.result() + "}";
        String separator = frame.start().isEmpty() ? "\n" : ",";
        assertThatThrownBy(() ->
                        read(frame.start() + String.join(separator, result, result, result, result) + frame.end()))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContaining("more than 3 results");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void longTextsAreCutAndControlCharactersDropped(Frame frame) throws IOException {
        String text = "<script>alert(1)</script>\\u0000\\u001b" + "\\ud83d\\ude00".repeat(20_000);
        Result result = Sample.read(Sample.of(frame.with(",\"" + frame.text() + "\":\"" + text + "\"")))
                .results()
                .getFirst();
        assertThat(result.title()).hasSizeLessThanOrEqualTo(Texts.LINE).doesNotContain("\u0000", "\u001b");
        assertThat(result.message()).hasSizeLessThanOrEqualTo(Texts.BLOCK).doesNotContain("\u0000", "\u001b");
        Location place = result.primaryLocation();
        if (place != null && place.uri() != null) {
            assertThat(place.uri()).hasSizeLessThanOrEqualTo(Texts.LINE);
        }
    }

    @Test
    void reportsOfOtherToolsAreNobodys() throws IOException {
        for (String other : List.of(
                "{\"errors\": [], \"generated_at\": \"x\", \"metrics\": {}, \"results\": []}",
                "{\"errors\": [], \"metrics\": {}, \"results\": [{\"code\": \"x\", \"test_id\": \"B101\"}]}",
                "{\"results\": [{\"rule_id\": \"AVD-1\", \"long_id\": \"x\"}]}",
                "{\"results\": [{\"source\": {}, \"packages\": []}]}",
                "{\"version\": \"1.5.0\", \"plugins_used\": [], \"results\": {\"a\": []}}",
                "{\"version\": \"15.0.0\", \"vulnerabilities\": [], \"scan\": {}}",
                "{\"findings\": [{\"id\": 1}]}",
                "{\"version\": 4, \"terraform_version\": \"1.9.8\", \"serial\": 3, \"resources\": []}",
                "{\"winnow\": 1, \"changes\": []}",
                "{\"changes\": [{\"rule\": \"a\", \"resource\": \"b\"}]}",
                "[{\"filePath\": \"a.js\", \"messages\": []}]",
                "[{\"rule\": {\"id\": \"x\"}, \"path\": \"a\", \"secret\": \"y\"}]",
                "{\"level\": \"info\", \"msg\": \"x\", \"logger\": \"other\"}",
                "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {}}",
                "{\"apiVersion\": \"v1\", \"items\": [{\"apiVersion\": \"v1\"}], \"kind\": \"List\"}",
                "apiVersion: apps/v1\nkind: Deployment\n",
                "on: push\njobs:\n  build:\n    steps: []\n")) {
            Shape shape = Sample.of(other).shape();
            assertThat(Formats.recognise(shape).map(Importer::format)).as(other).isEmpty();
        }
    }

    @Test
    void whatIsEmptyIsRefusedWithTheWayOut() throws IOException {
        var empty = Sample.of("");
        assertThatThrownBy(() -> Formats.importerOf(empty))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContainingAll("is empty", "format=falco, format=trufflehog");
        assertThatThrownBy(() -> Formats.importerOf(empty, "gitleaks"))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining("not Gitleaks JSON");
        assertThatThrownBy(() -> Formats.importerOf(empty, "nobodys"))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining(Formats.names());
        assertThatThrownBy(() -> Formats.importerOf(Sample.of("[{\"a\":1}]"), "gitleaks"))
                .isInstanceOf(UnsupportedReport.class);
        assertThat(Formats.importerOf(Sample.of("[]"), null).format()).isEqualTo("trivy");
        assertThat(Sample.read(Sample.of("[]")).scan().notices())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("format=gitleaks");
    }
}

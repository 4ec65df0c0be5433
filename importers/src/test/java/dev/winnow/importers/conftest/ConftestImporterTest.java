package dev.winnow.importers.conftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.MalformedReport;
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

class ConftestImporterTest {
    private final Importer importer = new ConftestImporter();

    static final String REPORT = """
            [{"filename": "./deploy/web.yaml", "namespace": "main", "successes": 3, "skipped": [{"msg": "x"}],
              "failures": [{"msg": "Container web runs as root", "loc": {"file": "deploy/src.yaml", "line": 12},
                "metadata": {"query": "data.main.deny_root", "details": {"a": [1]}}},
               {"msg": "No owner", "metadata": {"severity": "low"}}],
              "warnings": [{"msg": "Old API", "metadata": {"query": "data.main.warn"}}],
              "exceptions": [{"msg": "data.main.exception[_][_] == \\"root\\""}],
              "queries": [{"query": "data.main.deny", "results": [{"msg": "again"}]}]},
             {"filename": "clean.yaml", "namespace": "net", "successes": 2, "failures": null}]""";

    @Test
    void failuresWarningsAndExceptionsAreResults() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, REPORT);
        assertThat(outcome.scan().tool().name()).isEqualTo("Conftest");
        assertThat(outcome.scan().category()).isEqualTo(Category.POLICY);
        assertThat(outcome.scan().target()).isEqualTo("source");
        List<Result> results = outcome.results();
        assertThat(results).hasSize(4).extracting(Result::kind).containsOnly(Kind.MISCONFIGURATION);
        assertThat(results)
                .extracting(result -> result.rule().id())
                .containsExactly("data.main.deny_root", "data.main.deny", "data.main.warn", "data.main.exception");
        assertThat(results)
                .extracting(Result::severity)
                .containsExactly(Severity.HIGH, Severity.LOW, Severity.MEDIUM, Severity.HIGH);
        assertThat(results).extracting(Result::suppressed).containsExactly(false, false, false, true);
        assertThat(results.getFirst().title()).isEqualTo("Container web runs as root");
        assertThat(results.getFirst().primaryLocation()).isEqualTo(Location.ofLines("deploy/src.yaml", 12, 12));
        assertThat(results.get(2).primaryLocation()).isEqualTo(Location.ofFile("deploy/web.yaml"));
    }

    @Test
    void earlyVersionsSayJustTexts() throws IOException {
        List<Result> results = Sample.read(Sample.of("""
                        [{"filename": "service.yaml", "Warnings": ["Old API"], "Failures": [{"msg": "No owner"}, "No label"],
                          "Successes": ["data.main.deny"]}]""")).results();
        assertThat(results).extracting(Result::title).containsExactly("Old API", "No owner", "No label");
        assertThat(results).extracting(Result::severity).containsExactly(Severity.MEDIUM, Severity.HIGH, Severity.HIGH);
    }

    @Test
    void nothingToTestIsAnEmptyListWhoseFormatIsSaid() throws IOException {
        assertThat(Formats.importerOf(Sample.of("[]"), "conftest")
                        .read(Sample.of("[]"), result -> {})
                        .complete())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"filename\": \"a\", \"failures\": {}}]",
                "[{\"filename\": \"a\", \"failures\": [7]}]",
                "[7]",
                "{}",
                "[{\"filename\": \"a\", \"failures\": ["
            })
    void whatIsBrokenIsRefusedWithItsPlace(String report) {
        assertThatThrownBy(() -> Reports.read(importer, report))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void aDamagedReportIsReadOrRefused() {
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, List.of(REPORT), seed, 1_500);
        }
    }
}

package dev.winnow.importers.semgrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Category;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Location;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Result;
import dev.winnow.importers.Severity;
import dev.winnow.importers.packages.Mutations;
import dev.winnow.importers.packages.Reports;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemgrepImporterTest {
    private final Importer importer = new SemgrepImporter();

    static final String MATCH = """
            {"check_id": "java.sql.concat", "path": "./src/Orders.java",
             "start": {"line": 12, "col": 9, "offset": 300}, "end": {"line": 13, "col": 4, "offset": 340},
             "extra": {
               "message": "The order's id goes into a statement. Bind it instead.",
               "severity": "ERROR", "fingerprint": "8f0aa1_0", "is_ignored": false, "engine_kind": "OSS",
               "validation_state": "NO_VALIDATOR",
               "lines": "    run(\\"select \\" + id);",
               "metavars": {"$ID": {"start": {"line": 1, "col": 1}, "abstract_content": "id"}},
               "metadata": {"cwe": ["CWE-89: SQL Injection", "CWE-20"], "owasp": "A03:2021 - Injection",
                 "category": "security", "technology": ["java"], "shortlink": "https://sg.example/x",
                 "source": "https://rules.example/java.sql.concat", "references": ["https://a.example/sql", "no link"]},
               "dataflow_trace": {
                 "taint_source": ["CliLoc", [{"path": "src/Web.java", "start": {"line": 3, "col": 5},
                   "end": {"line": 3, "col": 20}}, "request.get(\\"id\\")"]],
                 "intermediate_vars": [{"location": {"path": "src/Web.java", "start": {"line": 4, "col": 2},
                   "end": {"line": 4, "col": 9}}, "content": "id"}],
                 "taint_sink": ["CliCall", [[{"path": "src/Web.java", "start": {"line": 6, "col": 1},
                   "end": {"line": 6, "col": 8}}, "save(id)"], [], ["CliLoc", [{"path": "src/Orders.java",
                   "start": {"line": 12, "col": 9}, "end": {"line": 13, "col": 4}}, "run(id)"]]]]}}}""";

    static String report(String... matches) {
        return """
                {"version": "1.140.0", "results": [%s], "errors": [], "paths": {"scanned": ["a.java"]},
                 "skipped_rules": []}""".formatted(String.join(",", matches));
    }

    private Result only(String match) throws IOException {
        return Reports.read(importer, report(match)).only();
    }

    @Test
    void aMatchIsReadWithAllThatIsShown() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, report(MATCH));
        assertThat(outcome.scan().tool().name()).isEqualTo("Semgrep");
        assertThat(outcome.scan().tool().version()).isEqualTo("1.140.0");
        assertThat(outcome.scan().category()).isEqualTo(Category.SAST);
        assertThat(outcome.scan().target()).isEqualTo("source");
        assertThat(outcome.scan().complete()).isTrue();

        Result result = outcome.only();
        assertThat(result.kind()).isEqualTo(Kind.CODE);
        assertThat(result.severity()).isEqualTo(Severity.HIGH);
        assertThat(result.title()).isEqualTo("The order's id goes into a statement");
        assertThat(result.rule().id()).isEqualTo("java.sql.concat");
        assertThat(result.rule().cwes()).containsExactly("CWE-89", "CWE-20");
        assertThat(result.rule().tags()).containsExactly("A03:2021 - Injection", "security");
        assertThat(result.rule().helpUri()).isEqualTo("https://sg.example/x");
        assertThat(result.rule().references()).containsExactly("https://a.example/sql");
        assertThat(result.fingerprints()).containsExactly(new Fingerprint("matchBasedId/v1", "8f0aa1_0", false));
        assertThat(result.suppressed()).isFalse();
        assertThat(result.primaryLocation())
                .isEqualTo(new Location(
                        "src/Orders.java", 12, 9, 13, 4, -1, "    run(\"select \" + id);", null, null, null));
        assertThat(result.codeFlows().getFirst().steps())
                .extracting(Location::uri, Location::startLine, Location::snippet)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("src/Web.java", 3, "request.get(\"id\")"),
                        org.assertj.core.groups.Tuple.tuple("src/Web.java", 4, "id"),
                        org.assertj.core.groups.Tuple.tuple("src/Web.java", 6, "save(id)"),
                        org.assertj.core.groups.Tuple.tuple("src/Orders.java", 12, "run(id)"));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR,HIGH",
        "WARNING,MEDIUM",
        "INFO,LOW",
        "CRITICAL,CRITICAL",
        "HIGH,HIGH",
        "MEDIUM,MEDIUM",
        "LOW,LOW",
        "EXPERIMENT,INFO",
        "odd,UNKNOWN"
    })
    void severitiesAreThoseThatSemgrepEquates(String word, Severity severity) throws IOException {
        assertThat(only(MATCH.replace("\"ERROR\"", "\"" + word + "\"")).severity())
                .isEqualTo(severity);
    }

    @Test
    void whatSemgrepKeepsToItselfIsNeitherFingerprintNorCode() throws IOException {
        Result result = only(MATCH.replace("8f0aa1_0", "requires login")
                .replaceFirst("\"lines\": \"[^,]*,", "\"lines\": \"requires login\","));
        assertThat(result.fingerprints()).isEmpty();
        assertThat(result.primaryLocation().snippet()).isNull();
    }

    @Test
    void aMatchThatACommentRulesOutIsSuppressed() throws IOException {
        Result result = only(MATCH.replace("\"is_ignored\": false", "\"is_ignored\": true"));
        assertThat(result.suppression().by()).isEqualTo("inSource");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"validation_state\": \"CONFIRMED_VALID\"",
                "\"validation_state\": \"NO_VALIDATOR\", \"metadata\": {\"technology\": [\"secrets\"]}"
            })
    void aLeakedSecretIsShownInNoText(String marks) throws IOException {
        Result result = only("""
                {"check_id": "generic.keys", "path": "a.env", "start": {"line": 1, "col": 1},
                 "end": {"line": 1, "col": 30}, "extra": {"message": "Key hunter2hunter2 of a service",
                 "severity": "ERROR", "lines": "API_KEY = hunter2hunter2", %s,
                 "metavars": {"$KEY": {"abstract_content": "\\"hunter2hunter2\\""}}}}""".formatted(marks));
        assertThat(result.kind()).isEqualTo(Kind.SECRET);
        assertThat(result.toString()).doesNotContain("hunter2");
        assertThat(result.message()).isEqualTo("Key " + Masking.MASK + " of a service");
        assertThat(result.primaryLocation().snippet()).isEqualTo("API_KEY = " + Masking.MASK);
    }

    @Test
    void aHardCodedPasswordIsHiddenInTheCodeAroundIt() throws IOException {
        Result result = only(MATCH.replace("CWE-20", "CWE-798: Hard-coded").replace("select ", "s3same-open"));
        assertThat(result.kind()).isEqualTo(Kind.CODE);
        assertThat(result.primaryLocation().snippet()).doesNotContain("s3same").contains(Masking.MASK);
    }

    @Test
    void aVulnerablePackageHasItsUrlNamesAndFix() throws IOException {
        Result result = only("""
                {"check_id": "ssc-0815", "path": "package-lock.json", "start": {"line": 40, "col": 1},
                 "end": {"line": 40, "col": 9}, "extra": {"message": "Affected versions of axios leak. Upgrade.",
                 "severity": "WARNING", "fingerprint": "f_0", "metadata": {"sca-severity": "CRITICAL",
                 "sca-vuln-database-identifier": "CVE-2024-39338", "ghsa": "GHSA-8hc4-vh64-cxmj",
                 "sca-fix-versions": [{"axios": "1.7.4"}], "publish-date": "2024-08-12T15:30:49Z"},
                 "sca_info": {"reachable": true, "dependency_match": {"lockfile": "package-lock.json",
                   "found_dependency": {"package": "@acme/axios", "version": "1.7.3", "ecosystem": "npm"}}}}}""");
        assertThat(result.kind()).isEqualTo(Kind.VULNERABILITY);
        assertThat(result.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(result.identifiers()).containsExactly("CVE-2024-39338", "GHSA-8hc4-vh64-cxmj");
        assertThat(result.component().purl()).isEqualTo("pkg:npm/%40acme/axios@1.7.3");
        assertThat(result.component().fixedVersion()).isEqualTo("1.7.4");
        assertThat(result.component().fixState()).isEqualTo("reachable");
        assertThat(result.rule().advisory().published()).isEqualTo("2024-08-12T15:30:49Z");
        assertThat(result.locations()).hasSize(1);
    }

    @Test
    void aMavenPackageIsGroupAndArtifact() throws IOException {
        Result result = only("""
                {"check_id": "ssc-1", "path": "pom.xml", "extra": {"sca_info": {"dependency_match": {"found_dependency":
                 {"package": "org.acme:tool", "version": "1", "ecosystem": "maven"}}}}}""");
        assertThat(result.component().purl()).isEqualTo("pkg:maven/org.acme/tool@1");
        assertThat(result.identifiers()).containsExactly("ssc-1");
    }

    @Test
    void errorsOfSingleFilesLeaveTheScanComplete() throws IOException {
        var scan = Reports.read(importer, """
                {"errors": [{"level": "error", "message": "Syntax error", "path": "b.java", "code": 3}, {"level": "warn"}],
                 "results": [], "paths": {"scanned": ["a.java"]}, "version": "1.0"}""").scan();
        assertThat(scan.complete()).isTrue();
        assertThat(scan.notices()).containsExactly("b.java: Syntax error");
    }

    @Test
    void aScanThatFailedBeforeAnyFileIsPartial() throws IOException {
        var scan = Reports.read(importer, """
                {"results": [], "errors": [{"level": "error", "message": "invalid rule"}], "paths": {"scanned": []}}""").scan();
        assertThat(scan.complete()).isFalse();
    }

    @Test
    void whatTheWebServiceAnswersIsReadToo() throws IOException {
        Reports.Outcome outcome = Reports.read(importer, """
                {"findings": [{"id": 1, "match_based_id": "abcdef12_0", "severity": "high", "rule_name": "js.eval",
                 "rule_message": "Eval runs text. Do not.", "status": "ignored", "triage_comment": "test code",
                 "line_of_code_url": "https://git.example/a#L3",
                 "location": {"file_path": "a.js", "line": 3, "column": 1, "end_line": 3, "end_column": 9},
                 "rule": {"cwe_names": ["CWE-95: Eval"], "owasp_names": ["A03:2021"]}},
                 {"rule_name": "js.eval", "severity": "low", "status": "fixed", "location": {"file_path": "b.js"}}]}""");
        Result ignored = outcome.results().getFirst();
        assertThat(ignored.severity()).isEqualTo(Severity.HIGH);
        assertThat(ignored.rule().cwes()).containsExactly("CWE-95");
        assertThat(ignored.suppression().justification()).isEqualTo("test code");
        assertThat(ignored.fingerprints()).containsExactly(new Fingerprint("matchBasedId/v1", "abcdef12_0", false));
        assertThat(ignored.primaryLocation().endColumn()).isEqualTo(9);
        assertThat(outcome.results().get(1).baseline()).isEqualTo(BaselineState.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\": {}, \"errors\": []}",
                "{\"results\": [7], \"errors\": []}",
                "{\"results\": [{\"path\": \"a\"}], \"errors\": []}",
                "{\"errors\": []}",
                "{\"findings\": [], \"else\": 1}",
                "{\"results\": [",
                "[]"
            })
    void whatIsBrokenIsRefusedWithItsPlace(String report) {
        assertThatThrownBy(() -> Reports.read(importer, report))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void aDamagedReportIsReadOrRefused() {
        for (long seed = 1; seed <= 3; seed++) {
            Mutations.survive(importer, List.of(report(MATCH), report()), seed, 1_500);
        }
    }
}

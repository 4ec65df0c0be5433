package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Importer;
import dev.winnow.importers.Limits;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.Shape;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Tool;
import dev.winnow.importers.UnsupportedReport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifImporterTest {
    private static final String SMALL =
            "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"ruleId\":\"A\",\"message\":{\"text\":\"é [x] \\\" \"}}],"
                    + "\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[{\"id\":\"A\",\"name\":\"Named\"}]}}}]}";

    @Test
    void itIsFoundAndKnowsItsFormat() {
        assertThat(ServiceLoader.load(Importer.class).stream().map(p -> p.type().getName()))
                .contains(SarifImporter.class.getName());
        var importer = new SarifImporter();
        assertThat(importer.recognises(new Shape.JsonObject(Set.of("version", "runs"), Map.of())))
                .isTrue();
        assertThat(importer.recognises(new Shape.JsonObject(
                        Set.of("$schema"), Map.of("$schema", "https://json.schemastore.org/sarif-2.1.0.json"))))
                .isTrue();
        assertThat(importer.recognises(new Shape.JsonObject(Set.of("Results", "SchemaVersion"), Map.of())))
                .isFalse();
        assertThat(importer.recognises(new Shape.JsonNull())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void everyUnicodeEncodingIsReadWithAndWithoutMark(String name) throws IOException {
        for (String mark : new String[] {"", "\uFEFF"}) {
            Sarif sarif = Sarif.read((mark + SMALL).getBytes(Charset.forName(name)), Limits.DEFAULT);
            assertThat(sarif.first().message()).isEqualTo("é [x] \" ");
            assertThat(sarif.first().rule().name()).isEqualTo("Named");
        }
    }

    @Test
    void severalRunsKeepTheirToolsAndRules() throws IOException {
        Sarif sarif = Sarif.read(
                "{'runs':[{'tool':{'driver':{'name':'One','semanticVersion':'1.2','rules':[{'id':'A','name':'a1'}]}},'results':[{'ruleId':'A'}]},"
                        + "{'results':[{'ruleId':'A'}],'tool':{'driver':{'name':'Two','version':'3','rules':[{'id':'A','name':'a2'}]}}}],'version':'2.1.0'}");
        assertThat(sarif.results())
                .extracting(Result::tool)
                .containsExactly(new Tool("One", "1.2"), new Tool("Two", "3"));
        assertThat(sarif.results()).extracting(r -> r.rule().name()).containsExactly("a1", "a2");
        assertThat(sarif.info().tool()).isEqualTo(new Tool("One", "1.2"));
        assertThat(sarif.info().target()).isEqualTo("source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| false",
                "null | false",
                "[] | false",
                "[{'kind':'inSource'}] | true",
                "[{'kind':'external','status':'accepted'}] | true",
                "[{'kind':'external','status':'underReview'}] | false",
                "[{'kind':'external','status':'rejected'}] | false",
                "[{'kind':'external','status':'accepted'},{'kind':'external','status':'rejected'}] | false",
                "[{'kind':'inSource'},{'kind':'external','status':'accepted'}] | true",
                "[{'state':'rejected'}] | false",
                "[{'state':'accepted'}] | true",
            })
    void aResultIsSuppressedUnlessASuppressionIsOpenOrRejected(String suppressions, boolean suppressed)
            throws IOException {
        String member = suppressions == null ? "" : ",'suppressions':" + suppressions.replace("''", "'");
        assertThat(Sarif.one("T", "", "{'ruleId':'A'" + member + "}").suppressed())
                .isEqualTo(suppressed);
    }

    @Test
    void aSuppressionSaysHowAndWhy() throws IOException {
        assertThat(Sarif.one("T", "", "{'ruleId':'A','suppressions':[{'kind':'inSource','justification':'test code'}]}")
                        .suppression())
                .isEqualTo(new Suppression("inSource", "test code"));
    }

    @Test
    void baselineFingerprintsAndReferencesAreKept() throws IOException {
        Result result = Sarif.one(
                "T",
                "",
                "{'ruleId':'A','baselineState':'absent','fingerprints':{'a/v1':'1'},'partialFingerprints':{'b':'2','c':null,'d':{}},"
                        + "'hostedViewerUri':'https://example.com/1','workItemUris':['https://example.com/2','javascript:x']}");
        assertThat(result.baseline()).isEqualTo(BaselineState.ABSENT);
        assertThat(result.fingerprints())
                .containsExactly(new Fingerprint("a/v1", "1", false), new Fingerprint("b", "2", true));
        assertThat(result.references()).containsExactly("https://example.com/1", "https://example.com/2");
    }

    @Test
    void codeFlowsAreKeptAndBounded() throws IOException {
        String step =
                "{'location':{'physicalLocation':{'artifactLocation':{'uri':'a'},'region':{'startLine':1}},'message':{'text':'m'}}}";
        String steps = (step + ",").repeat(150) + "{'index':0}";
        String flow = "{'threadFlows':[{'locations':[" + steps + "]}]}";
        String members = "'tool':{'driver':{'name':'T'}},'results':[{'ruleId':'A','codeFlows':["
                + (flow + ",").repeat(9) + flow + "]},"
                + "{'ruleId':'B','codeFlows':[{'threadFlows':[{'locations':[{'index':0}," + step + "]}]}]}],"
                + "'threadFlowLocations':[{'location':{'physicalLocation':{'artifactLocation':{'uri':'shared'}}}}]";
        Sarif sarif = Sarif.run(members);
        assertThat(sarif.results().get(0).codeFlows())
                .hasSize(5)
                .allMatch(f -> f.steps().size() == 100);
        assertThat(sarif.results().get(1).codeFlows().getFirst().steps())
                .extracting(l -> l.uri())
                .containsExactly("shared", "a");
    }

    @Test
    void aFailedInvocationMakesThePartialScanAndSaysWhy() throws IOException {
        Sarif sarif = Sarif.run(
                "'tool':{'driver':{'name':'T'}},'results':[],'invocations':[{'executionSuccessful':false,'endTimeUtc':'2024-05-06T07:08:09Z',"
                        + "'toolExecutionNotifications':[{'level':'error','message':{'text':'out of memory'}},{'level':'note','message':{'text':'chatter'}}],"
                        + "'toolConfigurationNotifications':[{'message':{'text':'no such rule'}}]}]");
        assertThat(sarif.info().complete()).isFalse();
        assertThat(sarif.info().scannedAt()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
        assertThat(sarif.info().notices()).containsExactly("out of memory", "no such rule");
    }

    @Test
    void anErrorInASuccessfulInvocationLeavesTheScanComplete() throws IOException {
        Sarif sarif =
                Sarif.run("'tool':{'driver':{'name':'T'}},'results':[],'invocations':[{'executionSuccessful':true,"
                        + "'toolExecutionNotifications':[{'level':'error','message':{'text':'one file failed'}}]}]");
        assertThat(sarif.info().complete()).isTrue();
        assertThat(sarif.info().notices()).containsExactly("one file failed");
    }

    @Test
    void aRunWithoutResultsIsNoCompleteScan() throws IOException {
        assertThat(Sarif.run("'tool':{'driver':{'name':'T'}}").info().complete())
                .isFalse();
        assertThat(Sarif.read("{'version':'2.1.0','runs':[]}").info().complete())
                .isFalse();
        assertThat(Sarif.read("{'version':'2.1.0','runs':null}").info().complete())
                .isFalse();
        assertThat(Sarif.of("T", "", "").info().complete()).isTrue();
    }

    @Test
    void runIdsAreNeitherTargetNorTool() throws IOException {
        Sarif sarif = Sarif.run(
                "'tool':{'driver':{'name':'T'}},'results':[],'automationDetails':{'id':'nightly/2024-05-06','guid':'1'}");
        assertThat(sarif.info().target()).isEqualTo("source");
    }

    @Test
    void inlineExternalPropertiesBelongToTheirRun() throws IOException {
        Sarif sarif = Sarif.read(
                "{'version':'2.1.0','inlineExternalProperties':["
                        + "{'guid':'E1','runGuid':'R2','results':[{'ruleId':'A','locations':[{'physicalLocation':{'artifactLocation':{'index':0}}}]}]},"
                        + "{'guid':'E2','artifacts':[{'location':{'uri':'x.c'}}]}],"
                        + "'runs':[{'tool':{'driver':{'name':'One'}},'results':[]},"
                        + "{'tool':{'driver':{'name':'Two','rules':[{'id':'A','name':'Named'}]}},'automationDetails':{'guid':'r2'},"
                        + "'externalPropertyFileReferences':{'artifacts':[{'guid':'e2'}],'results':[{'location':{'uri':'sarif:/inlineExternalProperties/0'}}]}}]}");
        assertThat(sarif.results()).hasSize(1);
        assertThat(sarif.first().tool().name()).isEqualTo("Two");
        assertThat(sarif.first().rule().name()).isEqualTo("Named");
        assertThat(sarif.first().primaryLocation().uri()).isEqualTo("x.c");
        assertThat(sarif.info().complete()).isTrue();
        assertThat(sarif.info().notices()).isEmpty();
    }

    @Test
    void resultsInAnotherFileMakeThePartialScan() throws IOException {
        Sarif sarif = Sarif.run(
                "'tool':{'driver':{'name':'T'}},'externalPropertyFileReferences':{'results':[{'location':{'uri':'more.sarif-external-properties'}}]}");
        assertThat(sarif.info().complete()).isFalse();
        assertThat(sarif.info().notices()).anyMatch(n -> n.contains("more.sarif-external-properties"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'version':'1.0.0','runs':[]}",
                "{'runs':[{'tool':{'name':'x'},'results':[{'message':'old'}]}],'version':'1.0.0'}",
                "{'version':'2.0.0-csd.2.beta.2018-10-10','runs':[{'files':{'a':{},},}]}",
                "{'runs':[{'files':{'a':{},},} /* more */],'version':'2.0.0'}",
                "{'$schema':'http://json.schemastore.org/sarif-1.0.0','runs':[]}"
            })
    void draftsAreRefusedByNameWhereverTheVersionStands(String draft) {
        assertThatThrownBy(() -> Sarif.read(draft))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining("SARIF")
                .hasMessageMatching("(?s).*(1\\.0\\.0|2\\.0\\.0).*");
    }

    @Test
    void anExternalPropertiesFileAloneIsRefusedByName() {
        assertThatThrownBy(
                        () -> Sarif.read(
                                "{'$schema':'x/sarif-external-property-file-schema-2.1.0.json','version':'2.1.0','artifacts':[]}"))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining("external properties");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        assertThatThrownBy(() -> Sarif.read("{'version':'2.1.0',\n'runs':[{'results':42}]}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("/runs/0/results");
        assertThatThrownBy(() -> Sarif.read("{'version':'2.1.0','runs':[{'results':[{'ruleId':'a'},\n 7]}]}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("/runs/0/results/1");
        // The mistake lies behind results, which the first reading leaves out.
        assertThatThrownBy(() ->
                        Sarif.read("{'version':'2.1.0','runs':[{'results':[{'ruleId':'a'},\n\n{}],'artifacts':7}]}"))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("/runs/0/artifacts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'version':'2.1.0'}",
                "[]",
                "{'version':'2.1.0','runs':[]} x",
                "{'version':'2.1.0','runs':[]}{}",
                "{'version':'2.1.0','runs':[{'results':[{}",
                ""
            })
    void truncatedAndTrailedDocumentsAreMalformed(String text) {
        assertThatThrownBy(() -> Sarif.read(text)).isInstanceOf(MalformedReport.class);
    }

    @Test
    void moreResultsThanAllowedAreTooMany() {
        Limits two = new Limits(1 << 20, 200, 200, 1 << 20, 100, 2);
        byte[] three = "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{},{},{}]}]}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Sarif.read(three, two))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContaining("2 results");
    }

    @Test
    void moreRulesThanMemoryHoldsAreTooMany() {
        String rule = "{'id':'A','fullDescription':{'text':'" + "x".repeat(10_000) + "'}},";
        String rules = rule.repeat(2_000)
                + ("{'id':'B','name':'" + "y".repeat(250) + "','messageStrings':{'a':{'text':'" + "z".repeat(250)
                                + "'}}},")
                        .repeat(140_000)
                + "{}";
        assertThatThrownBy(() -> Sarif.of("T", rules, "{}")).isInstanceOf(ReportTooLarge.class);
    }

    @Test
    void sloppyReportsAreRead() throws IOException {
        Sarif sarif = Sarif.run(
                "'tool':{'driver':{'name':'','version':null,'rules':null},'extensions':null},'columnKind':7,'invocations':null,'artifacts':null,"
                        + "'results':[{'ruleId':'','ruleIndex':-1,'kind':'FAIL','level':'ERROR','locations':[{'physicalLocation':null,'logicalLocations':null,'message':null}],"
                        + "'properties':[],'rank':-1.0,'taxa':[],'fixes':[{}],'fingerprints':null,'unknown':{'a':[1,{}]}}]");
        assertThat(sarif.results()).hasSize(1);
        assertThat(sarif.info().tool().name()).isEqualTo("unknown");
    }
}

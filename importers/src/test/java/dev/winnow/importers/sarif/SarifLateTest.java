package dev.winnow.importers.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Limits;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.UnsupportedReport;
import dev.winnow.importers.sarif.Restartable.Way;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands behind the results counts as if it stood before them, however much was read by then. */
class SarifLateTest {
    private static final String TOOL =
            "'tool':{'driver':{'name':'T','rules':[{'id':'a','messageStrings':{'m':{'text':'M'}}},"
                    + "{'id':'b','relationships':[{'target':{'index':1,'toolComponent':{'name':'CWE'}}}]}]}}";

    /** Enough that some are handed on before the end. */
    private static final int MANY = 200;

    static Stream<Arguments> lateSections() {
        return Stream.of(
                late(
                        "artifacts",
                        "'artifacts':[{'location':{'uri':'x.c'}},{'location':{'uri':'y.c'}}]",
                        at("'index':1")),
                late(
                        "a container of an artifact",
                        "'artifacts':[{'location':{'uri':'x.jar'}},{'location':{'uri':'y.c'},'parentIndex':0}]",
                        at("'index':1")),
                late(
                        "a base with a path",
                        "'originalUriBaseIds':{'R':{'uri':'sub/'}}",
                        at("'uri':'x.c','uriBaseId':'R'")),
                late(
                        "a base in a base",
                        "'originalUriBaseIds':{'R':{'uri':'sub/','uriBaseId':'S'},'S':{'uri':'top/'}}",
                        at("'uri':'x.c','uriBaseId':'R'")),
                late(
                        "a base that is a directory",
                        "'originalUriBaseIds':{'R':{'uri':'file:///home/ci/'}}",
                        at("'uri':'file:///home/ci/x.c','uriBaseId':'R'")),
                late(
                        "a base that nobody names",
                        "'originalUriBaseIds':{'R':{'uri':'file:///home/ci/'}}",
                        at("'uri':'file:///home/ci/x.c'")),
                late(
                        "a checkout",
                        "'versionControlProvenance':[{'mappedTo':{'uri':'file:///home/ci/'}}]",
                        at("'uri':'file:///home/ci/x.c'")),
                late(
                        "a working directory",
                        "'invocations':[{'workingDirectory':{'uri':'file:///home/ci/'}}]",
                        at("'uri':'file:///home/ci/x.c'")),
                late(
                        "a level set for a rule",
                        "'invocations':[{'ruleConfigurationOverrides':[{'descriptor':{'id':'a'},'configuration':{'level':'error'}}]}]",
                        "{'ruleId':'a'}"),
                late(
                        "a level set by one of two invocations",
                        "'invocations':[{},{'ruleConfigurationOverrides':[{'descriptor':{'id':'a'},'configuration':{'level':'error'}}]}]",
                        "{'ruleId':'a','provenance':{'invocationIndex':1}}"),
                late(
                        "logical locations",
                        "'logicalLocations':[{'name':'f'},{'fullyQualifiedName':'g.h'}]",
                        "{'ruleId':'a','locations':[{'logicalLocations':[{'index':1}]}]}"),
                late(
                        "flow locations",
                        "'threadFlowLocations':[{'location':{'physicalLocation':{'artifactLocation':{'uri':'z.c'}}}}]",
                        "{'ruleId':'a','codeFlows':[{'threadFlows':[{'locations':[{'index':0}]}]}]}"),
                late(
                        "web requests",
                        "'webRequests':[{'method':'POST','target':'/x','headers':{'Host':'h'}}]",
                        "{'ruleId':'a','webRequest':{'index':0}}"),
                late(
                        "a taxonomy a rule names",
                        "'taxonomies':[{'name':'CWE','taxa':[{'id':'78'},{'id':'79'}]}]",
                        "{'ruleId':'b'}"),
                late(
                        "a taxonomy a result names",
                        "'taxonomies':[{'name':'CWE','taxa':[{'id':'78'},{'id':'79'}]}]",
                        "{'ruleId':'a','taxa':[{'index':0,'toolComponent':{'index':0}}]}"),
                late("an image", "'properties':{'imageName':'alpine:3'}", "{'ruleId':'a'}"),
                late(
                        "the end of the scan",
                        "'invocations':[{'executionSuccessful':false,'endTimeUtc':'2024-01-02T03:04:05Z'}]",
                        "{'ruleId':'a'}"),
                late(
                        "external files",
                        "'externalPropertyFileReferences':{'artifacts':[{'location':{'uri':'a.json'}}]}",
                        "{'ruleId':'a'}"));
    }

    private static Arguments late(String name, String section, String result) {
        return Arguments.of(name, section, result);
    }

    private static String at(String artifactLocation) {
        return "{'ruleId':'a','locations':[{'physicalLocation':{'artifactLocation':{" + artifactLocation + "}}}]}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lateSections")
    void aLateSectionCountsAsAnEarlyOne(String name, String section, String result) throws IOException {
        String plain = "{'ruleId':'a','message':{'id':'m'}},";
        for (String results :
                new String[] {result, plain.repeat(MANY) + result, (result + ",").repeat(MANY) + result}) {
            String before = run(TOOL + "," + section + ",'results':[" + results + "]");
            String behind = run(TOOL + ",'results':[" + results + "]," + section);
            String last = run(section + ",'results':[" + results + "]," + TOOL);
            String between = run(TOOL + ",'results':[" + results + "]," + section + ",'results':[" + results + "]");
            Sarif expected = Sarif.read(before);
            sameInBothWays(before, expected);
            sameInBothWays(behind, expected);
            sameInBothWays(last, expected);
            sameInBothWays(between, Sarif.read(between));
        }
    }

    /** Otherwise the test above would show nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("lateSections")
    void eachSectionMatters(String name, String section, String result) throws IOException {
        Sarif with = Sarif.read(run(TOOL + ",'results':[" + result + "]," + section));
        Sarif without = Sarif.read(run(TOOL + ",'results':[" + result + "]"));
        assertThat(with).isNotEqualTo(without);
    }

    @Test
    void mostReportsNeedOnePass() throws IOException {
        String result = at("'uri':'x.c','uriBaseId':'ROOT','index':7");
        assertThat(way(run(TOOL + ",'results':[" + result + "]"))).isEqualTo(Way.ONE_PASS);
        // Where the root lies does not change what is relative to it.
        assertThat(
                        way(
                                run(
                                        TOOL + ",'results':[" + (result + ",").repeat(MANY) + result
                                                + "],'originalUriBaseIds':{'ROOT':{'uri':'file:///home/ci/'}},'invocations':[{}],'columnKind':'x'")))
                .isEqualTo(Way.ONE_PASS);
    }

    @Test
    void whatIsMissedAtTheStartIsReadInTwoPassesWithoutARestart() throws IOException {
        String result = at("'index':0");
        String artifacts = ",'artifacts':[{'location':{'uri':'x.c'}}]";
        assertThat(way(run(TOOL + ",'results':[" + (result + ",").repeat(MANY) + result + "]" + artifacts)))
                .isEqualTo(Way.FALLBACK);
        String plain = "{'ruleId':'a'},";
        assertThat(way(run(TOOL + ",'results':[" + plain.repeat(MANY) + result + "]" + artifacts)))
                .isEqualTo(Way.RESTART);
    }

    @Test
    void aLaterToolIsTheTool() throws IOException {
        String results = "'results':[" + "{'ruleId':'a'},".repeat(MANY) + "{'ruleId':'a'}]";
        String other = "'tool':{'driver':{'name':'Other','rules':[{'id':'a','name':'N'}]}}";
        for (String late :
                new String[] {other, "'extensions':[{'rules':[{'id':'a'}]}]", "'driver':{'name':'gitleaks'}"}) {
            String text = run(TOOL + "," + results + "," + late);
            sameInBothWays(text, Sarif.read(text));
            assertThat(way(text)).isEqualTo(Way.RESTART);
        }
    }

    @Test
    void externalPropertiesCountWhereverTheyAre() throws IOException {
        String run = "'runs':[{" + TOOL + ",'results':[" + "{'ruleId':'c'},".repeat(MANY) + "{'ruleId':'c'}]}]";
        String external =
                "'inlineExternalProperties':[{'driver':{'rules':[{'id':'c','name':'N'}]},'results':[{'ruleId':'d'}]}]";
        for (String members : new String[] {external + "," + run, run + "," + external}) {
            String text = "{" + members + "}";
            sameInBothWays(text, Sarif.read(text));
        }
        assertThat(way("{" + run + ",'inlineExternalProperties':[]}")).isEqualTo(Way.ONE_PASS);
    }

    @Test
    void everyRunIsReadByWhatItHasItself() throws IOException {
        String results = "'results':[" + (at("'index':0") + ",").repeat(MANY) + "{'ruleId':'a','message':{'id':'m'}}]";
        String artifacts = "'artifacts':[{'location':{'uri':'x.c'}}]";
        String first = "{" + TOOL + "," + artifacts + "," + results + "}";
        String nameless = "{'tool':{'driver':{}}," + results + "," + artifacts + "}";
        String backwards = "{" + results + ",'tool':{'driver':{'name':'trivy'}}}";
        for (String runs : new String[] {
            first + "," + first,
            first + "," + nameless,
            first + "," + backwards,
            nameless + "," + first,
            "null," + first
        }) {
            String text = "{'runs':[" + runs + "]}";
            sameInBothWays(text, Sarif.read(text));
        }
    }

    @Test
    void aResultTooManyIsNotCountedTwice() throws IOException {
        String artifacts = ",'artifacts':[{'location':{'uri':'x.c'}}]";
        byte[] text =
                bytes(run(TOOL + ",'results':[" + "{'ruleId':'a'},".repeat(MANY) + at("'index':0") + "]" + artifacts));
        var sink = new Restartable();
        sink.read(() -> new ByteArrayInputStream(text), limits(MANY + 1));
        assertThat(sink.way()).isEqualTo(Way.RESTART);
        assertThat(sink.results).hasSize(MANY + 1);
        assertThatThrownBy(() -> new Restartable().read(() -> new ByteArrayInputStream(text), limits(MANY)))
                .isInstanceOf(ReportTooLarge.class);
    }

    @Test
    void brokenReportsAreRefusedInTheSameWords() {
        String results = "'results':[" + "{'ruleId':'a'},".repeat(MANY) + "{'ruleId':'a'}]";
        for (String text : new String[] {
            run(TOOL + "," + results + ",'artifacts':7"),
            run(TOOL + "," + results).substring(0, 3000),
            run(TOOL + "," + results) + "x",
            run(TOOL + ",'results':7"),
            run(TOOL + ",'results':[" + "{'ruleId':'a'},".repeat(MANY) + "{'ruleId':[]}]"),
        }) {
            var error = failure(text, false);
            assertThat(error).isInstanceOf(MalformedReport.class);
            assertThat(failure(text, true)).isInstanceOf(MalformedReport.class).hasMessage(error.getMessage());
        }
        String draft = "{'runs':[{" + TOOL + "," + results + "}],'version':'1.0.0'}";
        assertThat(failure(draft, true)).isInstanceOf(UnsupportedReport.class);
    }

    private static Throwable failure(String text, boolean restarts) {
        return org.assertj.core.api.Assertions.catchThrowable(() -> {
            if (restarts) {
                new Restartable().read(() -> new ByteArrayInputStream(bytes(text)), Limits.DEFAULT);
            } else {
                Sarif.read(text);
            }
        });
    }

    private static void sameInBothWays(String text, Sarif expected) throws IOException {
        Sarif inTwoPasses = Sarif.read(text);
        assertThat(inTwoPasses).isEqualTo(expected);
        var sink = new Restartable();
        var info = sink.read(() -> new ByteArrayInputStream(bytes(text)), Limits.DEFAULT);
        assertThat(new Sarif(info, sink.results)).isEqualTo(expected);
    }

    private static Way way(String text) throws IOException {
        var sink = new Restartable();
        sink.read(() -> new ByteArrayInputStream(bytes(text)), Limits.DEFAULT);
        return sink.way();
    }

    private static String run(String members) {
        return "{'version':'2.1.0','runs':[{" + members + "}]}";
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Limits limits(int results) {
        Limits usual = Limits.DEFAULT;
        return new Limits(usual.bytes(), usual.ratio(), usual.depth(), usual.string(), usual.number(), results);
    }
}

package dev.winnow.importers.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Category;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Limits;
import dev.winnow.importers.Location;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Result;
import dev.winnow.importers.Sample;
import dev.winnow.importers.Severity;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.Tool;
import dev.winnow.importers.WebRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZapImporterTest {
    static final String JSON = """
            {"@programName": "ZAP", "@version": "2.16.1", "@generated": "Wed, 29 Oct 2025 10:53:54",
             "site": [
              {"@name": "https://shop.example", "@host": "shop.example", "@port": "443", "@ssl": "true", "alerts": [
               {"pluginid": "10055", "alertRef": "10055-4", "alert": "CSP: Wildcard Directive", "name": "CSP: Wildcard Directive",
                "riskcode": "2", "confidence": "3", "riskdesc": "Medium (High)",
                "desc": "<p>A policy helps.</p><p>Don&#39;t allow &lt;script&gt; &amp; co.</p>",
                "instances": [
                 {"id": "1", "uri": "https://shop.example/?a=1", "nodeName": "x", "method": "GET", "param": "Content-Security-Policy",
                  "attack": "", "evidence": "default-src *", "otherinfo": "style-src is open"},
                 {"uri": "https://shop.example/cart", "method": "POST", "param": "", "attack": "<x>", "evidence": "", "otherinfo": ""}],
                "count": "9", "systemic": true,
                "solution": "<p>Set the header.</p>", "otherinfo": "<p>style-src is open</p>",
                "reference": "<p>https://a.example/csp</p><p>see http://b.example/</p><p>ftp://c.example</p><p>javascript:alert(1)</p>",
                "cweid": "693", "wascid": "15", "sourceid": "3",
                "tags": [{"tag": "OWASP_2021_A05", "link": "https://owasp.example"}]},
               {"pluginid": "40012", "name": "Reflected XSS", "riskcode": "3", "confidence": "0",
                "cweid": "-1", "wascid": "0"}]},
              {"@name": "http://assets.example", "@host": "assets.example", "alerts": []}]}
            """;

    @Test
    void everyFieldOfTraditionalJsonIsRead() throws IOException {
        Sample.Import all = Sample.read(Sample.of(JSON));

        assertThat(all.scan().tool()).isEqualTo(new Tool("ZAP", "2.16.1"));
        assertThat(all.scan().category()).isEqualTo(Category.DAST);
        assertThat(all.scan().target()).isEqualTo("http://assets.example");
        assertThat(all.scan().scannedAt()).isEqualTo(Instant.parse("2025-10-29T10:53:54Z"));
        assertThat(all.scan().complete()).isTrue();
        assertThat(all.scan().notices()).isEmpty();

        assertThat(all.results()).hasSize(3);
        Result first = all.results().getFirst();
        assertThat(first.tool()).isEqualTo(new Tool("ZAP", "2.16.1"));
        assertThat(first.kind()).isEqualTo(Kind.WEB);
        assertThat(first.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(first.title()).isEqualTo("CSP: Wildcard Directive");
        assertThat(first.message()).isEqualTo("style-src is open");
        assertThat(first.suppressed()).isFalse();
        assertThat(first.locations()).containsExactly(Location.ofFile("https://shop.example/?a=1"));
        assertThat(first.request())
                .isEqualTo(new WebRequest(
                        "GET", "https://shop.example/?a=1", "Content-Security-Policy", null, "default-src *"));
        assertThat(first.identifiers()).isEmpty();
        assertThat(first.rule().id()).isEqualTo("10055-4");
        assertThat(first.rule().name()).isEqualTo("CSP: Wildcard Directive");
        assertThat(first.rule().description()).isEqualTo("A policy helps.\nDon't allow <script> & co.");
        assertThat(first.rule().help()).isEqualTo("Set the header.");
        assertThat(first.rule().helpUri()).isEqualTo("https://a.example/csp");
        assertThat(first.rule().cwes()).containsExactly("CWE-693");
        assertThat(first.rule().tags()).containsExactly("OWASP_2021_A05", "WASC-15");
        assertThat(first.rule().references()).containsExactly("https://a.example/csp", "http://b.example/");
        assertThat(first.rule().advisory()).isNull();

        Result second = all.results().get(1);
        assertThat(second.rule()).isSameAs(first.rule());
        assertThat(second.message()).isEmpty();
        assertThat(second.request()).isEqualTo(new WebRequest("POST", "https://shop.example/cart", null, "<x>", null));

        Result third = all.results().get(2);
        assertThat(third.rule().id()).isEqualTo("40012");
        assertThat(third.title()).isEqualTo("Reflected XSS");
        assertThat(third.severity()).isEqualTo(Severity.HIGH);
        assertThat(third.suppression()).isEqualTo(new Suppression("false-positive", null));
        assertThat(third.rule().cwes()).isEmpty();
        assertThat(third.rule().tags()).isEmpty();
        assertThat(third.request()).isEqualTo(new WebRequest("", "https://shop.example", null, null, null));
    }

    @Test
    void requestsAndResponsesOfJsonPlusAreNotKept() throws IOException {
        Sample.Import all = Sample.read(Sample.of("""
                {"@programName": "ZAP", "@version": "2.16.1", "@generated": "no date",
                 "created": "2025-10-29T10:53:54.887726Z",
                 "site": {"@name": "http://example.com", "alerts": [{"pluginid": "1", "alertRef": "1", "alert": "XSS",
                  "riskcode": 0, "confidence": "2", "instances": [{"id": "-1", "uri": "http://example.com/3",
                   "method": "GET", "param": "p", "attack": "a", "evidence": "e", "otherinfo": "o",
                   "request-header": "Cookie: session=hush", "request-body": "hush", "response-header": "hush",
                   "response-body": "hush"}]}]},
                 "statistics": {}, "afPlanErrors": ["Job spider failed"], "afPlanWarns": ["Slow", ""]}
                """));
        assertThat(all.results()).hasSize(1);
        assertThat(all.results().getFirst().toString()).doesNotContain("hush");
        assertThat(all.results().getFirst().severity()).isEqualTo(Severity.INFO);
        assertThat(all.scan().scannedAt()).isEqualTo(Instant.parse("2025-10-29T10:53:54.887726Z"));
        assertThat(all.scan().complete()).isFalse();
        assertThat(all.scan().notices()).containsExactly("Job spider failed", "Slow");
    }

    static final String XML = """
            <?xml version="1.0"?>
            <OWASPZAPReport programName="ZAP" version="2.15.0" generated="Tue, 1 Feb 2022 15:42:10">
             <site name="https://shop.example" host="shop.example" port="443" ssl="true"><alerts>
              <alertitem>
               <pluginid>10054</pluginid><alertRef>10054-1</alertRef><alert>Cookie without SameSite</alert>
               <name>Cookie without SameSite Attribute</name><riskcode>1</riskcode><confidence>2</confidence>
               <riskdesc>Low (Medium)</riskdesc><confidencedesc>Medium</confidencedesc>
               <desc>&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;p&gt;Three&lt;/p&gt;</desc>
               <instances>
                <instance><uri>https://shop.example/a?b=1&amp;c=2</uri><method>GET</method><param>sid</param><attack></attack>
                 <evidence><![CDATA[Set-Cookie: <sid>]]></evidence>
                 <requestheader>hush</requestheader><responsebody>hush</responsebody></instance>
                <!-- between -->
                <instance><uri>https://shop.example/b</uri><method>PUT</method></instance>
               </instances>
               <count>2</count><solution>Set it.</solution><otherinfo>All of &lt;p&gt;them&lt;/p&gt;</otherinfo>
               <reference>&lt;p&gt;https://a.example/&lt;/p&gt;</reference><cweid>1275</cweid><wascid>13</wascid>
               <tags><tag><tag>WSTG</tag><link>https://l.example</link></tag></tags>
              </alertitem>
             </alerts></site>
             <statistics/>
            </OWASPZAPReport>
            """;

    @Test
    void everyFieldOfXmlIsRead() throws IOException {
        Sample.Import all = Sample.read(Sample.of(XML));

        assertThat(all.scan().tool()).isEqualTo(new Tool("ZAP", "2.15.0"));
        assertThat(all.scan().target()).isEqualTo("https://shop.example");
        assertThat(all.scan().scannedAt()).isEqualTo(Instant.parse("2022-02-01T15:42:10Z"));
        assertThat(all.results()).hasSize(2);
        Result first = all.results().getFirst();
        assertThat(first.rule().id()).isEqualTo("10054-1");
        assertThat(first.rule().name()).isEqualTo("Cookie without SameSite Attribute");
        assertThat(first.title()).isEqualTo("Cookie without SameSite");
        assertThat(first.severity()).isEqualTo(Severity.LOW);
        assertThat(first.suppressed()).isFalse();
        assertThat(first.message()).isEqualTo("All of\nthem");
        assertThat(first.rule().description()).isEqualTo("One & two\nThree");
        assertThat(first.rule().help()).isEqualTo("Set it.");
        assertThat(first.rule().references()).containsExactly("https://a.example/");
        assertThat(first.rule().cwes()).containsExactly("CWE-1275");
        assertThat(first.rule().tags()).containsExactly("WSTG", "WASC-13");
        assertThat(first.request())
                .isEqualTo(new WebRequest("GET", "https://shop.example/a?b=1&c=2", "sid", null, "Set-Cookie: <sid>"));
        assertThat(all.results().get(1).request())
                .isEqualTo(new WebRequest("PUT", "https://shop.example/b", null, null, null));
        assertThat(all.results().toString()).doesNotContain("hush");
    }

    @Test
    void alertsOfOldLayoutsCarryTheirRequestThemselves() throws IOException {
        Sample.Import all = Sample.read(Sample.of("""
                <OWASPZAPReport version="2.4.0" generated="Mon, 4 May 2015 08:00:00"><site host="old.example"><alerts>
                <alertitem><pluginid>10010</pluginid><alert>Cookie</alert><riskcode>1</riskcode>
                <reliability>2</reliability><riskdesc>Low (Warning)</riskdesc><uri>http://old.example/</uri>
                <param>id</param><attack>'</attack><otherinfo>&lt;p&gt;o&lt;/p&gt;</otherinfo></alertitem></alerts></site></OWASPZAPReport>
                """));
        assertThat(all.scan().target()).isEqualTo("old.example");
        assertThat(all.results()).hasSize(1);
        Result only = all.results().getFirst();
        assertThat(only.rule().id()).isEqualTo("10010");
        assertThat(only.message()).isEqualTo("o");
        assertThat(only.request()).isEqualTo(new WebRequest("", "http://old.example/", "id", "'", null));
    }

    @Test
    void sortedKeysAndLateAttributesMakeNoDifference() throws IOException {
        Sample.Import all = Sample.read(Sample.of("""
                {"site": {"alerts": {"alert": "A", "instances": {"uri": "http://a/"}, "riskdesc": "High (False Positive)",
                 "confidencedesc": "False Positive"}, "@host": "a"}, "@version": "9"}
                """));
        assertThat(all.results()).hasSize(1);
        Result only = all.results().getFirst();
        assertThat(only.tool().version()).isEqualTo("9");
        assertThat(only.rule().id()).isEqualTo("A");
        assertThat(only.severity()).isEqualTo(Severity.HIGH);
        assertThat(only.suppressed()).isTrue();
        assertThat(all.scan().target()).isEqualTo("a");
        assertThat(all.scan().scannedAt()).isNull();
    }

    @Test
    void anAlertThatIsTooLargeToWaitGivesTheSameResultsInOrder() throws IOException {
        int many = AlertStream.INSTANCES + 5;
        Report report = Sample.of(large(many));
        var urls = new ArrayList<String>();
        var rules = new ArrayList<String>();
        new ZapImporter().read(report, result -> {
            urls.add(result.request() == null ? "" : result.request().url());
            rules.add(result.rule().id() + result.rule().cwes());
        });

        var expected = new ArrayList<String>();
        for (int alert = 0; alert < 5; alert++) {
            for (int i = 0; i < (alert % 2 == 0 ? 2 : many); i++) {
                expected.add("http://a/" + alert + "/" + i);
            }
        }
        expected.add("http://a");
        assertThat(urls).isEqualTo(expected);
        assertThat(rules.stream().distinct())
                .containsExactly("0[CWE-1]", "1[CWE-2]", "2[CWE-3]", "3[CWE-4]", "4[CWE-5]", "5[CWE-6]");
    }

    @Test
    void moreResultsThanTheLimitAreTooLarge() throws IOException {
        byte[] bytes = large(1000).getBytes(StandardCharsets.UTF_8);
        Limits limits = new Limits(1 << 30, 200, 200, 1000, 100, 1_500);
        assertThatThrownBy(() -> Sample.read(Sample.of(bytes, limits)))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContaining("1500 results");
    }

    private static String large(int many) {
        var text = new StringBuilder("{\"@version\":\"1\",\"site\":[{\"@name\":\"http://a\",\"alerts\":[");
        for (int alert = 0; alert < 5; alert++) {
            text.append("{\"pluginid\":\"").append(alert).append("\",\"instances\":[");
            for (int i = 0; i < (alert % 2 == 0 ? 2 : many); i++) {
                text.append(i == 0 ? "" : ",").append("{\"uri\":\"http://a/" + alert + "/" + i + "\"}");
            }
            text.append("],\"cweid\":\"").append(alert + 1).append("\"},");
        }
        return text.append("{\"pluginid\":\"5\",\"cweid\":\"6\"}]}]}").toString();
    }

    @Test
    void wellKnownCredentialsAreMasked() throws IOException {
        String key = "AKIA" + "ABCDEFGHIJKLMNOP";
        for (String text : List.of(
                JSON.replace("default-src *", key).replace("?a=1", "?a=" + key),
                XML.replace("<sid>", key).replace(">sid<", ">" + key + "<"))) {
            List<Result> results = Sample.read(Sample.of(text)).results();
            assertThat(results.toString()).doesNotContain(key).contains(Masking.MASK);
        }
    }

    static Stream<String> samples() {
        return Stream.of(JSON, XML);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyEncodingGivesTheSameResults(String text) throws IOException {
        List<Result> expected = Sample.read(Sample.of(text)).results();
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
            for (String mark : List.of("", "\uFEFF")) {
                assertThat(Sample.read(Sample.of((mark + text).getBytes(charset)))
                                .results())
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aTruncatedReportSaysWhere(String text) throws IOException {
        Report report = Sample.of(text.substring(0, text.length() * 2 / 3));
        assertThatThrownBy(() -> Sample.read(report))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line");
    }

    @Test
    void aCommentBeforeTheXmlDeclarationIsPassedOverAndLinesStayRight() throws IOException {
        String text = "<!-- licence\n -->\n\n" + XML;
        assertThat(Sample.read(Sample.of(text)).results()).hasSize(2);
        assertThatThrownBy(() -> Sample.read(Sample.of(text.replace("</instances>", "</oops>"))))
                .isInstanceOfSatisfying(
                        MalformedReport.class,
                        e -> assertThat(e.line())
                                .isEqualTo(text.substring(0, text.indexOf("</instances>"))
                                        .lines()
                                        .count()));
    }

    @Test
    void valuesOfTheWrongTypeAreRefusedOrPassedOver() throws IOException {
        assertThatThrownBy(() -> Sample.read(Sample.of("{\"@version\":\"1\",\"site\":7}")))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("/site");
        assertThat(Sample.read(Sample.of("{\"@version\":\"1\",\"site\":[null,{\"alerts\":null},{\"alerts\":[null]}]}"))
                        .results())
                .isEmpty();
        assertThat(Sample.read(Sample.of("{\"@version\":\"1\",\"site\":[{\"alerts\":[{\"desc\":[1]}]}]}"))
                        .results())
                .hasSize(1);
    }
}

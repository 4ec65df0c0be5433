package dev.winnow.importers.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.importers.Limits;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Report;
import dev.winnow.importers.ReportException;
import dev.winnow.importers.ReportTooLarge;
import dev.winnow.importers.Sample;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports made to do harm end in one of the report errors, soon and in little memory. */
class ZapHostileTest {
    private static final Limits TIGHT = new Limits(64 << 20, 200, 50, 10_000, 100, 1_000);

    private static final String JSON_START = "{\"@version\":\"1\",\"site\":[{\"@name\":\"http://a\",\"alerts\":[{";
    private static final String XML_START = "<OWASPZAPReport version=\"1\"><site name=\"http://a\"><alerts><alertitem>";
    private static final String XML_END = "</alertitem></alerts></site></OWASPZAPReport>";

    @Test
    void deepNestingIsMalformed() {
        malformed(JSON_START + "\"x\":" + "[".repeat(1_000));
        malformed(JSON_START + "\"x\":" + "{\"a\":".repeat(1_000));
        malformed(XML_START + "<a>".repeat(1_000));
        malformed("[".repeat(1_000));
    }

    @Test
    void hugeTextsNumbersAndNamesAreTooLarge() {
        String huge = "x".repeat(20_000);
        tooLarge(JSON_START + "\"desc\":\"" + huge + "\"}]}]}");
        tooLarge(JSON_START + "\"riskcode\":" + "1".repeat(20_000) + "}]}]}");
        tooLarge(JSON_START + "\"" + huge + "\":1}]}]}");
        tooLarge(XML_START + "<desc>" + huge + "</desc>" + XML_END);
        tooLarge(XML_START + "<desc>" + "x ".repeat(20_000) + "</desc>" + XML_END);
        tooLarge(XML_START + "<desc>" + "<![CDATA[x y]]>".repeat(10_000) + "</desc>" + XML_END);
        tooLarge(XML_START + "<" + huge + "/>" + XML_END);
        tooLarge("<OWASPZAPReport version=\"" + huge + "\"/>");
    }

    @Test
    void aHugeTextThatIsNotReadCostsNothing() throws IOException {
        // Under the limit on size, over the limit on texts: a response body is passed over, not made a string.
        String body = "x ".repeat(20_000);
        assertThat(Sample.read(tight(
                                JSON_START + "\"instances\":[{\"uri\":\"u\",\"response-body\":\"" + body + "\"}]}]}]}"))
                        .results())
                .hasSize(1);
    }

    @Test
    void documentTypesAreRefusedSoThatNoEntityCanDoHarm(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hush");
        List<String> types = List.of(
                "<!DOCTYPE OWASPZAPReport [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
                "<!DOCTYPE OWASPZAPReport SYSTEM \"" + secret.toUri() + "\">",
                "<!DOCTYPE OWASPZAPReport [<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;]>",
                "<!DOCTYPE OWASPZAPReport [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY e \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>");
        for (String type : types) {
            assertThatThrownBy(() -> tight(type + XML_START + "<desc>&e;</desc>" + XML_END))
                    .as(type)
                    .isInstanceOf(MalformedReport.class)
                    .hasMessageContaining("document type")
                    .hasMessageNotContaining("hush");
        }
        Report undeclared = tight(XML_START + "<desc>&e;</desc>" + XML_END);
        assertThatThrownBy(() -> Sample.read(undeclared))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("entit");
    }

    @Test
    void manyAttributesOrSitesStayBounded() {
        var attributes = new StringBuilder("<OWASPZAPReport ");
        for (int i = 0; i < 5_000; i++) {
            attributes.append("a").append(i).append("='' ");
        }
        tooLarge(attributes + "/>");
    }

    @Test
    void longTextsAreCutAndStayWhole() throws IOException {
        String text = "\uD83D\uDE00".repeat(100_000);
        var result = Sample.read(Sample.of(JSON_START + "\"name\":\"" + text + "\",\"desc\":\"" + text
                        + "\",\"uri\":\"http://a/" + text + "\",\"evidence\":\"x" + text + "\"}]}]}"))
                .results()
                .getFirst();
        assertThat(result.title()).hasSizeLessThanOrEqualTo(Texts.LINE);
        assertThat(result.rule().description()).hasSizeLessThanOrEqualTo(Texts.BLOCK);
        assertThat(result.request().evidence()).hasSizeLessThanOrEqualTo(Texts.BLOCK);
        assertThat(result.request().url()).hasSizeLessThanOrEqualTo(Texts.BLOCK);
        for (String kept : List.of(
                result.title(), result.rule().description(), result.request().evidence())) {
            assertThat(new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(kept);
        }
    }

    @Test
    void damagedReportsEndInAReportErrorOrInResults() throws IOException {
        long seed = 20_261_124;
        var random = new Random(seed);
        List<byte[]> samples = List.of(
                ZapImporterTest.JSON.getBytes(StandardCharsets.UTF_8),
                ZapImporterTest.XML.getBytes(StandardCharsets.UTF_8),
                ZapImporterTest.XML.getBytes(StandardCharsets.UTF_16));
        int imported = 0;
        for (int round = 0; round < 6_000; round++) {
            byte[] bytes = samples.get(round % samples.size()).clone();
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                bytes = edited(bytes, random);
            }
            try {
                Sample.read(Sample.of(bytes, TIGHT));
                imported++;
            } catch (ReportException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            } catch (RuntimeException | IOException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(imported).isGreaterThan(250);
    }

    private static byte[] edited(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = (byte) "{}[]<>&;\"\\,:/!-?".charAt(random.nextInt(16));
            case 2 -> {
                byte[] cut = new byte[bytes.length - length];
                System.arraycopy(bytes, 0, cut, 0, at);
                System.arraycopy(bytes, at + length, cut, at, cut.length - at);
                return cut;
            }
            case 3 -> {
                byte[] doubled = new byte[bytes.length + length];
                System.arraycopy(bytes, 0, doubled, 0, at + length);
                System.arraycopy(bytes, at, doubled, at + length, bytes.length - at);
                return doubled;
            }
            default -> {
                return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    private static Report tight(String text) throws IOException {
        return Sample.of(text.getBytes(StandardCharsets.UTF_8), TIGHT);
    }

    private static void malformed(String text) {
        assertThatThrownBy(() -> Sample.read(tight(text)))
                .as(text.substring(0, Math.min(100, text.length())))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("limit: depth");
    }

    private static void tooLarge(String text) {
        assertThatThrownBy(() -> Sample.read(tight(text)))
                .as(text.substring(0, Math.min(100, text.length())))
                .isInstanceOf(ReportTooLarge.class);
    }
}

package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read of a report that cannot be: plain words, the limit by its name, the place, and all of it short. */
class TroublesTest {
    private static final Limits TIGHT = new Limits(1 << 20, 200, 50, 1_000, 20, 10);

    private static ReportException refusal(String report) {
        ReportException refusal = catchThrowableOfType(
                ReportException.class, () -> Sample.read(Sample.of(report.getBytes(StandardCharsets.UTF_8), TIGHT)));
        assertThat(refusal)
                .as(report.substring(0, Math.min(200, report.length())))
                .isNotNull();
        assertThat(refusal.getMessage())
                .doesNotContain("`", "Constraints", "Feature", "jackson", "wstx", "Exception")
                .hasSizeLessThan(400);
        return refusal;
    }

    private static String sarif(String value) {
        return "{\"version\":\"2.1.0\",\n\"runs\":[{\"properties\":" + value + "}]}";
    }

    @Test
    void aReportNestedTooDeepIsMalformedAndItsPointerIsCutInTheMiddle() {
        var refusal = (MalformedReport) refusal(sarif("{\"deeper\":".repeat(60) + "1" + "}".repeat(60)));

        assertThat(refusal).hasMessageContainingAll("nested deeper than 50 levels", "limit: depth", "line 2");
        assertThat(refusal.line()).isEqualTo(2);
        assertThat(refusal.column()).isPositive();
        assertThat(refusal.pointer())
                .startsWith("/runs/0/properties/deeper/")
                .contains("…")
                .endsWith("/deeper")
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void anXmlReportNestedTooDeepIsMalformedToo() {
        var refusal = refusal("<OWASPZAPReport>\n" + "<a>".repeat(60) + "</a>".repeat(60) + "</OWASPZAPReport>");

        assertThat(refusal)
                .isInstanceOf(MalformedReport.class)
                .hasMessageContainingAll("nested deeper than 50 levels", "limit: depth", "line 2");
    }

    @Test
    void whatIsTooLongIsTooLargeByTheLimitsName() {
        assertThat(refusal(sarif("1,\"tool\":{\"driver\":{\"name\":\"" + "x".repeat(1_001) + "\"}}")))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContainingAll("longer than 1000 characters", "limit: string", "line 2");
        assertThat(refusal(sarif("1,\"versionControlProvenance\":" + "9".repeat(21))))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContainingAll("longer than 20 characters", "limit: number", "line 2");
        assertThat(refusal(sarif("{\"" + "n".repeat(1_001) + "\":1}")))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContainingAll("name is longer than 1000 characters", "limit: string");
        assertThat(refusal("<OWASPZAPReport><site name=\"" + "x".repeat(1_001) + "\"/></OWASPZAPReport>"))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContainingAll("longer than 1000", "limit: string");
        assertThat(refusal(sarif("{}" + " ".repeat(1 << 20))))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "+1",
                "01",
                "/* c */ 1",
                "sesame",
                "'a'",
                "\"\\q\"",
                "[1}",
                "{\"a\":}",
                "{a:1}",
                "[1 2]",
                "\"a\u0001\"",
                "1.",
                "-"
            })
    void brokenJsonIsToldWithoutTheParsersAdviceAndWithoutTheReportsWords(String value) {
        assertThat(refusal(sarif(value)))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aLongNameIsCutInAPointer() throws IOException {
        var refusal = (MalformedReport) refusal(sarif("{\"" + "\uD83D\uDE00".repeat(200) + "\":[1}"));

        assertThat(refusal.pointer()).hasSizeLessThanOrEqualTo(200);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(refusal.pointer()))
                .as("no half of a surrogate pair")
                .isTrue();
    }
}

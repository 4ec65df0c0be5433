package dev.winnow.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes before any format: compression, encodings, shapes. */
class ReportsTest {
    private static final String JSON = "{\"colour\": \"grün\", \"inner\": {\"n\": 7, \"deep\": {}}, \"list\": [1]}";

    @Test
    void plainGzipAndZstdGiveTheSameBytes() throws IOException {
        byte[] plain = JSON.getBytes(StandardCharsets.UTF_8);
        for (byte[] sent : new byte[][] {plain, gzip(plain), Zstd.compress(plain)}) {
            Report report = Sample.of(sent);
            for (int pass = 0; pass < 2; pass++) {
                try (InputStream in = report.open()) {
                    assertThat(in.readAllBytes()).isEqualTo(plain);
                }
            }
        }
    }

    @Test
    void gzipOfSeveralMembersIsOneReport() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(gzip(JSON.substring(0, 20).getBytes(StandardCharsets.UTF_8)));
        bytes.write(gzip(JSON.substring(20).getBytes(StandardCharsets.UTF_8)));
        // A source that gives a byte at a time and never knows how many are left.
        Source drop = () -> new ByteArrayInputStream(bytes.toByteArray()) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(1, len));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        Report report = Reports.prepare(drop, Limits.DEFAULT, Sample.MASKING);
        try (InputStream in = report.open()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(JSON);
        }
    }

    @Test
    void onlyOneLayerIsTakenOff() throws IOException {
        byte[] twice = gzip(gzip(JSON.getBytes(StandardCharsets.UTF_8)));
        assertThat(Sample.of(twice).shape()).isEqualTo(new Shape.Other(Shape.Look.BINARY));
    }

    @Test
    void aBombEndsAtTheRatio() throws IOException {
        byte[] blanks = new byte[64 << 20];
        Arrays.fill(blanks, (byte) ' ');
        blanks[0] = '[';
        for (byte[] bomb : new byte[][] {gzip(blanks), Zstd.compress(blanks)}) {
            assertThatThrownBy(() -> Sample.of(bomb))
                    .isInstanceOf(ReportTooLarge.class)
                    .hasMessageContaining("200 times")
                    .hasMessageContaining("ratio");
        }
    }

    @Test
    void aReportOverTheSizeLimitIsTooLarge() {
        var limits = new Limits(100, 200, 200, 1000, 100, 10);
        byte[] bytes = ("[" + " ".repeat(200) + "]").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Sample.of(bytes, limits))
                .isInstanceOf(ReportTooLarge.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void truncatedAndDamagedCompressionSaysSo() throws IOException {
        byte[] noise = new byte[5000];
        new java.util.Random(7).nextBytes(noise);
        byte[] plain = ("[\"" + java.util.HexFormat.of().formatHex(noise) + "\"]").getBytes(StandardCharsets.UTF_8);
        for (byte[] sent : new byte[][] {gzip(plain), Zstd.compress(plain)}) {
            assertThatThrownBy(() -> Sample.of(Arrays.copyOf(sent, sent.length / 2)))
                    .isInstanceOf(MalformedReport.class)
                    .hasMessageContaining("compressed bytes end too early");
            assertThatThrownBy(() -> Sample.of(Arrays.copyOf(sent, 5))).isInstanceOf(MalformedReport.class);
        }
        byte[] damaged = gzip(plain);
        damaged[damaged.length / 2] ^= 0x55;
        damaged[damaged.length / 2 + 1] ^= 0x55;
        assertThatThrownBy(() -> Sample.of(damaged))
                .isInstanceOf(MalformedReport.class)
                .hasMessageContaining("gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void everyEncodingIsRecognisedWithAndWithoutMark(String name) throws IOException {
        for (String mark : new String[] {"", "\uFEFF"}) {
            byte[] bytes = (mark + JSON).getBytes(Charset.forName(name));
            var shape = (Shape.JsonObject) Sample.of(bytes).shape();
            assertThat(shape.names()).containsExactly("colour", "inner", "list");
            assertThat(shape.texts())
                    .containsEntry("colour", "grün")
                    .containsEntry("inner/n", "7")
                    .hasSize(2);
            if (!name.startsWith("UTF-32")) {
                byte[] xml =
                        (mark + "<!-- c --><?pi x?><ns:Root xmlns:ns=\"u\" a=\"ü\"/>").getBytes(Charset.forName(name));
                assertThat(Sample.of(xml).shape()).isEqualTo(new Shape.Xml("Root", java.util.Map.of("a", "ü")));
            }
        }
    }

    @Test
    void arraysAndNullHaveTheirShape() throws IOException {
        assertThat(Sample.of("[]").shape()).isEqualTo(new Shape.JsonArray(java.util.Set.of(), true));
        assertThat(Sample.of(" null\n").shape()).isEqualTo(new Shape.JsonNull());
        assertThat(((Shape.JsonArray) Sample.of("[1,[2],{\"a\":1,\"b\":{}},{\"c\":1}]")
                                .shape())
                        .names())
                .containsExactly("a", "b");
    }

    @Test
    void whatIsNoReportIsRefusedWithAHint() throws IOException {
        refused("", "is empty");
        refused(" \n\t", "is empty");
        refused("2026-01-01 INFO scanning\n{\"a\":1}", "plain text");
        refused("nullable", "plain text");
        refused("<!DOCTYPE html><html><body>502</body></html>", "HTML page");
        refused("<html lang=\"en\"><p>x</html>", "HTML page");
        refused("<testsuites/>", "XML report");
        refused("{\"a\":1}", "JSON report");
        refused("[{\"a\":1}]", "top level is an array");
        refused("\u0001\u0002ELF", "neither text");
    }

    private static void refused(String text, String hint) throws IOException {
        Report report = Sample.of(text);
        assertThatThrownBy(() -> Formats.importerOf(report))
                .isInstanceOf(UnsupportedReport.class)
                .hasMessageContaining(hint)
                .hasMessageContaining("Winnow reads")
                .hasMessageContaining(Formats.titles());
    }

    @Test
    void commentsAndTrailingCommasAreNoJson() {
        for (String text : new String[] {"// c\n{}", "/* c */ {}", "{ /* c */ }", "{\"a\":1,}", "[1,]", "{'a':1}"}) {
            assertThatThrownBy(() -> Sample.of(text))
                    .as(text)
                    .isInstanceOf(MalformedReport.class)
                    .hasMessageContaining("line");
        }
    }

    @Test
    void theLookEndsWhereAnImporterKnowsTheReport() throws IOException {
        var read = new AtomicLong();
        byte[] start = "{\"@programName\":\"ZAP\",\"@version\":\"2\",\"site\":[".getBytes(StandardCharsets.UTF_8);
        Source endless = () -> new InputStream() {
            @Override
            public int read() {
                long at = read.getAndIncrement();
                return at < start.length ? start[(int) at] : ' ';
            }
        };
        Report report = Reports.prepare(endless, new Limits(1 << 20, 200, 200, 1000, 100, 10), Sample.MASKING);
        assertThat(Formats.importerOf(report).format()).isEqualTo("zap");
        assertThat(read.get()).isLessThan(300_000);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}

package dev.winnow.importers.bench;

import dev.winnow.importers.Limits;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Result;
import dev.winnow.importers.ResultSink;
import dev.winnow.importers.Shape;
import dev.winnow.importers.sarif.SarifImporter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How fast SARIF is normalised, beside how fast Jackson tokenises the same bytes and makes every string. Arguments:
 * how many results (100000), and {@code cold} to normalise once in this process and print its processor time, or {@code
 * generate} only to write the report and print its path.
 */
public final class SarifBench {
    private static final String[] WORDS =
            ("user input flows into this query without being checked so that an attacker may change what it does"
                            + " consider a prepared statement escape the value or validate it against a list of known"
                            + " good ones before it is used because the request parameter header cookie reaches here")
                    .split(" ");

    private enum Layout {
        TOOL_FIRST,
        TOOL_LAST,
        COMPACT
    }

    private SarifBench() {}

    public static void main(String[] args) throws IOException {
        int results = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        boolean cold = args.length > 1 && args[1].equals("cold");
        boolean onlyGenerate = args.length > 1 && args[1].equals("generate");
        for (Layout layout : cold || onlyGenerate ? new Layout[] {Layout.TOOL_LAST} : Layout.values()) {
            Path file =
                    Path.of(System.getProperty("java.io.tmpdir"), "winnow-bench-" + layout + "-" + results + ".sarif");
            if (!Files.exists(file)) {
                generate(file, results, layout);
            }
            if (onlyGenerate) {
                System.out.println(file);
                continue;
            }
            if (cold) {
                long before = System.nanoTime();
                normalise(file);
                System.out.printf(
                        Locale.ROOT,
                        "%d MB cold: wall %.2f s, CPU of the process %.2f s%n",
                        Files.size(file) >> 20,
                        (System.nanoTime() - before) / 1e9,
                        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                        .getProcessCpuTime()
                                / 1e9);
                continue;
            }
            double best = 0;
            double bestTokens = 0;
            double bestNormal = 0;
            for (int round = 0; round < 7; round++) {
                double tokens = speed(file, () -> tokenise(file));
                double normal = speed(file, () -> normalise(file));
                if (round >= 2) {
                    best = Math.max(best, normal / tokens);
                    bestTokens = Math.max(bestTokens, tokens);
                    bestNormal = Math.max(bestNormal, normal);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %d MB: tokenise %.0f MB/s, normalise %.0f MB/s, ratio of bests %.2f, best ratio %.2f%n",
                    layout,
                    Files.size(file) >> 20,
                    bestTokens,
                    bestNormal,
                    bestNormal / bestTokens,
                    best);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double speed(Path file, Work work) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        return Files.size(file) / 1e6 / (nanos / 1e9);
    }

    private static void tokenise(Path file) throws IOException {
        long characters = 0;
        try (JsonParser parser =
                JsonFactory.builder().build().createParser(ObjectReadContext.empty(), Files.newInputStream(file))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
                    characters += parser.getString().length();
                }
            }
        }
        if (characters == 0) {
            throw new IllegalStateException("nothing read");
        }
    }

    private static void normalise(Path file) throws IOException {
        var sink = new Counter();
        var report = new Report(
                () -> Files.newInputStream(file),
                new Shape.JsonNull(),
                Limits.DEFAULT,
                new Masking("0123456789abcdef".getBytes(StandardCharsets.UTF_8)));
        new SarifImporter().read(report, sink);
        if (sink.count == 0) {
            throw new IllegalStateException("nothing read");
        }
    }

    /** Restarts, as the sink of an import does. */
    private static final class Counter implements ResultSink {
        private int count;

        @Override
        public void accept(Result result) {
            count += result.title().isEmpty() ? 0 : 1;
        }

        @Override
        public boolean restarts() {
            return true;
        }

        @Override
        public void restart() {
            count = 0;
        }
    }

    /** About 1.6 kB a result: rule, level, message, a place with snippet and context, fingerprints, properties. */
    private static void generate(Path file, int results, Layout layout) throws IOException {
        var random = new Random(42);
        try (var out = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 20), false, StandardCharsets.UTF_8)) {
            boolean compact = layout == Layout.COMPACT;
            out.print("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",");
            if (layout != Layout.TOOL_LAST) {
                out.print("\"version\":\"2.1.0\",");
            }
            out.print("\"runs\":[{");
            if (layout != Layout.TOOL_LAST) {
                tool(out, random);
                out.print(",");
            }
            out.print("\"results\":[");
            for (int i = 0; i < results; i++) {
                String result = result(random, i);
                out.print(i == 0 ? "" : ",");
                out.print(compact ? result.replaceAll("\n *", "") : result);
            }
            out.print("]");
            if (layout == Layout.TOOL_LAST) {
                out.print(",");
                tool(out, random);
                out.print("}],\"version\":\"2.1.0\"}");
            } else {
                out.print("}]}");
            }
        }
    }

    private static void tool(PrintStream out, Random random) {
        out.print("\"tool\":{\"driver\":{\"name\":\"Bench\",\"version\":\"1.0\",\"rules\":[");
        for (int i = 0; i < 300; i++) {
            out.print(i == 0 ? "" : ",");
            out.printf(
                    "{\"id\":\"bench/rule-%d\",\"name\":\"Rule%d\",\"shortDescription\":{\"text\":\"%s\"},"
                            + "\"fullDescription\":{\"text\":\"%s\"},\"defaultConfiguration\":{\"level\":\"%s\"},"
                            + "\"help\":{\"text\":\"%s\"},\"properties\":{\"tags\":[\"security\",\"external/cwe/cwe-%03d\"],"
                            + "\"security-severity\":\"%.1f\"}}",
                    i,
                    i,
                    words(random, 6),
                    words(random, 60),
                    i % 3 == 0 ? "error" : "warning",
                    words(random, 150),
                    i + 1,
                    random.nextInt(100) / 10.0);
        }
        out.print("]}},\"originalUriBaseIds\":{\"SRCROOT\":{\"uri\":\"file:///home/ci/work/\"}}");
    }

    private static String result(Random random, int i) {
        int rule = random.nextInt(300);
        int line = 1 + random.nextInt(900);
        int file = random.nextInt(4000);
        return """

                    {
                      "ruleId": "bench/rule-%d",
                      "ruleIndex": %d,
                      "level": "%s",
                      "message": {
                        "text": "%s"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "src/main/java/com/example/module%d/Service%d.java",
                              "uriBaseId": "SRCROOT",
                              "index": %d
                            },
                            "region": {
                              "startLine": %d,
                              "startColumn": 9,
                              "endLine": %d,
                              "endColumn": 41,
                              "snippet": {
                                "text": "        var rows%d = database.query(\\"select * from %s where id = \\" + request.get(\\"%s\\"));\\n"
                              }
                            },
                            "contextRegion": {
                              "startLine": %d,
                              "endLine": %d,
                              "snippet": {
                                "text": "    /** %s */\\n    void handle(Request request) {\\n        var rows%d = database.query(\\"select * from %s where id = \\" + request.get(\\"id\\"));\\n    }\\n"
                              }
                            }
                          }
                        }
                      ],
                      "partialFingerprints": {
                        "primaryLocationLineHash": "%016x:1",
                        "primaryLocationStartColumnFingerprint": "%d"
                      },
                      "properties": {
                        "confidence": "HIGH",
                        "likelihood": "MEDIUM",
                        "issue": "%s"
                      }
                    }""".formatted(
                        rule,
                        rule,
                        rule % 3 == 0 ? "error" : "warning",
                        words(random, 35),
                        file % 50,
                        file,
                        file,
                        line,
                        line,
                        i,
                        WORDS[random.nextInt(WORDS.length)],
                        WORDS[random.nextInt(WORDS.length)],
                        line - 1,
                        line + 2,
                        words(random, 12),
                        i,
                        WORDS[random.nextInt(WORDS.length)],
                        random.nextLong(),
                        random.nextInt(50),
                        words(random, 8));
    }

    private static String words(Random random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }
}

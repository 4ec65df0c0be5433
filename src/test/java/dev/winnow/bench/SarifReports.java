package dev.winnow.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Large SARIF reports that look like a static scanner's, from a seed. */
final class SarifReports {
    private static final int RULES = 300;

    private SarifReports() {}

    /**
     * Writes a report.
     *
     * @param seed two reports of one seed hold the same results
     * @param generation each step replaces another 3 % of the results
     * @param note differs from run to run, as times do
     */
    static void write(Path file, int results, long seed, int generation, String note) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                JsonGenerator json =
                        new JsonFactory().createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            json.writeObjectPropertyStart("tool");
            json.writeObjectPropertyStart("driver");
            json.writeStringProperty("name", "Benchscan");
            json.writeStringProperty("version", "1.0");
            json.writeArrayPropertyStart("rules");
            for (int rule = 0; rule < RULES; rule++) {
                json.writeStartObject();
                json.writeStringProperty("id", "bench/rule-" + rule);
                json.writeObjectPropertyStart("fullDescription");
                json.writeStringProperty("text", "What rule " + rule + " looks for. ".repeat(20));
                json.writeEndObject();
                json.writeObjectPropertyStart("properties");
                json.writeStringProperty("security-severity", Double.toString((rule % 100) / 10.0));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectPropertyStart("properties");
            json.writeStringProperty("note", note);
            json.writeEndObject();
            json.writeArrayPropertyStart("results");
            for (int i = 0; i < results; i++) {
                int replaced = i % 33 < generation ? i % 33 + 1 : 0;
                result(json, new Random(seed * 1_000_003L + i * 31L + replaced * 7_919L), i, replaced);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void result(JsonGenerator json, Random random, int i, int replaced) {
        int rule = random.nextInt(RULES);
        String variable = "value" + Long.toString(random.nextLong() >>> 1, 36);
        json.writeStartObject();
        json.writeStringProperty("ruleId", "bench/rule-" + rule);
        json.writeNumberProperty("ruleIndex", rule);
        json.writeObjectPropertyStart("message");
        json.writeStringProperty(
                "text",
                "The variable '" + variable + "' reaches a dangerous call without a check; bind it or escape it.");
        json.writeEndObject();
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty(
                "uri", "src/main/java/com/example/module" + i % 200 + "/Service" + i % 5_000 + ".java");
        json.writeStringProperty("uriBaseId", "%SRCROOT%");
        json.writeEndObject();
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", 10 + random.nextInt(2_000));
        json.writeNumberProperty("startColumn", 5);
        json.writeNumberProperty("endColumn", 40);
        json.writeObjectPropertyStart("snippet");
        json.writeStringProperty("text", "    return query(\"select * from t where x = \" + " + variable + ");");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectPropertyStart("partialFingerprints");
        json.writeStringProperty(
                "primaryLocationLineHash",
                Long.toHexString(random.nextLong()) + replaced + Integer.toHexString(i) + ":1");
        json.writeEndObject();
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("detail", "x".repeat(200 + random.nextInt(200)));
        json.writeEndObject();
        json.writeEndObject();
    }
}

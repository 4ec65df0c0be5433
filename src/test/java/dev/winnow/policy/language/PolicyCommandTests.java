package dev.winnow.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The command, the schema for editors and the example of the documentation. */
class PolicyCommandTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return new PolicyCommand(
                        Clock.systemUTC(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(args));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    private static String example() throws IOException {
        String page = Files.readString(Path.of("../docs/policy.md"));
        int start = page.indexOf("```yaml\n") + 8;
        return page.substring(start, page.indexOf("```", start));
    }

    private static JsonNode schema() throws IOException {
        return JSON.readTree(PolicyCommandTests.class.getResource("/policy.schema.json"));
    }

    @Test
    void theExampleOfTheDocumentationIsRightAndItsTestsPass() throws Exception {
        assertThat(run("test", file("policy.yaml", example()))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("2 of 2 tests passed");
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() throws Exception {
        assertThat(run("check", dir.resolve("nope.yaml").toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(dir.resolve("nope.yaml") + ": no such file");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndEndsWith1() throws Exception {
        String wrong =
                file("wrong.yaml", "rules:\n  - {name: typo, when: finding.severty == \"HIGH\", effect: fail}\n");
        String failing = file(
                "failing.yaml", "rules: []\ntests: [{name: fails, finding: {severity: CRITICAL}, expect: fail}]\n");

        assertThat(run("check", wrong)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith(wrong + ": line 2, column ")
                .contains("rule typo");
        assertThat(run("check", failing)).isZero();
        assertThat(run("test", failing)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("line 2, test fails: expected fail, but no rule says pass");
        assertThat(run("check", dir.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(run("explain")).isEqualTo(2);
    }

    @Test
    void theSchemaLetsTheExampleAndTheBuiltInPolicyPassAndNoTypo() throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema());

        for (String text : List.of(example(), Policy.BUILT_IN.text())) {
            // Dates are no texts for YAML; editors see them as they are written.
            String quoted = text.replaceAll("(until|on): ([0-9-]+)", "$1: \"$2\"");
            assertThat(schema.validate(JSON.valueToTree(new Yaml().load(quoted))))
                    .isEmpty();
        }
        assertThat(schema.validate(
                        JSON.readTree("{\"rules\": [{\"name\": \"x\", \"wen\": \"true\", \"effect\": \"fail\"}]}")))
                .isNotEmpty();
    }

    @Test
    void theSchemaKnowsTheSameAttributesAsTheLanguage() throws Exception {
        JsonNode finding = schema().at("/$defs/test/properties/finding/properties");

        assertThat(StreamSupport.stream(((Iterable<String>) finding::fieldNames).spliterator(), false))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Attribute.values()).map(Attribute::word).toList());
        for (Attribute attribute : Attribute.values()) {
            List<String> words = StreamSupport.stream(
                            finding.path(attribute.word()).path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            assertThat(words).containsExactlyInAnyOrderElementsOf(attribute.words());
        }
    }
}

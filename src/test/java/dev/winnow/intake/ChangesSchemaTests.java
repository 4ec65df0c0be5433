package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Limits;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Reports;
import dev.winnow.importers.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation says of Winnow's own format of changes is what its schema says, and what its importer takes. */
class ChangesSchemaTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(JSON.readTree(Files.readString(Path.of("../docs/changes.schema.json"))));
    }

    private static List<Result> read(String text) throws IOException {
        var report = Reports.prepare(
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Limits.DEFAULT,
                new Masking(new byte[32]));
        var results = new ArrayList<Result>();
        Formats.importerOf(report).read(report, results::add);
        return results;
    }

    @Test
    void theExampleOfTheDocumentationAndTheSampleAreRight() throws IOException {
        String page = Files.readString(Path.of("../docs/changes.md"));
        int start = page.indexOf("```json\n") + 8;
        String example = page.substring(start, page.indexOf("```", start));
        for (String text : List.of(example, Files.readString(Path.of("../sample-data/changes.json")))) {
            assertThat(schema().validate(JSON.readTree(text))).isEmpty();
            assertThat(read(text)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"t\"},\"changes\":[]}",
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\" \"},\"complete\":true,\"changes\":[]}",
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"t\"},\"complete\":true,\"changes\":[{\"rule\":\"a\"}]}",
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"t\"},\"complete\":true,\"changes\":[{\"rule\":\"a\",\"resource\":7}]}",
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"t\"},\"complete\":true,\"changes\":[{\"rule\":\"a\",\"resource\":\"b\",\"severity\":\"HIGH\"}]}",
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"t\"},\"complete\":true,\"changes\":[{\"rule\":\"a\",\"resource\":\"b\",\"url\":\"ftp://x\"}]}",
                "{\"winnow\":\"changes/1\",\"tool\":{\"name\":\"t\"},\"complete\":true,\"changes\":[{\"rule\":\"a\",\"resource\":\"b\",\"sensitive\":[1]}]}"
            })
    void whatTheSchemaRefusesTheImporterRefuses(String text) throws IOException {
        assertThat(schema().validate(JSON.readTree(text))).isNotEmpty();
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedReport.class);
    }
}

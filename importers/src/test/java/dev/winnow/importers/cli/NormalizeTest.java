package dev.winnow.importers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NormalizeTest {
    private static final String ZAP = """
            {"@programName":"ZAP","@version":"2.16","site":[{"@name":"http://a","alerts":[
             {"pluginid":"7","name":"Grün \\uD83D\\uDE00 half \\uD83D","riskcode":"2","confidence":"0","cweid":"79","instances":[
              {"uri":"http://a/x","method":"GET","param":"p"},{"uri":"http://a/y","otherinfo":"two\\nlines"}]}]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void everyResultIsOneLineOfJsonInTheAgreedOrder() throws IOException {
        Run run = run(write("zap.json", ZAP));
        assertThat(run.code).isZero();
        assertThat(run.err).isEmpty();
        assertThat(run.out)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
        JsonNode first = JsonMapper.shared().readTree(run.out.getFirst());
        assertThat(new ArrayList<>(first.propertyNames()).subList(0, 11))
                .containsExactly(
                        "format",
                        "tool",
                        "kind",
                        "ruleId",
                        "severity",
                        "title",
                        "identifiers",
                        "cwes",
                        "location",
                        "package",
                        "suppressed");
        assertThat(run.out.getFirst())
                .startsWith(
                        "{\"format\":\"zap\",\"tool\":\"ZAP\",\"kind\":\"WEB\",\"ruleId\":\"7\",\"severity\":\"MEDIUM\",")
                .contains(
                        "\"identifiers\":[],\"cwes\":[\"CWE-79\"],\"location\":{\"uri\":\"http://a/x\",\"line\":null},"
                                + "\"package\":null,\"suppressed\":true,\"suppression\":{\"by\":\"false-positive\"}")
                .contains("\"request\":{\"method\":\"GET\",\"url\":\"http://a/x\",\"param\":\"p\"}");
        assertThat(first.get("title").asString()).startsWith("Grün \uD83D\uDE00 half");
        assertThat(JsonMapper.shared().readTree(run.out.get(1)).get("message").asString())
                .isEqualTo("two\nlines");
    }

    @Test
    void emptyReportsAreReadWhereTheirFormatIsSaid() throws IOException {
        String list = write("gitleaks.json", "[]");
        String nothing = write("trufflehog.jsonl", "");
        assertThat(run("--format", "gitleaks", list).code).isZero();
        assertThat(run(nothing, "--format", "trufflehog").code).isZero();
        assertThat(run(nothing).err).singleElement().asString().contains("format=falco, format=trufflehog");
        assertThat(run("--format", "gitleaks", nothing).err)
                .singleElement()
                .asString()
                .contains("not Gitleaks JSON");
        assertThat(run("--format", "nobodys", list).err)
                .singleElement()
                .asString()
                .contains("--format is one of");
        assertThat(run("--format").code).isEqualTo(2);
    }

    @Test
    void filesThatCannotBeReadGetALineEachAndTheOthersArePrinted() throws IOException {
        String missing = folder.resolve("missing.json").toString();
        String broken = write("broken.json", "{\"@version\":\"1\",\"site\":[}");
        String text = write("notes.txt", "hello");
        String empty = write("empty.json", "");
        Run run = run(missing, folder.toString(), broken, write("zap.json", ZAP), text, empty);
        assertThat(run.code).isEqualTo(2);
        assertThat(run.out).hasSize(2);
        assertThat(run.err).hasSize(5);
        assertThat(run.err.get(0)).isEqualTo(missing + ": no such file");
        assertThat(run.err.get(1)).isEqualTo(folder + ": is a directory");
        assertThat(run.err.get(2)).startsWith(broken + ": ").contains("line 1");
        assertThat(run.err.get(3)).startsWith(text + ": ").contains("plain text");
        assertThat(run.err.get(4)).startsWith(empty + ": ").contains("empty");
    }

    @Test
    void aHyphenReadsStandardInput() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(gzip(ZAP)));
            assertThat(run("-").out).hasSize(2);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void withoutFilesTheUsageIsAnError() {
        Run run = run();
        assertThat(run.code).isEqualTo(2);
        assertThat(run.out).isEmpty();
        assertThat(run.err.getFirst()).startsWith("Usage:");
        assertThat(run("--help").code).isZero();
        assertThat(run("--help").out.toString()).contains("Usage:").contains("ZAP");
    }

    @Test
    void aReaderThatGoesAwayEndsTheCommandQuietly() throws IOException {
        var text = new StringBuilder("{\"@version\":\"1\",\"site\":[{\"alerts\":[");
        for (int i = 0; i < 20_000; i++) {
            text.append(i == 0 ? "" : ",").append("{\"pluginid\":\"" + i + "\"}");
        }
        String file = write("many.json", text.append("]}]}").toString());
        var taken = new int[1];
        var closedPipe = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                taken[0] += length;
                throw new IOException("Broken pipe");
            }
        });
        var err = new ByteArrayOutputStream();
        int code = Normalize.run(List.of(file, file), closedPipe, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(taken[0]).isLessThan(200_000);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Run run(String... files) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Normalize.run(
                List.of(files),
                new PrintStream(out, false, StandardCharsets.US_ASCII),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                code,
                out.toString(StandardCharsets.UTF_8).lines().toList(),
                err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private record Run(int code, List<String> out, List<String> err) {}
}

package dev.winnow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** Commands against a server that runs. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
class ExportCommandTests {
    @LocalServerPort
    private int port;

    @TempDir
    private Path dir;

    private String token;
    private String out;
    private String err;

    @BeforeEach
    void makeAToken() throws Exception {
        token = token("read");
    }

    private String token(String role) throws Exception {
        String login = Base64.getEncoder()
                .encodeToString(("admin:" + TestDatabase.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> made = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/tokens"))
                            .header("Authorization", "Basic " + login)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"name\":\"export\",\"role\":\"" + role + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared().readTree(made.body()).path("token").asString();
        }
    }

    /** One that asks a server. */
    private interface Command {
        int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err);
    }

    private int run(Map<String, String> environment, String... args) {
        return run(ExportCommand::run, environment, args);
    }

    private int run(Command command, Map<String, String> environment, String... args) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        int code = command.run(
                List.of(args),
                environment,
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int run(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--server", "http://127.0.0.1:" + port));
        return run(Map.of("WINNOW_TOKEN", token), all.toArray(String[]::new));
    }

    @Test
    void theNumbersAreCountedAnewForAdministratorsAlone() throws Exception {
        String server = "--server=http://127.0.0.1:" + port;
        assertThat(run(RecomputeCommand::run, Map.of("WINNOW_TOKEN", token("admin")), server))
                .as(err)
                .isZero();
        assertThat(out).contains("episodes of").contains("all numbers are what they were");
        assertThat(run(RecomputeCommand::run, Map.of("WINNOW_TOKEN", token), server))
                .isEqualTo(2);
        assertThat(err.strip()).startsWith("recompute: ").contains("403").doesNotContain("\n");
        assertThat(run(RecomputeCommand::run, Map.of("WINNOW_TOKEN", token), "--what"))
                .isEqualTo(2);
        assertThat(err).contains("usage: recompute");
    }

    @Test
    void aFileGetsTheFormatOfItsName() throws Exception {
        Path file = dir.resolve("brief.pdf");
        assertThat(run("--quarter", "2026-Q1", "--out", file.toString())).isZero();
        assertThat(err).isEmpty();
        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            assertThat(pdf.getNumberOfPages()).isPositive();
        }
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void withoutAFileItGoesToStandardOutput() {
        assertThat(run("--quarter=2026-Q1")).isZero();
        assertThat(JsonMapper.shared().readTree(out).path("quarter").asString()).isEqualTo("2026-Q1");
        assertThat(run("--quarter", "2026-Q1", "--format", "csv")).isZero();
        assertThat(out).startsWith("quarter,period,");
    }

    @Test
    void whatGoesWrongIsOneLineAndLeavesNoFile() throws Exception {
        Path file = dir.resolve("brief.doc");
        refused("format: one of csv, xlsx, pdf, md, json", "--quarter", "2026-Q1", "--out", file.toString());
        refused("quarter", "--quarter", "summer");
        refused("There is no project nowhere", "--quarter", "2026-Q1", "--project", "nowhere");
        refused("--quarter is missing", "--format", "pdf");
        refused("unknown argument --what", "--what");
        refused(
                "there is no folder",
                "--quarter",
                "2026-Q1",
                "--out",
                dir.resolve("no/brief.pdf").toString());
        try (var files = Files.list(dir)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatIsThereAndNoFileIsNotReplacedByOne() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("brief.md"));
        refused("is a folder", "--quarter", "2026-Q1", "--out", folder.toString());
        assertThat(folder).isEmptyDirectory();

        Path file = Files.writeString(dir.resolve("kept.md"), "before");
        Path link = Files.createSymbolicLink(dir.resolve("link.md"), file);
        assertThat(run("--quarter", "2026-Q1", "--out", link.toString()))
                .as(err)
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(file).content().startsWith("# Security brief 2026-Q1");

        Path pipe = dir.resolve("pipe.md");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var reader = new ProcessBuilder("cat", pipe.toString())
                .redirectOutput(dir.resolve("read.md").toFile())
                .start();
        assertThat(run("--quarter", "2026-Q1", "--out", pipe.toString()))
                .as(err)
                .isZero();
        assertThat(reader.waitFor()).isZero();
        assertThat(dir.resolve("read.md")).content().startsWith("# Security brief 2026-Q1");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void standardOutputThatTakesNoMoreIsAnError() {
        var full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        var errBytes = new ByteArrayOutputStream();
        assertThat(ExportCommand.run(
                        List.of("--quarter=2026-Q1", "--server=http://127.0.0.1:" + port),
                        Map.of("WINNOW_TOKEN", token),
                        full,
                        new PrintStream(errBytes, true, StandardCharsets.UTF_8)))
                .isEqualTo(2);
        assertThat(errBytes.toString(StandardCharsets.UTF_8)).contains("standard output cannot be written");
    }

    private void refused(String why, String... args) {
        assertThat(run(args)).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err.strip()).startsWith("export: ").contains(why).doesNotContain("\n");
    }

    @Test
    void theTokenMustBeThereAndKnown() {
        String server = "http://127.0.0.1:" + port;
        assertThat(run(Map.of(), "--quarter", "2026-Q1", "--server", server)).isEqualTo(2);
        assertThat(err).contains("WINNOW_TOKEN is not set");
        assertThat(run(Map.of("WINNOW_TOKEN", "wnw_none"), "--quarter", "2026-Q1", "--server", server))
                .isEqualTo(2);
        assertThat(err).contains("does not know the token");
        assertThat(run(Map.of("WINNOW_TOKEN", "a\nb"), "--quarter", "2026-Q1", "--server", server))
                .isEqualTo(2);
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String nowhere = "http://127.0.0.1:" + free;
        assertThat(run(Map.of("WINNOW_TOKEN", token), "--quarter", "2026-Q1", "--server", nowhere))
                .isEqualTo(2);
        assertThat(err).contains("there is no server at " + nowhere);
        assertThat(run(Map.of("WINNOW_TOKEN", token), "--quarter", "2026-Q1", "--server", "ftp://x"))
                .isEqualTo(2);
        assertThat(err).contains("--server is an address");
    }

    @Test
    void theMainMethodRunsItWithoutStartingAServer() throws Exception {
        Path file = dir.resolve("brief.md");
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.winnow.Winnow",
                "export",
                "--quarter",
                "2026-Q1",
                "--out",
                file.toString(),
                "--server",
                "http://127.0.0.1:" + port);
        command.environment().put("WINNOW_TOKEN", token);
        File said = dir.resolve("said").toFile();
        Process process = command.redirectErrorStream(true).redirectOutput(said).start();
        assertThat(process.waitFor()).as(Files.readString(said.toPath())).isZero();
        assertThat(Files.readString(file)).startsWith("# Security brief 2026-Q1");
        assertThat(Optional.of(Files.readString(said.toPath()).strip())).contains("written: " + file);
    }
}

package dev.winnow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.TestDatabase;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** The command against a server that runs, and what it fetched in the hands of the verifier. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
class PacketCommandTests {
    @LocalServerPort
    private int port;

    @TempDir
    private Path dir;

    private String triage;
    private String out;
    private String err;

    @BeforeEach
    void aBuild() throws Exception {
        triage = token("triage");
        String report = TestReports.sarif(List.of(new Weak("high-link", "src/l.js", 14)));
        HttpResponse<String> uploaded = send(HttpRequest.newBuilder(
                        URI.create(server() + "/api/v1/projects/shop/scans?commit=c1&build=feature%2F1&branch=main"))
                .header("Authorization", "Bearer " + token("upload"))
                .POST(HttpRequest.BodyPublishers.ofString(report))
                .build());
        assertThat(uploaded.statusCode()).as(uploaded.body()).isBetween(200, 201);
    }

    private String server() {
        return "http://127.0.0.1:" + port;
    }

    private String token(String role) throws Exception {
        String login = Base64.getEncoder()
                .encodeToString(("admin:" + TestDatabase.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> made = send(HttpRequest.newBuilder(URI.create(server() + "/api/v1/tokens"))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"packet\",\"role\":\"" + role + "\"}"))
                .build());
        return JsonMapper.shared().readTree(made.body()).path("token").asString();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private int run(String token, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--server", server()));
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        int code = PacketCommand.run(
                all,
                Map.of("WINNOW_TOKEN", token),
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void whatItFetchesIsVerifiedByTheProgramWithoutAServer() throws Exception {
        Path packet = dir.resolve("quarter.zip");
        Path key = dir.resolve("key.pem");
        assertThat(run(triage, "--project", "shop", "--from", "2026-01-01", "--out", packet.toString()))
                .as(err)
                .isZero();
        assertThat(out).contains("written: " + packet);
        assertThat(run(token("read"), "--key", "--out", key.toString())).as(err).isZero();
        assertThat(key).content().startsWith("-----BEGIN PUBLIC KEY-----\n");

        assertThat(main("verify", packet.toString(), "--key", key.toString()))
                .as(out)
                .isZero();
        assertThat(out).contains("verified: " + packet);
        assertThat(main("verify", packet.toString())).isEqualTo(2);
        assertThat(out).contains("NOT PROVEN");
    }

    /** As people run it. */
    private int main(String... args) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.winnow.Winnow"));
        command.addAll(List.of(args));
        File said = dir.resolve("said").toFile();
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start()
                .waitFor();
        out = Files.readString(said.toPath());
        return code;
    }

    @Test
    void aBuildMayHaveASlashInItsName() throws Exception {
        Path packet = dir.resolve("build.zip");
        assertThat(run(triage, "--project=shop", "--build=feature/1", "--no-reports", "--out=" + packet))
                .as(err)
                .isZero();
        assertThat(packet).exists();
    }

    @Test
    void whatDoesNotGoTogetherIsSaidBeforeAnythingIsAsked() {
        String file = dir.resolve("packet.zip").toString();
        for (String[] args : new String[][] {
            {"--project=shop", "--build=1", "--quarter=2026-Q1"},
            {"--quarter=2026-Q1", "--from=2026-01-01"},
            {"--quarter=2026-Q1", "--branch=main"},
            {"--project=shop"},
            {"--project=shop", "--to=2026-01-01"}
        }) {
            var all = new ArrayList<>(List.of(args));
            all.add("--out=" + file);
            assertThat(run("not asked", all.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.strip())
                    .startsWith("packet: ")
                    .contains("usage: packet")
                    .doesNotContain("\n");
        }
    }

    @Test
    void whatGoesWrongIsOneLineAndLeavesNoFile() throws Exception {
        String file = dir.resolve("packet.zip").toString();
        refused(triage, "--out is missing", "--quarter", "2026-Q1");
        refused(triage, "unknown argument --what", "--what");
        refused(triage, "a build is of one --project", "--build", "1", "--out", file);
        refused(triage, "--from is missing", "--project", "shop", "--out", file);
        refused(triage, "There is no project nowhere", "--quarter", "2026-Q1", "--project", "nowhere", "--out", file);
        refused(triage, "has no build 99", "--project", "shop", "--build", "99", "--out", file);
        refused(token("read"), "security role", "--quarter", "2026-Q1", "--project", "shop", "--out", file);
        refused("wnw_none", "does not know the token", "--quarter", "2026-Q1", "--out", file);
        try (var files = Files.list(dir)) {
            assertThat(files).isEmpty();
        }
    }

    private void refused(String token, String why, String... args) {
        assertThat(run(token, args)).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err.strip()).startsWith("packet: ").contains(why).doesNotContain("\n");
    }
}

package dev.winnow.intake;

import dev.winnow.support.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Winnow in a JVM of its own, on the test's class path and a random port, that can be killed. */
final class ChildServer implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("Tomcat started on port (\\d+)");

    /** Comes after the port: only then is there a first user. */
    private static final Pattern STARTED = Pattern.compile("Started Winnow in ");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Process process;
    private final int port;

    private ChildServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ChildServer start(Path dataDir) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dvaadin.productionMode=true",
                "-Dspring.jmx.enabled=false",
                "-cp",
                classPath,
                "dev.winnow.Winnow",
                "--winnow.data-dir=" + dataDir,
                "--winnow.admin-password=" + TestDatabase.ADMIN_PASSWORD,
                "--server.address=127.0.0.1",
                "--server.port=0"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var started = new CompletableFuture<Integer>();
        Thread.ofPlatform().daemon().start(() -> follow(process, started));
        try {
            return new ChildServer(process, started.get(180, TimeUnit.SECONDS));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void follow(Process process, CompletableFuture<Integer> started) {
        Deque<String> last = new ArrayDeque<>();
        int listens = 0;
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                last.add(line);
                if (last.size() > 60) {
                    last.remove();
                }
                Matcher port = LISTENS.matcher(line);
                if (port.find()) {
                    listens = Integer.parseInt(port.group(1));
                }
                if (STARTED.matcher(line).find()) {
                    started.complete(listens);
                }
            }
        } catch (IOException e) {
            last.add(e.toString());
        }
        started.completeExceptionally(new IllegalStateException("did not start:\n" + String.join("\n", last)));
    }

    /** Ends the process as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String token() throws Exception {
        String credentials = Base64.getEncoder()
                .encodeToString(("admin:" + TestDatabase.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(address("/tokens"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"crash\",\"role\":\"admin\"}"))
                .build();
        String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        String token = JSON.readTree(answer).path("token").asString("");
        if (token.isEmpty()) {
            throw new IllegalStateException("no token: " + answer);
        }
        return token;
    }

    /** @return the answer's status */
    int upload(String token, String path, String report) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(70))
                .POST(HttpRequest.BodyPublishers.ofString(report))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    JsonNode get(String token, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(70))
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

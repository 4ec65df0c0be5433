package dev.winnow.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server with a token: for what goes into a file or to standard output, or to do something. */
final class Download {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Until the answer begins. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** More of an answer that is an error is not read. */
    private static final int LONGEST_ERROR = 65_536;

    private final URI server;
    private final String token;

    private Download(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * @param environment has the token as {@code WINNOW_TOKEN}
     * @param role that the token is best of, for who has none
     */
    static Download of(URI server, Map<String, String> environment, String role) {
        String token = Optional.ofNullable(environment.get("WINNOW_TOKEN"))
                .map(String::strip)
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "WINNOW_TOKEN is not set: make a token of role " + role + ", and give it in the environment"));
        return new Download(server, token);
    }

    /** @throws IllegalArgumentException where it is no address of a server */
    static URI server(String address) {
        try {
            URI server = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            if (server.getHost() != null && List.of("http", "https").contains(server.getScheme())) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--server is an address such as https://winnow.example");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What went wrong, in one line. */
    static String line(@Nullable String text) {
        return String.valueOf(text).replaceAll("[\\p{Cntrl}]+", " ").strip();
    }

    /** @param file empty for standard output, which {@code out} is */
    void to(URI address, Optional<Path> file, PrintStream out) throws IOException, InterruptedException {
        ask(request(address).GET().build(), body -> write(body, file, out));
    }

    /** Has the server do something, and gives its answer. */
    JsonNode post(URI address) throws IOException, InterruptedException {
        var answer = new ArrayList<JsonNode>();
        ask(
                request(address).POST(HttpRequest.BodyPublishers.noBody()).build(),
                body -> answer.add(JsonMapper.shared().readTree(body)));
        return answer.getFirst();
    }

    private HttpRequest.Builder request(URI address) {
        try {
            return HttpRequest.newBuilder(address).timeout(LONGEST).header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("WINNOW_TOKEN is no token", e);
        }
    }

    /** What is done with an answer. */
    private interface Body {
        void read(InputStream body) throws IOException;
    }

    private void ask(HttpRequest request, Body reader) throws IOException, InterruptedException {
        // Redirects are not followed: the token is for this server.
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(refusal(answer.statusCode(), body));
                }
                reader.read(body);
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new IOException("there is no server at " + server + "; name it with --server", e);
        } catch (JacksonException e) {
            throw new IOException("the answer of the server at " + server + " is no JSON", e);
        }
    }

    private static void write(InputStream body, Optional<Path> wanted, PrintStream out) throws IOException {
        if (wanted.isEmpty()) {
            body.transferTo(out);
            // A stream that prints tells of no error by itself, such as a full disk.
            if (out.checkError()) {
                throw new IOException("standard output cannot be written");
            }
            return;
        }
        Path file = wanted.get();
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A device or a pipe is written to; a file in its place would be none.
            try (OutputStream there = Files.newOutputStream(file)) {
                body.transferTo(there);
            }
            return;
        }
        if (Files.isSymbolicLink(file)) {
            try {
                file = file.toRealPath();
            } catch (NoSuchFileException e) {
                throw new IOException(file + " is a link that leads nowhere", e);
            }
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        // What breaks off must not stand there as if it were whole.
        Path part;
        try {
            part = Files.createTempFile(folder, ".winnow-export", null);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no folder " + folder, e);
        } catch (AccessDeniedException e) {
            throw new IOException("nothing may be written into " + folder, e);
        }
        try {
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        out.println("written: " + wanted.get());
    }

    private String refusal(int status, InputStream body) throws IOException {
        String said = "";
        try {
            JsonNode problem =
                    JsonMapper.shared().readTree(new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8));
            said = problem.path("detail").asString(problem.path("title").asString(""));
        } catch (JacksonException e) {
            // Not Winnow's own answer; the status says enough.
        }
        if (status == 401) {
            return "the server does not know the token in WINNOW_TOKEN";
        }
        return "the server at " + server + " answered " + status + (said.isBlank() ? "" : ": " + said);
    }
}

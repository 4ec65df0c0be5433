package dev.winnow.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code export}: fetches the brief of a quarter from a running server. The server holds the lock on an H2
 * database, so there is nothing to be read without it; and so the token says whose projects these are.
 */
public final class ExportCommand {
    private static final int DONE = 0;
    private static final int FAILED = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** More of an answer that is an error is not read. */
    private static final int LONGEST_ERROR = 65_536;

    private ExportCommand() {}

    /**
     * Runs the command.
     *
     * @param environment has the token as {@code WINNOW_TOKEN}
     * @return 0: it was written; 2: it was not, and one line on {@code err} says why
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Wanted wanted = Wanted.of(args);
            String token = Optional.ofNullable(environment.get("WINNOW_TOKEN"))
                    .map(String::strip)
                    .filter(given -> !given.isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "WINNOW_TOKEN is not set: make a token of role read, and give it in the environment"));
            fetch(wanted, token, out);
            return DONE;
        } catch (IllegalArgumentException | IOException e) {
            err.println("export: " + line(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("export: interrupted");
        }
        return FAILED;
    }

    private static void fetch(Wanted wanted, String token, PrintStream out) throws IOException, InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(wanted.address())
                    .timeout(LONGEST)
                    .header("Authorization", "Bearer " + token)
                    .GET()
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("WINNOW_TOKEN is no token", e);
        }
        // Redirects are not followed: the token is for this server.
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(refusal(wanted, answer.statusCode(), body));
                }
                write(wanted, body, out);
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new IOException("there is no server at " + wanted.server() + "; name it with --server", e);
        }
    }

    private static void write(Wanted wanted, InputStream body, PrintStream out) throws IOException {
        if (wanted.out().isEmpty()) {
            body.transferTo(out);
            out.flush();
            return;
        }
        Path file = wanted.out().get();
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        // What breaks off must not stand there as if it were whole.
        Path part;
        try {
            part = Files.createTempFile(folder, ".winnow-export", null);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no folder " + folder, e);
        }
        try {
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        out.println("written: " + file);
    }

    private static String refusal(Wanted wanted, int status, InputStream body) throws IOException {
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
        return "the server at " + wanted.server() + " answered " + status + (said.isBlank() ? "" : ": " + said);
    }

    private static String line(@org.jspecify.annotations.Nullable String text) {
        return String.valueOf(text).replaceAll("[\\p{Cntrl}]+", " ").strip();
    }

    /** @param out empty for standard output */
    private record Wanted(
            URI server,
            String quarter,
            String format,
            List<String> projects,
            Optional<String> team,
            Optional<Path> out) {
        private static final String USAGE =
                "usage: export --quarter 2026-Q3 [--format csv|xlsx|pdf|md|json] [--out FILE]"
                        + " [--project NAME]... [--team NAME] [--server http://localhost:8080]";

        static Wanted of(List<String> args) {
            var projects = new java.util.ArrayList<String>();
            var given = new java.util.HashMap<String, String>();
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                int equals = arg.indexOf('=');
                String name = equals < 0 ? arg : arg.substring(0, equals);
                if (!List.of("--quarter", "--format", "--out", "--project", "--team", "--server")
                        .contains(name)) {
                    throw new IllegalArgumentException("unknown argument " + arg + "; " + USAGE);
                }
                if (equals < 0 && i + 1 >= args.size()) {
                    throw new IllegalArgumentException(name + " needs a value; " + USAGE);
                }
                String value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
                if (name.equals("--project")) {
                    projects.add(value);
                } else {
                    given.put(name, value);
                }
            }
            String quarter = given.get("--quarter");
            if (quarter == null) {
                throw new IllegalArgumentException("--quarter is missing; " + USAGE);
            }
            Optional<Path> out = Optional.ofNullable(given.get("--out"))
                    .filter(file -> !file.equals("-"))
                    .map(Path::of);
            String format = Optional.ofNullable(given.get("--format"))
                    .or(() -> out.map(ExportCommand::ending))
                    .orElse("json");
            return new Wanted(
                    server(given.getOrDefault("--server", "http://localhost:8080")),
                    quarter,
                    format,
                    projects,
                    Optional.ofNullable(given.get("--team")),
                    out);
        }

        private static URI server(String address) {
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

        URI address() {
            var query = new StringBuilder("?quarter=").append(encoded(quarter));
            query.append("&format=").append(encoded(format));
            projects.forEach(project -> query.append("&project=").append(encoded(project)));
            team.ifPresent(name -> query.append("&team=").append(encoded(name)));
            return URI.create(server + "/api/v1/exports/quarterly" + query);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** What the file's name says of its format. */
    private static @org.jspecify.annotations.Nullable String ending(Path file) {
        String name = file.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? null : name.substring(dot + 1);
    }
}

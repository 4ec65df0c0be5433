package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.NewToken;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.support.TestDatabase;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.util.UriUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scripts for pipelines, alone and as the files in {@code docs/ci} call them, run by a shell with what each CI sets. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
class PipelineTests {
    private static final AtomicInteger PROJECTS = new AtomicInteger();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** In Git a branch may be called so. */
    private static final String BRANCH = "feature/login#2+50%&x=ä";

    @LocalServerPort
    private int port;

    @Autowired
    private Users users;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JsonMapper json;

    @TempDir
    private Path workspace;

    private final String project = "pipeline-" + PROJECTS.incrementAndGet();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String token;

    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void checkOut() throws IOException {
        token = token(TokenRole.UPLOAD);
        Files.createDirectories(workspace.resolve("ci"));
        for (String script : List.of("winnow-upload.sh", "winnow-gate.sh")) {
            Files.copy(
                    ROOT.resolve("scripts").resolve(script),
                    workspace.resolve("ci").resolve(script));
        }
        program("trivy", """
                while [ "$1" != --output ]; do shift; done
                cp scanned.json "$2"
                """);
        program("git", "[ \"$*\" = 'show -s --format=%ct' ] && echo 1767225600\n");
        // What anybody sees who lists processes.
        program("curl", "printf '%s\\n' \"$@\" >> arguments.txt\nexec /usr/bin/curl \"$@\"\n");
        environment.put("PATH", workspace.resolve("bin") + ":/usr/bin:/bin");
        environment.put("LC_ALL", "C.UTF-8");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.createDirectories(workspace.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String token(TokenRole role) {
        return tokens.issue(users.caller("admin").orElseThrow(), new NewToken("ci", role, null, null))
                .secret();
    }

    private void scanFinds(String... rules) throws IOException {
        Files.writeString(
                workspace.resolve("scanned.json"),
                TestReports.sarif(Arrays.stream(rules)
                        .map(rule -> new Weak(rule, "src/a.js", 3))
                        .toList()));
    }

    private String server() {
        return "http://127.0.0.1:" + port;
    }

    /** As a runner does: in a shell that ends with the first command that fails. */
    private Ended run(String script) throws IOException, InterruptedException {
        Path output = workspace.resolve("output.txt");
        var process = new ProcessBuilder("/bin/sh", "-e", "-c", script)
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        Process started = process.start();
        assertThat(started.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Ended(started.exitValue(), Files.readString(output));
    }

    private void setUp(String build) {
        environment.putAll(Map.of(
                "WINNOW_URL", server() + "/",
                "WINNOW_TOKEN", token,
                "WINNOW_PROJECT", project,
                "WINNOW_COMMIT", "9f3c2ab",
                "WINNOW_BRANCH", BRANCH,
                "WINNOW_BUILD", build,
                "WINNOW_MINUTES", "0"));
    }

    private JsonNode build(String id) throws IOException, InterruptedException {
        URI address = URI.create(
                server() + "/api/v1/projects/" + project + "/builds/" + UriUtils.encode(id, StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + token(TokenRole.READ))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json.readTree(answer.body()).path("build");
        }
    }

    // The scripts.

    @ParameterizedTest
    @ValueSource(
            strings = {"412", "jenkins-shop%2Ffeature%2Flogin-7", "a/b c&d=e?f#g", "..", "ä€\"'$(id)`id`", "{a,b}[1-3]"
            })
    void aBuildIsJudgedWhateverThePipelineCallsIt(String id) throws Exception {
        setUp(id);
        scanFinds("critical-a", "high-b");

        Ended uploaded = run("sh ci/winnow-upload.sh scanned.json guard='my guard' target='a@b;c'");
        Ended judged = run("sh ci/winnow-gate.sh guards='my guard'");

        assertThat(uploaded.exitCode()).as(uploaded.output()).isZero();
        assertThat(judged.exitCode()).as(judged.output()).isEqualTo(1);
        assertThat(judged.output())
                .startsWith("FAIL The gate says fail for build " + id + " (commit 9f3c2ab on " + BRANCH + ")")
                .contains("CRITICAL", "src/a.js:3", "HIGH");
        JsonNode answer = json.readTree(uploaded.output());
        assertThat(answer.path("build").path("id").asString()).isEqualTo(id);
        assertThat(answer.path("build").path("branch").asString()).isEqualTo(BRANCH);
        assertThat(answer.path("guard").asString()).isEqualTo("my guard");
        assertThat(answer.path("target").asString()).isEqualTo("a@b;c");
        assertThat(workspace.resolve("arguments.txt"))
                .content()
                .contains("--config")
                .doesNotContain(token);
    }

    @Test
    void aWarningGoesOnUnlessThePipelineSaysOtherwise() throws Exception {
        setUp("1");
        scanFinds("high-b");
        assertThat(run("sh ci/winnow-upload.sh scanned.json").exitCode()).isZero();

        Ended warned = run("sh ci/winnow-gate.sh");
        Ended strict = run("WINNOW_WARN=fail sh ci/winnow-gate.sh");

        assertThat(warned.exitCode()).isZero();
        assertThat(warned.output()).startsWith("WARN ").contains("HIGH");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.output()).startsWith("WARN ");
    }

    @Test
    void withoutAVerdictThePipelineStops() throws Exception {
        setUp("1");
        scanFinds("low-a");
        run("sh ci/winnow-upload.sh scanned.json");

        Ended pending = run("sh ci/winnow-gate.sh guards=zap");
        Ended unknown = run("WINNOW_BUILD=2 sh ci/winnow-gate.sh");
        Ended refused = run("WINNOW_TOKEN=wnw_no sh ci/winnow-gate.sh");

        assertThat(pending.exitCode()).isEqualTo(2);
        assertThat(pending.output()).startsWith("PENDING ").contains("guard zap", "no verdict: Winnow answers 409");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.output()).contains("no report came for it", "404");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("401");
    }

    @Test
    void aServerThatIsNotThereOrIsAnotherStopsThePipeline() throws Exception {
        setUp("1");
        scanFinds("low-a");
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        for (String script : List.of("winnow-upload.sh scanned.json", "winnow-gate.sh")) {
            Ended gone = run("WINNOW_URL=http://127.0.0.1:" + free + " sh ci/" + script);
            Ended other = run("WINNOW_URL=" + server() + "/login?x= sh ci/" + script);

            assertThat(gone.exitCode()).isEqualTo(2);
            assertThat(gone.output()).contains("http://127.0.0.1:" + free + " does not answer");
            assertThat(other.exitCode()).as(other.output()).isNotZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "WINNOW_TOKEN='' sh ci/winnow-gate.sh, 2, WINNOW_TOKEN is not a token",
                "WINNOW_TOKEN='wnw_a b' sh ci/winnow-upload.sh scanned.json, 2, WINNOW_TOKEN is not a token",
                "WINNOW_URL='' sh ci/winnow-gate.sh, 2, set WINNOW_URL",
                "WINNOW_COMMIT='' sh ci/winnow-upload.sh scanned.json, 2, set WINNOW_COMMIT",
                "sh ci/winnow-upload.sh, 2, say which report",
                "sh ci/winnow-upload.sh missing.json, 2, did the scanner run?",
                "sh ci/winnow-upload.sh ci/winnow-gate.sh, 1, (415)",
                "WINNOW_PROJECT=a/b sh ci/winnow-gate.sh, 2, no verdict",
            })
    void whatCannotWorkIsSaid(String script, int exitCode, String said) throws Exception {
        setUp("1");
        scanFinds("low-a");

        Ended ended = run(script);

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        assertThat(ended.output()).contains(said);
    }

    // The files in docs/ci.

    private static String file(String name) throws IOException {
        return Files.readString(ROOT.resolve("docs/ci").resolve(name));
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(Object tree, String... path) {
        Object found = tree;
        for (String name : path) {
            found = ((Map<String, Object>) found).get(name);
        }
        return (T) found;
    }

    private static void values(Map<String, Object> from, Map<String, String> to) {
        if (from != null) {
            from.forEach((name, value) -> to.put(name, String.valueOf(value)));
        }
    }

    /** Instead of the server and the project that the file names. */
    private void set(Map<String, String> variables) {
        assertThat(variables).containsEntry("WINNOW_URL", "https://winnow.example.com");
        environment.putAll(variables);
        environment.put("WINNOW_URL", server());
        environment.put("WINNOW_PROJECT", project);
    }

    private void judges(String build, String script, String change, String ciUrl) throws Exception {
        scanFinds("low-a");
        Ended passed = run(script);
        assertThat(passed.exitCode()).as(passed.output()).isZero();
        assertThat(passed.output()).contains("PASS The gate says pass for build " + build, " on " + BRANCH + ")");
        scanFinds("critical-a");
        Ended failed = run(script);
        assertThat(failed.exitCode()).as(failed.output()).isEqualTo(1);
        assertThat(failed.output()).contains("FAIL The gate says fail for build " + build, "CRITICAL");
        JsonNode known = build(build);
        assertThat(known.path("commit").asString()).isEqualTo("9f3c2ab");
        assertThat(known.path("change").asString("none")).isEqualTo(change);
        assertThat(known.path("ciUrl").asString()).isEqualTo(ciUrl);
        assertThat(known.path("committedAt").asString()).isEqualTo("2026-01-01T00:00:00Z");
    }

    /** What GitHub makes of {@code ${{ a || b }}}. */
    private static String expanded(String text, Map<String, String> contexts) {
        return Pattern.compile("\\$\\{\\{(.*?)}}")
                .matcher(text)
                .replaceAll(expression -> Matcher.quoteReplacement(
                        Arrays.stream(expression.group(1).split("\\|\\|", -1))
                                .map(one -> contexts.getOrDefault(one.strip(), ""))
                                .filter(value -> !value.isEmpty())
                                .findFirst()
                                .orElse("")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gitHubActions(boolean pullRequest) throws Exception {
        Map<String, Object> job = at(
                new Yaml(new SafeConstructor(new LoaderOptions())).load(file("github-actions.yml")), "jobs", "winnow");
        Map<String, String> contexts = pullRequest
                ? Map.of(
                        "github.event.pull_request.head.sha", "9f3c2ab",
                        "github.sha", "merged",
                        "github.head_ref", BRANCH,
                        "github.ref_name", "12/merge",
                        "github.run_id", "4711",
                        "github.event.pull_request.number", "12",
                        "secrets.WINNOW_TOKEN", token)
                : Map.of(
                        "github.sha",
                        "9f3c2ab",
                        "github.ref_name",
                        BRANCH,
                        "github.run_id",
                        "4711",
                        "secrets.WINNOW_TOKEN",
                        token);
        environment.putAll(Map.of(
                "GITHUB_SERVER_URL", "https://github.com",
                "GITHUB_REPOSITORY", "acme/shop",
                "GITHUB_RUN_ID", "4711",
                "GITHUB_SHA", pullRequest ? "merged" : "9f3c2ab"));
        var variables = new LinkedHashMap<String, String>();
        var script = new StringBuilder();
        values(at(job, "env"), variables);
        for (Map<String, Object> step : PipelineTests.<List<Map<String, Object>>>at(job, "steps")) {
            values(at(step, "env"), variables);
            if (step.containsKey("run")) {
                // Nothing that others may choose, such as a branch, is pasted into a script.
                assertThat(step.get("run").toString()).doesNotContain("${{");
                script.append(step.get("run")).append('\n');
            }
        }
        variables.replaceAll((name, value) -> expanded(value, contexts));
        set(variables);

        judges(
                "4711",
                script.toString(),
                pullRequest ? "12" : "none",
                "https://github.com/acme/shop/actions/runs/4711");
    }

    @Test
    void gitLab() throws Exception {
        Map<String, Object> job =
                at(new Yaml(new SafeConstructor(new LoaderOptions())).load(file("gitlab-ci.yml")), "winnow");
        environment.putAll(Map.of(
                "CI_PROJECT_NAME", "shop",
                "CI_COMMIT_SHA", "9f3c2ab",
                "CI_COMMIT_REF_NAME", BRANCH,
                "CI_COMMIT_TIMESTAMP", "2026-01-01T01:00:00+01:00",
                "CI_MERGE_REQUEST_IID", "12",
                "CI_PIPELINE_ID", "99",
                "CI_PIPELINE_URL", "https://gitlab.example/acme/shop/-/pipelines/99",
                "WINNOW_TOKEN", token));
        var variables = new LinkedHashMap<String, String>();
        values(at(job, "variables"), variables);
        variables.replaceAll((name, value) -> value.startsWith("$") ? environment.get(value.substring(1)) : value);
        set(variables);
        List<String> script = at(job, "script");

        judges("99", String.join("\n", script), "12", "https://gitlab.example/acme/shop/-/pipelines/99");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jenkins(boolean multibranch) throws Exception {
        String pipeline = file("Jenkinsfile");
        environment.putAll(Map.of(
                "GIT_COMMIT", "9f3c2ab",
                "GIT_BRANCH", multibranch ? "PR-12" : "origin/" + BRANCH,
                "BUILD_TAG", "jenkins-shop%2Ffeature%2Flogin-7",
                "BUILD_URL", "https://ci.example/job/shop/7/"));
        if (multibranch) {
            environment.putAll(Map.of("BRANCH_NAME", "PR-12", "CHANGE_BRANCH", BRANCH, "CHANGE_ID", "12"));
        }
        var variables = new LinkedHashMap<String, String>();
        Pattern.compile("(?m)^\\s*(WINNOW_\\w+) = '(.*)'$")
                .matcher(pipeline)
                .results()
                .forEach(found -> variables.put(found.group(1), found.group(2)));
        assertThat(pipeline).contains("WINNOW_TOKEN = credentials('winnow-token')");
        environment.put("WINNOW_TOKEN", token);
        set(variables);
        var scripts = new ArrayList<String>();
        for (MatchResult found : Pattern.compile("(?s)\\bsh ('''|')(.*?)\\1")
                .matcher(pipeline)
                .results()
                .toList()) {
            // Groovy takes a backslash and the end of its line away.
            scripts.add(found.group(2).replace("\\\n", ""));
        }
        assertThat(scripts).hasSize(2);

        judges(
                "jenkins-shop%2Ffeature%2Flogin-7",
                String.join("\n", scripts), multibranch ? "12" : "none", "https://ci.example/job/shop/7/");
    }
}

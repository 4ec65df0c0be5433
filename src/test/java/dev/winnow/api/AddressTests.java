package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.NewToken;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.support.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over a real port: the server reads an address before any filter does, and answers what it cannot read itself. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
class AddressTests {
    private static final String REPORT = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Lint"}},"results":[
             {"ruleId":"R1","level":"error","message":{"text":"m"}}]}]}""";

    @LocalServerPort
    private int port;

    @Autowired
    private Users users;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JsonMapper json;

    private String token;

    @BeforeEach
    void takeToken() {
        token = tokens.issue(users.caller("admin").orElseThrow(), new NewToken("t", TokenRole.ADMIN, null, null))
                .secret();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "Authorization", "Bearer " + token);
    }

    private JsonNode problem(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Tomcat", "resource", "org.", "java");
        return problem;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jenkins-shop%2Fmain-7",
                "feature/login #2",
                "100% ä €",
                "https://ci.example/job/7?a=b&c=d+e",
                "%",
                "/",
                "a%252Fb",
                "a..b/.hidden"
            })
    void aBuildIsOpenedByWhateverItsPipelineCallsIt(String id) throws Exception {
        String segment = UriUtils.encode(id, StandardCharsets.UTF_8);
        HttpResponse<String> uploaded = send(
                "POST",
                "/api/v1/projects/odd/scans?commit=c1&wait=30&build=" + segment,
                REPORT,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        JsonNode build = json.readTree(uploaded.body()).path("build");

        HttpResponse<String> answer = get("/api/v1/projects/odd/builds/" + segment);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode opened = json.readTree(answer.body()).path("build");
        assertThat(opened.path("id").asString()).isEqualTo(id);
        assertThat(opened.path("url")).isEqualTo(build.path("url"));
        assertThat(opened.path("url").asString())
                .matches("http://127\\.0\\.0\\.1:" + port + "/projects/odd/builds/[0-9]+");
        String location = uploaded.headers().firstValue("Location").orElseThrow();
        assertThat(get(URI.create(location).getRawPath()).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/findings?project=odd&build=" + segment).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%00",
                "/api/v1/%FF%FE%00",
                "/api/v1/%2e%2e/x",
                "/api/v1/../x",
                "/api/v1/a%5cb",
                "/api/v1/x;y",
                "/api/v1//projects",
                "/api/v1/projects/a%2Fb",
                "/api/v1/projects/a%25b",
                "/api/v1/projects/a%2Fb/builds/c",
                "/api/v1/projects/p/builds/%2e%2e",
                "/api/v1/projects/p/builds/a%2F..%2Fb",
                "/api/v1/projects/p/builds/a%252F..%252Fb",
                "/api/v1/projects/p/builds/a%2f%2e%2e",
                "/api/v1/projects/p/builds/a%00b",
                "/api/v1/projects/p/builds/a%2500b",
                "/api/v1/projects/p/builds/a%5cb",
                "/api/v1/projects/p/builds/a%255cb",
                "/api/v1/projects/p/builds/a;b",
                "/api/v1/projects/p/builds/a%3Bb",
                "/api/v1/projects/p/builds/a%2Fb/c%2Fd",
            })
    void anAddressThatMayBeReadInTwoWaysIsAProblem(String path) throws Exception {
        problem(400, get(path));
    }

    @Test
    void errorsBelowTheApiAreProblems() throws Exception {
        problem(404, get("/api/v1/nothing"));
        problem(404, get("/api/v1/projects/"));
        problem(404, get("/api/v1/projects/p/builds/a%2Fb"));
        problem(404, get("/api/v2"));
        problem(401, send("GET", "/api/v1/nothing", ""));
        problem(401, send("GET", "/api/v1/projects/p/builds/a%2Fb", ""));
        HttpResponse<String> wrongMethod =
                send("DELETE", "/api/v1/projects", "", "Authorization", "Bearer " + token, "Accept", "text/html");
        assertThat(problem(405, wrongMethod).path("detail").asString()).contains("DELETE", "GET");
        assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("GET");
        problem(400, send("PROPFIND", "/api/v1/projects", "", "Authorization", "Bearer " + token));
        problem(406, send("GET", "/api/v1/projects", "", "Authorization", "Bearer " + token, "Accept", "text/csv"));
    }

    @Test
    void elsewhereTheServersOwnErrorIsALineOfText() throws Exception {
        HttpResponse<String> answer = get("/projects/%00");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
        assertThat(answer.body()).startsWith("400 Bad Request").doesNotContain("Tomcat", "<");
    }

    @Test
    void theIconIsThereForEveryone() throws Exception {
        HttpResponse<String> icon = send("GET", "/favicon.ico", "");

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.body()).isNotEmpty();
    }
}

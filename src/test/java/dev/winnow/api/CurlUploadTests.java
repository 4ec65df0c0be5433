package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.NewToken;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.support.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Over a real port, since only a real server reads a form by itself. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
class CurlUploadTests {
    @LocalServerPort
    private int port;

    @Autowired
    private Users users;

    @Autowired
    private Tokens tokens;

    @Test
    void aReportThatCurlCallsAFormIsImported() throws Exception {
        String secret = tokens.issue(
                        users.caller("admin").orElseThrow(), new NewToken("ci", TokenRole.UPLOAD, null, null))
                .secret();
        String report = """
                {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Lint"}},"results":[
                 {"ruleId":"R1","level":"error","message":{"text":"a=b&c=100%"}}]}]}""";
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/projects/curl/scans?commit=a%2Bb&wait=30");

        HttpResponse<String> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + secret)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(report))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"total\":1").contains("\"commit\":\"a+b\"");
    }
}

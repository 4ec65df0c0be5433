package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.access.NewToken;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.support.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ContextConfiguration;

class QueryOnlyParametersTests {
    private static QueryOnlyParameters.QueryRequest request(String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/projects/shop/scans");
        request.setQueryString(query);
        request.setParameter("commit", "from the body");
        return new QueryOnlyParameters.QueryRequest(request);
    }

    @Test
    void parametersComeFromTheAddressDecodedAndInOrder() {
        QueryOnlyParameters.QueryRequest request = request("commit=a%2Fb+c&branch=&x&commit=2");

        assertThat(request.getParameter("commit")).isEqualTo("a/b c");
        assertThat(request.getParameterValues("commit")).containsExactly("a/b c", "2");
        assertThat(request.getParameter("branch")).isEmpty();
        assertThat(request.getParameter("x")).isEmpty();
        assertThat(request.getParameter("y")).isNull();
        assertThat(request.getParameterValues("y")).isNull();
        assertThat(request.getParameterMap()).containsOnlyKeys("commit", "branch", "x");
    }

    @Test
    void anAddressWithoutAQueryHasNone() {
        assertThat(request(null).getParameter("commit")).isNull();
        assertThat(request("").getParameterNames().hasMoreElements()).isFalse();
    }

    @Test
    void aBrokenEscapeIsTheCallersMistake() {
        assertThatThrownBy(() -> request("commit=100%").getParameter("commit")).isInstanceOf(InvalidRequest.class);
    }

    @Nested
    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
    @ContextConfiguration(initializers = TestDatabase.H2.class)
    class OverTheWire {
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

            HttpResponse<String> answer;
            try (HttpClient client = HttpClient.newHttpClient()) {
                answer = client.send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + port + "/api/v1/projects/curl/scans?commit=abc&wait=30"))
                                .header("Authorization", "Bearer " + secret)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(report))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            }

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(answer.body()).contains("\"total\":1");
        }
    }
}

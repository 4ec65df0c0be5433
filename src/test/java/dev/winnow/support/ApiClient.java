package dev.winnow.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the REST interface as a pipeline does, with one token. */
public final class ApiClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc mvc;
    private final String token;

    private ApiClient(MockMvc mvc, String token) {
        this.mvc = mvc;
        this.token = token;
    }

    /** With a new token of the test's administrator. @param project null for all projects */
    public static ApiClient of(MockMvc mvc, String role, String project) throws Exception {
        return of(mvc, "admin", TestDatabase.ADMIN_PASSWORD, role, project);
    }

    /** With a new token of this user. @param project null for all projects */
    public static ApiClient of(MockMvc mvc, String login, String password, String role, String project)
            throws Exception {
        String scope = project == null ? "" : ",\"project\":\"" + project + "\"";
        var answer = mvc.perform(MockMvcRequestBuilders.post("/api/v1/tokens")
                        .with(httpBasic(login, password))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"test\",\"role\":\"" + role + "\"" + scope + "}"))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
        return new ApiClient(
                mvc, JSON.readTree(answer.getContentAsString()).path("token").asString());
    }

    /** The token's secret. */
    public String token() {
        return token;
    }

    public record Answer(int status, MockHttpServletResponse response) {
        public String text() {
            return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(text());
        }

        /** The JSON, where the answer has this status. */
        public JsonNode json(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            return json();
        }

        public JsonNode problem(int expected) {
            assertThat(response.getContentType()).startsWith("application/problem+json");
            JsonNode problem = json(expected);
            assertThat(problem.path("status").asInt()).isEqualTo(expected);
            assertThat(problem.path("title").asString()).isNotBlank();
            assertThat(problem.path("detail").asString()).isNotBlank();
            return problem;
        }
    }

    /** @param query names and values by turns */
    public Answer upload(String project, String report, String... query) throws Exception {
        return upload(project, report.getBytes(StandardCharsets.UTF_8), query);
    }

    public Answer upload(String project, byte[] report, String... query) throws Exception {
        return call(uploading(project, query)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .content(report));
    }

    /** An upload without its body. */
    public MockHttpServletRequestBuilder uploading(String project, String... query) {
        var address = UriComponentsBuilder.fromPath("/api/v1/projects/{project}/scans");
        for (int i = 0; i < query.length; i += 2) {
            address.queryParam(query[i], "{" + query[i] + "}");
        }
        var values = new Object[1 + query.length / 2];
        values[0] = project;
        for (int i = 1; i < query.length; i += 2) {
            values[1 + i / 2] = query[i];
        }
        return MockMvcRequestBuilders.post(
                address.encode().buildAndExpand(values).toUri());
    }

    public Answer get(String address) throws Exception {
        return call(MockMvcRequestBuilders.get(java.net.URI.create("/api/v1" + address)));
    }

    /** @param json with apostrophes for quotation marks */
    public Answer post(String address, String json) throws Exception {
        return call(MockMvcRequestBuilders.post(java.net.URI.create("/api/v1" + address))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.replace('\'', '"')));
    }

    /** @param json with apostrophes for quotation marks */
    public Answer put(String address, String json) throws Exception {
        return call(MockMvcRequestBuilders.put(java.net.URI.create("/api/v1" + address))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.replace('\'', '"')));
    }

    public Answer delete(String address) throws Exception {
        return call(MockMvcRequestBuilders.delete(java.net.URI.create("/api/v1" + address)));
    }

    public Answer call(MockHttpServletRequestBuilder request) throws Exception {
        return perform(request.header("Authorization", "Bearer " + token));
    }

    /** A call whose answer is still to come, as the container sees it. */
    public MvcResult started(MockHttpServletRequestBuilder request) throws Exception {
        MvcResult result =
                mvc.perform(request.header("Authorization", "Bearer " + token)).andReturn();
        assertThat(result.getRequest().isAsyncStarted()).isTrue();
        return result;
    }

    private Answer perform(RequestBuilder request) throws Exception {
        MvcResult result = mvc.perform(request).andReturn();
        if (result.getRequest().isAsyncStarted()) {
            result.getAsyncResult(70_000);
            result = mvc.perform(asyncDispatch(result)).andReturn();
        }
        return new Answer(result.getResponse().getStatus(), result.getResponse());
    }
}

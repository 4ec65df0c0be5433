package dev.winnow.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.winnow.access.Caller;
import dev.winnow.access.NewToken;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.SignInThrottle;
import dev.winnow.access.TokenCheck;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnH2
@ExtendWith(OutputCaptureExtension.class)
class RestAccessTests {
    private static final String TOKENS = "/api/v1/tokens";
    private static final String PASSWORD = "a long enough one";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Users users;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JsonMapper json;

    private Caller newUser(Role role) {
        NewUser user = new NewUser("r" + UUID.randomUUID(), "R", role, PASSWORD);
        users.create(users.caller("admin").orElseThrow(), user);
        return users.caller(user.login()).orElseThrow();
    }

    private String token(Role owner, TokenRole role) {
        return tokens.issue(newUser(owner), new NewToken("ci", role, null, null))
                .secret();
    }

    private static RequestPostProcessor bearer(String secret) {
        return request -> {
            request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + secret);
            return request;
        };
    }

    private static MockHttpServletRequestBuilder newToken(String body) {
        return post(TOKENS).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    @Test
    void aPipelinesTokenIsMadeWithAPasswordAndThenWorks(CapturedOutput output) throws Exception {
        Caller owner = newUser(Role.ADMIN);

        String answer = mvc.perform(newToken("""
                        {"name":"pipeline","role":"read","project":"shop","expires":"2999-01-01T00:00:00Z"}""").with(httpBasic(owner.login(), PASSWORD)))
                .andExpect(status().isCreated())
                .andExpect(header().string(HttpHeaders.LOCATION, startsWith(TOKENS + "/")))
                .andExpect(header().string(HttpHeaders.CACHE_CONTROL, containsString("no-store")))
                .andExpect(jsonPath("$.name").value("pipeline"))
                .andExpect(jsonPath("$.role").value("read"))
                .andExpect(jsonPath("$.project").value("shop"))
                .andExpect(jsonPath("$.expires").value("2999-01-01T00:00:00Z"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        JsonNode created = json.readTree(answer);
        String secret = created.get("token").asString();

        mvc.perform(get(TOKENS).with(bearer(secret)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(secret))))
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].id").value(created.get("id").asLong()))
                .andExpect(jsonPath("$[0].lastUsed").isNotEmpty());
        mvc.perform(delete(TOKENS + "/" + created.get("id").asLong()).with(bearer(secret)))
                .andExpect(status().isNoContent());
        mvc.perform(get(TOKENS).with(bearer(secret)))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.detail").value(containsString("revoked")));
        assertThat(output.getAll()).doesNotContain(secret).doesNotContain(PASSWORD);
    }

    @Test
    void withoutATokenTheAnswerIsAProblemThatSaysHow() throws Exception {
        mvc.perform(get(TOKENS))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"winnow\""))
                .andExpect(jsonPath("$.status").value(401))
                .andExpect(jsonPath("$.instance").value(TOKENS))
                .andExpect(jsonPath("$.detail").value(containsString("Authorization: Bearer")));
    }

    @Test
    void anAdminTokenListsAndRevokesEveryonesTokens() throws Exception {
        Caller owner = newUser(Role.DEVELOPER);
        var issued = tokens.issue(owner, new NewToken("ci", TokenRole.UPLOAD, "shop", null));
        long id = issued.token().id();
        RequestPostProcessor admin = bearer(token(Role.ADMIN, TokenRole.ADMIN));

        mvc.perform(get(TOKENS).param("owner", owner.login()).with(admin))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(issued.secret()))))
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].id").value(id))
                .andExpect(jsonPath("$[0].owner").value(owner.login()))
                .andExpect(jsonPath("$[0].project").value("shop"));
        mvc.perform(get(TOKENS)
                        .param("size", "1")
                        .param("after", Long.toString(id + 1))
                        .with(admin))
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].id").value(id));
        mvc.perform(get(TOKENS).param("size", "0").with(admin))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("size")));
        mvc.perform(get(TOKENS).param("owner", "nobody-here").with(admin))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(delete(TOKENS + "/" + id).with(admin)).andExpect(status().isNoContent());
        assertThat(tokens.check(issued.secret())).isInstanceOf(TokenCheck.Revoked.class);
    }

    @Test
    void whoIsNoAdministratorReachesNobodyElsesToken() throws Exception {
        var other = tokens.issue(newUser(Role.VIEWER), new NewToken("ci", TokenRole.READ, null, null));
        RequestPostProcessor triage = bearer(token(Role.SECURITY, TokenRole.TRIAGE));

        mvc.perform(delete(TOKENS + "/" + other.token().id()).with(triage))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(get(TOKENS).with(triage)).andExpect(jsonPath("$.length()").value(1));
        assertThat(tokens.check(other.secret())).isInstanceOf(TokenCheck.Accepted.class);
    }

    @Test
    void aTokenThatIsNotKnownIsRefusedEvenWhereNoneWouldDo() throws Exception {
        for (String path : new String[] {TOKENS, "/actuator/health"}) {
            mvc.perform(get(path).with(bearer("wnw_guess")))
                    .andExpect(status().isUnauthorized())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, containsString("error=\"invalid_token\"")))
                    .andExpect(jsonPath("$.detail").value(not(containsString("guess"))));
        }
    }

    @Test
    void aTokenOfADisabledUserIsRefused() throws Exception {
        Caller owner = newUser(Role.VIEWER);
        String secret = tokens.issue(owner, new NewToken("ci", TokenRole.READ, null, null))
                .secret();
        users.disable(users.caller("admin").orElseThrow(), owner.login());

        mvc.perform(get(TOKENS).with(bearer(secret)))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.detail").value(containsString("disabled")));
    }

    @Test
    void aPasswordOpensTheMakingOfTokensAndNothingElse() throws Exception {
        Caller admin = newUser(Role.ADMIN);

        mvc.perform(get(TOKENS).with(httpBasic(admin.login(), PASSWORD))).andExpect(status().isUnauthorized());
        mvc.perform(delete(TOKENS + "/1").with(httpBasic(admin.login(), PASSWORD)))
                .andExpect(status().isUnauthorized());
        mvc.perform(get("/actuator/metrics").with(httpBasic(admin.login(), PASSWORD)))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void aTokenDoesNotMakeTokens() throws Exception {
        mvc.perform(newToken("{\"name\":\"x\",\"role\":\"read\"}").with(bearer(token(Role.ADMIN, TokenRole.ADMIN))))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string(HttpHeaders.WWW_AUTHENTICATE, startsWith("Basic")))
                .andExpect(jsonPath("$.detail").value(containsString("HTTP basic")));
    }

    @Test
    void aBrowserSessionDoesNotOpenTheRestInterface() throws Exception {
        MockHttpServletRequestBuilder request = get(TOKENS).with(user("admin").roles("ADMIN"));

        assertThat(mvc.perform(request).andReturn().getResponse().getCookies()).isEmpty();
        var session = mvc.perform(
                        post("/login").param("username", "admin").param("password", TestDatabase.ADMIN_PASSWORD))
                .andExpect(status().isFound())
                .andReturn()
                .getRequest()
                .getSession(false);
        assertThat(session).isNotNull();
        mvc.perform(get(TOKENS).session((MockHttpSession) session)).andExpect(status().isUnauthorized());
    }

    @Test
    void aRoleThatMayNotMakeTheTokenIsToldSo() throws Exception {
        Caller viewer = newUser(Role.VIEWER);

        mvc.perform(newToken("{\"name\":\"x\",\"role\":\"upload\"}").with(httpBasic(viewer.login(), PASSWORD)))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value("Your role lets you make no token of the role upload."));
    }

    @Test
    void aRequestThatMakesNoSenseIsToldWhereAndRepeatsNothing() throws Exception {
        RequestPostProcessor viewer = httpBasic(newUser(Role.VIEWER).login(), PASSWORD);

        mvc.perform(newToken("{\"name\":\" \"}").with(viewer))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("name: must not be blank; role: must not be null"))
                .andExpect(jsonPath("$.errors[0].field").value("name"));
        mvc.perform(newToken("{\"name\":\"x\",\n \"role\":\"hunter2\"}").with(viewer))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("one of upload, read, triage, admin (line 2")))
                .andExpect(content().string(not(containsString("hunter2"))));
        mvc.perform(newToken("{\"name\":\"x\",\"role\":\"read\",\"expires\":\"2001-01-01T00:00:00Z\"}")
                        .with(viewer))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("not in the future")));
        mvc.perform(newToken("{\"name\":\"x\",").with(viewer))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("line 1")));
        mvc.perform(post(TOKENS).contentType(MediaType.TEXT_PLAIN).content("x").with(viewer))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void whatIsNotThereIsAProblemToo() throws Exception {
        String secret = token(Role.VIEWER, TokenRole.READ);

        mvc.perform(get("/api/v1/no-such-thing").with(bearer(secret)))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(delete(TOKENS + "/99999999").with(bearer(secret)))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("You have no token 99999999."));
        mvc.perform(delete(TOKENS + "/first").with(bearer(secret)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("id: not a number in its range."));
    }

    @Test
    void guessingAPasswordIsSlowedDownAndSaysForHowLong() throws Exception {
        Caller ann = newUser(Role.VIEWER);
        RequestPostProcessor address = from("192.0.2.7");
        for (int i = 0; i < SignInThrottle.PER_USER_AND_ADDRESS; i++) {
            mvc.perform(newToken("{}")
                            .with(httpBasic(ann.login(), "a wrong guess"))
                            .with(address))
                    .andExpect(status().isUnauthorized());
        }

        mvc.perform(newToken("{}").with(httpBasic(ann.login(), PASSWORD)).with(address))
                .andExpect(status().isTooManyRequests())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(header().exists(HttpHeaders.RETRY_AFTER))
                .andExpect(jsonPath("$.detail").value(containsString("wait 15 minutes")));
        mvc.perform(post("/login")
                        .param("username", ann.login())
                        .param("password", PASSWORD)
                        .with(address))
                .andExpect(header().string(HttpHeaders.LOCATION, "/login?error"));
        mvc.perform(newToken("{\"name\":\"x\",\"role\":\"read\"}")
                        .with(httpBasic(ann.login(), PASSWORD))
                        .with(from("192.0.2.8")))
                .andExpect(status().isCreated());
    }

    private static RequestPostProcessor from(String address) {
        return (MockHttpServletRequest request) -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    @Test
    void healthAndTheInterfacesDescriptionAreOpenAndTheRestOfTheActuatorIsNot() throws Exception {
        mvc.perform(get("/actuator/health"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("UP"))
                .andExpect(jsonPath("$.components").doesNotExist());
        mvc.perform(get("/actuator/health/readiness")).andExpect(status().isOk());
        mvc.perform(get("/v3/api-docs"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.openapi").value(startsWith("3.")))
                .andExpect(jsonPath("$.paths['/api/v1/tokens'].post").exists());

        mvc.perform(get("/actuator/metrics")).andExpect(status().isUnauthorized());
        mvc.perform(get("/actuator/metrics").with(bearer(token(Role.ADMIN, TokenRole.READ))))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(get("/actuator/metrics").with(bearer(token(Role.ADMIN, TokenRole.ADMIN))))
                .andExpect(status().isOk());
        mvc.perform(get("/actuator/env").with(bearer(token(Role.ADMIN, TokenRole.ADMIN))))
                .andExpect(status().isNotFound());
    }

    @Test
    void answersCannotBeFramedOrSniffedAndHstsIsForHttpsAlone() throws Exception {
        mvc.perform(get(TOKENS))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Security-Policy", containsString("frame-ancestors 'none'")))
                .andExpect(header().string("Referrer-Policy", "no-referrer"))
                .andExpect(header().doesNotExist("Strict-Transport-Security"));
        mvc.perform(get(TOKENS).secure(true)).andExpect(header().exists("Strict-Transport-Security"));
    }
}

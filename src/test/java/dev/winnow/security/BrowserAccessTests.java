package dev.winnow.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Caller;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Users;
import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.AuditTrail;
import dev.winnow.support.TestDatabase;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Over a real port: redirects, error pages and Vaadin's own answers are not seen otherwise. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
class BrowserAccessTests {
    private static final String PASSWORD = "a long enough one";

    @LocalServerPort
    private int port;

    @Autowired
    private Users users;

    @Autowired
    private AuditTrail trail;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private Caller admin;
    private String login;

    @BeforeEach
    void aUser() {
        admin = users.caller("admin").orElseThrow();
        login = "b" + UUID.randomUUID();
        users.create(admin, new NewUser(login, "B", Role.VIEWER, PASSWORD));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        String form = "username=" + login + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return browser.send(
                HttpRequest.newBuilder(address("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private void isSignedOut() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(header(page, "Location")).endsWith("/login");
    }

    @Test
    void whoIsNotSignedInIsSentToTheSignInPage() throws Exception {
        isSignedOut();
        assertThat(get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void theRightPasswordOpensTheApplicationAndAWrongOneDoesNot() throws Exception {
        assertThat(header(signIn("a wrong guess"), "Location")).endsWith("/login?error");
        isSignedOut();

        assertThat(URI.create(header(signIn(PASSWORD), "Location"))).hasPath("/");
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesCarryTheHeadersThatKeepOtherSitesOut() throws Exception {
        HttpResponse<String> page = get("/login");

        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(page, "Cache-Control")).contains("no-store");
        assertThat(header(page, "Strict-Transport-Security")).isEmpty();
        assertThat(header(page, "Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void theSessionOfADisabledUserEndsWithTheNextRequest() throws Exception {
        signIn(PASSWORD);
        assertThat(get("/").statusCode()).isEqualTo(200);

        users.disable(admin, login);

        isSignedOut();
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() throws Exception {
        signIn(PASSWORD);

        users.resetPassword(admin, login, "quite another one");

        isSignedOut();
    }

    @Test
    void aSessionGoesOnWithAnotherRole() throws Exception {
        signIn(PASSWORD);

        users.changeRole(admin, login, Role.SECURITY);

        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void theAuditLogHasSignInsAndNeverWhatWasTyped() throws Exception {
        signIn("a wrong guess");
        String known = login;
        login = "typed-my-" + UUID.randomUUID();
        signIn("a wrong guess");
        String typed = login;
        login = known;
        signIn(PASSWORD);
        get("/");
        HttpResponse<String> out = browser.send(
                HttpRequest.newBuilder(address("/logout"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        List<AuditRecord> records = trail.newest(AuditFilter.ALL, null, 5);
        assertThat(records.stream().filter(record -> record.subject().equals("user:" + known)))
                .as("signing out answered %s", out.statusCode())
                .extracting(AuditRecord::action)
                .contains("sign-in", "sign-in.failed");
        assertThat(records.stream().filter(record -> record.action().equals("sign-in.failed")))
                .extracting(record -> record.actor().login())
                .containsOnly("nobody");
        assertThat(records.toString())
                .contains("user:?", "127.0.0.1")
                .doesNotContain(typed)
                .doesNotContain(PASSWORD)
                .doesNotContain("wrong guess");
    }

    @Test
    void theRestInterfaceAnswersProblemsAndNeverPages() throws Exception {
        HttpResponse<String> anonymous = get("/api/v1/no-such-thing");
        HttpResponse<String> refused = get("/api/v1/tokens;x=1");

        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(refused.statusCode()).isEqualTo(400);
        for (HttpResponse<String> answer : List.of(anonymous, refused)) {
            assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body()).doesNotContain("<html").doesNotContain("at dev.winnow");
        }
    }

    @Test
    void healthIsOpen() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
    }
}

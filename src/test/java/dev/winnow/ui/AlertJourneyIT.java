package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.winnow.access.Users;
import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.NewDeployment;
import dev.winnow.support.TestDatabase;
import dev.winnow.ui.Visitor.Window;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From what Falco sends of production to the build behind it, and from a change nobody asked for to who allowed it. */
class AlertJourneyIT extends Journey {
    private static final String COMMIT = "c0ffee11";
    private static final String PULL_REQUEST = "https://git.example.com/shop/pull/31";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Users users;

    @Autowired
    private Deployments deployments;

    private JsonNode call(String path, String login, String password, String body) throws Exception {
        String basic = Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(server() + "/api/v1" + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json");
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    (body.isEmpty() ? request.GET() : request.POST(BodyPublishers.ofString(body))).build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            return JSON.readTree(answer.body());
        }
    }

    private static String alert() {
        return """
                {"output":"A shell was spawned in a container","priority":"Critical","rule":"Terminal shell in container",
                 "time":"%s","source":"syscall","hostname":"node-2",
                 "output_fields":{"k8s.ns.name":"shop","k8s.pod.name":"cart-5d6b975744-rrkhh","user.name":"root"}}""".formatted(Instant.now());
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void alertsOfProductionAreCountedForTheBuildThatRanThere(Window window) throws Exception {
        String project = "alarmed-" + window.ordinal();
        uploads.imported(project, COMMIT, report("Lint", result("fine", 1, "a.c", 1)));
        deployments.record(users.caller("admin").orElseThrow(), project, NewDeployment.of(COMMIT, "prod"));
        String token = call(
                        "/tokens",
                        "admin",
                        TestDatabase.ADMIN_PASSWORD,
                        "{\"name\":\"falco of " + project + "\",\"role\":\"upload\"}")
                .path("token")
                .asString();
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/projects/" + project + "/environments");
            Locator alerts = page.locator("section[aria-label='Alerts']");
            assertThat(alerts).containsText("No alert has come from here.");

            // What Falco's HTTP output sends: its token as the password of any user.
            String address = "/projects/" + project + "/alerts?environment=prod";
            assertThat(call(address, "falco", token, "[" + alert() + "," + alert() + "," + alert() + "]")
                            .path("accepted")
                            .asInt())
                    .isEqualTo(3);
            Locator row = alerts.locator("tbody tr:has-text('Terminal shell in container')");
            page.waitForCondition(() -> {
                visitor.open("/projects/" + project + "/environments");
                visitor.settle();
                return row.count() == 1;
            });
            assertThat(row.locator("td[data-label='Count']")).hasText("3");
            assertThat(row.locator("td[data-label='Environment']")).hasText("prod");
            visitor.look("alerts-of-production");

            row.locator("a:has-text('Terminal shell in container')").click();
            assertThat(page.locator("main .finding")).containsText("Terminal shell in container");
            assertThat(page.locator("section[aria-label='Alerts']")).containsText("alerts, 3 in the last 7 days");
            visitor.look("runtime-alert");

            page.locator("section[aria-label='Alerts'] a:text-is('" + COMMIT + "')")
                    .click();
            assertThat(page.locator("main h1")).containsText(COMMIT);
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aChangeThatNobodyAskedForIsAuthorisedByItsPullRequest(Window window) {
        String project = "changed-" + window.ordinal();
        uploads.imported(project, COMMIT, """
                {"winnow":"changes/1","tool":{"name":"Watch"},"complete":true,"changes":[
                 {"rule":"port-opened","resource":"firewall/office","severity":"critical","title":"Port opened"}]}""");
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/inbox?q=project:" + project + "%20" + InboxView.WAITING.replace(" ", "%20"));
            page.locator(".inbox-tools button:has-text('Authorised')").click();
            page.locator("vaadin-dialog button.primary:text-is('Authorised')").waitFor();
            field(page, "vaadin-text-field", "Reason").fill("Maintenance of the office line");
            page.locator("vaadin-dialog button.primary:text-is('Authorised')").click();
            assertThat(page.locator("vaadin-dialog")).containsText("Say which pull request authorises it.");
            visitor.look("authorise");
            field(page, "vaadin-text-field", "Pull request").fill(PULL_REQUEST);
            page.locator("vaadin-dialog button.primary:text-is('Authorised')").click();
            assertThat(page.locator("main")).containsText("Nothing matches the query");

            visitor.open("/inbox?q=project:" + project + "%20decision:authorised");
            assertThat(page.locator("main")).containsText("Port opened");
            assertThat(page.locator("main a[href='" + PULL_REQUEST + "']")).isVisible();
            visitor.look("authorised");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

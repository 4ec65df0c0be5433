package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.NewDeployment;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.ui.Visitor.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** From what runs where to what is critical there, and which fixes wait. */
class EnvironmentJourneyIT extends Journey {
    @Autowired
    private Users users;

    @Autowired
    private Deployments deployments;

    private void imported(String project, String build, Hole... holes) {
        uploads.imported(
                project,
                build,
                null,
                TestReports.trivy("registry.example/" + project, List.of(holes)).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void someoneOnCallSeesWhatRunsAndWhatWaitsToBeDeployed(Window window) {
        String project = "running-" + window.ordinal();
        Caller admin = users.caller("admin").orElseThrow();
        visitEmpty(window);
        imported(project, "aaa1", new Hole("bad", "CRITICAL", "CVE-2026-77"), new Hole("old", "HIGH", "CVE-2026-78"));
        imported(project, "aaa2", new Hole("old", "HIGH", "CVE-2026-78"));
        deployments.record(admin, project, NewDeployment.of("aaa1", "prod"));
        deployments.record(admin, project, NewDeployment.of("aaa2", "staging"));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/environments");
            visitor.seen("main vaadin-grid[aria-label='What runs where'] a:text-is('" + project + "')")
                    .waitFor();
            visitor.look("environments");

            visitor.seen("main vaadin-grid[aria-label='What runs where'] a:text-is('" + project + "')")
                    .click();
            visitor.seen("main .heading a:text-is('Environments')").click();
            assertThat(page.locator("#env-prod")).containsText("1 fix is built and not deployed here");
            assertThat(page.locator("#env-staging")).containsText("No fix waits to be deployed.");
            visitor.look("project-environments");

            page.locator("#env-prod a:has-text('CVE-2026-77')").click();
            assertThat(page.locator("main .finding")).containsText("CVE-2026-77");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    /** A project nothing of which is deployed says how to record it. */
    private void visitEmpty(Window window) {
        String project = "undeployed-" + window.ordinal();
        imported(project, "aaa1");
        try (Visitor visitor = visitor(window)) {
            visitor.signIn().open("/projects/" + project + "/environments");
            assertThat(visitor.page().locator(".empty pre")).containsText("/projects/" + project + "/deployments");
            visitor.look("no-environments");
        }
    }
}

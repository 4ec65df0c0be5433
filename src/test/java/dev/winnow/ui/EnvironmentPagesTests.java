package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.NewDeployment;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.ui.DeploymentHistory.Row;
import dev.winnow.ui.parts.LazyGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** The pages of environments: what runs where, what waits to be deployed, what was before. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class EnvironmentPagesTests extends SpringBrowserlessTest {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Users users;

    @Autowired
    private Deployments deployments;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String project = "deployed-" + word;
    private Caller admin;

    @BeforeEach
    void twoBuilds() {
        admin = users.caller("admin").orElseThrow();
        imported("a1", new Hole("<b>lib</b>", "CRITICAL", "CVE-2026-1"), new Hole("other", "HIGH", "CVE-2026-2"));
        imported("a2", new Hole("other", "HIGH", "CVE-2026-2"));
    }

    private void imported(String build, Hole... holes) {
        new Uploads(intake, scans).imported(project, build, TestReports.trivy("shop", List.of(holes)));
    }

    private void deploy(String build, String environment) {
        deployments.record(admin, project, NewDeployment.of(build, environment));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private String page() {
        return text((Component) getCurrentView());
    }

    private void openProject(String path) {
        UI.getCurrent().navigate("projects/" + project + path);
    }

    /** What a grid of the page holds. */
    @SuppressWarnings("unchecked")
    private <T> List<T> rows(String name) {
        LazyGrid<T> found = $(LazyGrid.class).all().stream()
                .filter(grid -> name.equals(grid.grid().getElement().getAttribute("aria-label")))
                .map(grid -> (LazyGrid<T>) grid)
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, test(found.grid()).size())
                .mapToObj(row -> test(found.grid()).getRow(row))
                .toList();
    }

    private List<String> running() {
        return this.<RunningRow>rows("What runs where").stream()
                .filter(row -> row.running().project().name().equals(project))
                .map(row -> row.running().environment().name() + " "
                        + row.running().build().ciId() + " "
                        + row.fixes().total())
                .toList();
    }

    @Test
    void beforeTheFirstDeploymentThePageSaysHowToRecordIt() {
        openProject("/environments");

        assertThat(page()).contains("No deployment recorded yet", "/api/v1/projects/" + project + "/deployments");
    }

    @Test
    void whatIsToBeCopiedNamesTheEnvironmentThatThereIs() {
        deploy("a1", "live-eu");

        openProject("/environments");

        assertThat(page())
                .contains("/alerts?environment=live-eu", "\"environment\":\"live-eu\"")
                .doesNotContain("environment=prod", "environments/prod");
    }

    @Test
    void theProjectsPageShowsWhatRunsWhatWaitsAndWhatWasBefore() {
        deploy("a1", "prod");
        deploy("a2", "prod");
        deploy("a1", "prod");
        deploy("a2", "staging");

        openProject("/environments");

        assertThat(page())
                .contains("prod", "production", "Build a1", "staging", "Build a2")
                .contains("1 fix is built and not deployed here", "CVE-2026-1", "No fix waits to be deployed.")
                .contains("1 now", "<b>lib</b>");
        assertThat(this.<Row>rows("Deployments"))
                .extracting(row -> row.deployment().environment() + " "
                        + row.build().orElseThrow().ciId() + (row.deployment().rollback() ? " back" : ""))
                .containsExactly("staging a2", "prod a1 back", "prod a2", "prod a1");
        assertThat($(RouterLink.class).all())
                .anySatisfy(link -> assertThat(link.getHref()).contains("/compare/"));
    }

    @Test
    void allEnvironmentsListThisOneAndTheCriticalsOfADay() {
        deploy("a1", "prod");
        UI.getCurrent().navigate("environments");

        assertThat(page())
                .contains("Environments", "Critical CVEs in production", "Record deployments from a pipeline");
        assertThat(running()).containsExactly("prod a1 1");
        assertThat(this.<FindingRow>rows("Critical CVEs in production"))
                .filteredOn(row -> row.finding().projectName().equals(project))
                .extracting(row -> row.finding().name())
                .containsExactly("CVE-2026-1");

        LocalDate yesterday = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(1);
        UI.getCurrent()
                .navigate(
                        ProjectEnvironmentsView.class,
                        new RouteParameters(ProjectView.PROJECT, project),
                        QueryParameters.of(EnvironmentsView.DAY, yesterday.toString()));
        assertThat($(DatePicker.class).first().getValue()).isEqualTo(yesterday);
        assertThat(page()).contains("none at the end of");
        UI.getCurrent()
                .navigate(
                        ProjectEnvironmentsView.class,
                        new RouteParameters(ProjectView.PROJECT, project),
                        QueryParameters.of(EnvironmentsView.DAY, "not-a-day"));
        assertThat(page()).contains("1 now");
    }

    @Test
    void buildAndProjectSayWhereTheBuildRuns() {
        deploy("a1", "prod");
        openProject("");
        assertThat(running()).containsExactly("prod a1 1");

        long build = scans.newestImported(project, org.springframework.data.domain.Limit.of(9)).stream()
                .filter(scan -> scan.request().build().equals("a1"))
                .findFirst()
                .orElseThrow()
                .buildId()
                .orElseThrow();
        openProject("/builds/" + build);
        assertThat(page()).contains("Runs in", "prod", "production");
        deploy("a2", "prod");
        openProject("");
        openProject("/builds/" + build);
        assertThat($(Span.class).all()).noneMatch(span -> span.getText().equals("Runs in"));
    }
}

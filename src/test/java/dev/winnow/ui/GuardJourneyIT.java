package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.winnow.access.Users;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.project.Projects;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.Ruling;
import dev.winnow.ui.Visitor.Window;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the map of a project's guards to one of them, and to what only it finds; which guards to keep, and the brief. */
class GuardJourneyIT extends Journey {
    @Autowired
    private Users users;

    @Autowired
    private Projects projects;

    @Autowired
    private Findings findings;

    @Autowired
    private Decisions decisions;

    @ParameterizedTest
    @EnumSource(Window.class)
    void aLeadSeesWhichGuardsAreMissingAndWhatOneOfThemIsGoodFor(Window window) {
        String project = "guarded-" + window.ordinal();
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("gitleaks.json"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("trivy.json"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("grype.json"));
        for (int build = 0; build < 10; build++) {
            uploads.imported(project, "c0ffee0" + build, report("Lint", result("low", 2, "a.c", build + 1)));
        }
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/projects/" + project);
            visitor.seen("main .heading a:text-is('Guards')").click();
            page.locator(".matrix").waitFor();
            assertThat(page.locator(".matrix .guard:has-text('trivy') .chip")).containsText("stale");
            assertThat(page.locator("#gaps")).containsText("Runtime monitor");
            visitor.look("guard-map");

            // The place on the map leads to what to do; the keyboard opens it.
            page.locator(".matrix a.gap:has-text('Runtime monitor')").click();
            page.waitForURL(Pattern.compile("#gap-runtime$"));
            page.locator("#gap-runtime summary").press("Enter");
            assertThat(page.locator("#gap-runtime pre")).containsText("falco.json");

            page.locator(".matrix .guard a:text-is('trivy')").click();
            assertThat(page.locator("main h1")).containsText("trivy in " + project);
            visitor.seen("main vaadin-grid[aria-label='Scans'] a").waitFor();
            visitor.look("guard");

            String count =
                    page.locator("table.slim tr:has-text('only this guard') a").textContent();
            page.locator("table.slim tr:has-text('only this guard') a").click();
            assertThat(page.locator("main .heading")).containsText(count);
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aLeadSeesWhichGuardsToKeepAndTakesTheNumbersAway(Window window) throws Exception {
        String project = "kept-" + window.ordinal();
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("trivy.json"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("gitleaks.json"));
        List<Finding> all =
                findings.list(projects.idOf(project).orElseThrow(), FindingFilter.of(FindingStatus.OPEN), null, 50);
        Finding wrong = all.stream()
                .filter(finding -> finding.identifier() != null)
                .findFirst()
                .orElseThrow();
        decisions.decide(
                users.caller("admin").orElseThrow(),
                Decisions.byProject(List.of(wrong.id())),
                NewDecision.of(Ruling.FALSE_POSITIVE, "It is not reached."));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/guards?project=" + project);
            assertThat(page.locator("table.signals")).containsText("1 false positive");
            assertThat(page.locator("table.signals tbody tr:not(.below)")).hasCount(2);
            page.locator("table.signals summary:has-text('noisiest')").first().press("Enter");
            visitor.look("guards-signal");

            if (window == Window.WIDE) {
                // A heading is a link: the keyboard puts the rows in order, and the address keeps it.
                page.locator("table.signals th a:has-text('Guard')").press("Enter");
                page.waitForURL(Pattern.compile("sort=name"));
                assertThat(page.locator("table.signals tbody tr:not(.below)").first())
                        .containsText("gitleaks");
                assertThat(page.locator("table.signals th[aria-sort='ascending']"))
                        .containsText("Guard");
                page.locator("table.signals summary:has-text('noisiest')")
                        .first()
                        .press("Enter");
            }
            page.locator(".noisy a:text-is('Silence')").first().click();
            page.waitForURL(Pattern.compile("silence-rules/new"));
            assertThat(field(page, "vaadin-text-field", "Rule")).hasValue(wrong.ruleId());

            visitor.open("/guards?show=judged");
            visitor.seen("main .lazy a:text-is('trivy')").waitFor();

            visitor.open("/exports?project=" + project);
            assertThat(page.locator("#brief")).containsText("Mean time to detect");
            assertThat(page.locator("#brief")).containsText("The quarter is not over");
            visitor.look("exports");
            Download download = page.waitForDownload(
                    () -> page.locator("#brief a[data-format='json']").click());
            JsonNode brief = JsonMapper.shared().readTree(Files.readString(download.path()));
            assertThat(brief.path("projects").get(0).asString()).isEqualTo(project);
            assertThat(brief.path("silenced").path("total").asInt()).isEqualTo(1);
            assertThat(page.locator(".making")).hasCount(0);
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.winnow.ui.Visitor.Window;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the map of a project's guards to one of them, and to what only it finds. */
class GuardJourneyIT extends Journey {
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
}

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

/** From a number over time to what it counts, and on to one finding of it. */
class TrendJourneyIT extends Journey {
    @ParameterizedTest
    @EnumSource(Window.class)
    void aLeadGoesFromANumberToTheFindingsBehindIt(Window window) {
        String project = "trend-" + window.ordinal();
        uploads.imported(project, "a1", report("Lint"));
        uploads.imported(
                project, "a2", report("Lint", result("sql-join", 8.1, "a.c", 1), result("weak-hash", 5, "b.c", 2)));
        uploads.imported(project, "a3", report("Lint", result("weak-hash", 5, "b.c", 2)));
        uploads.imported(project, "a3", null, Uploads.sample("gitleaks.json"));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/trends?by=week&project=" + project);
            assertThat(page.locator("#mttr")).containsText("1 repair");
            assertThat(page.locator("#happened")).containsText("Guard gitleaks added in " + project);
            // The mark stands in the charts by its number.
            assertThat(page.locator("#mttr svg:visible text:text-is('1')").first())
                    .isVisible();
            visitor.look("trends");

            page.locator("#mttr summary:has-text('as a table')").click();
            visitor.seen("#mttr table a:has-text('1 repair')").click();
            page.waitForURL(Pattern.compile("/trends/behind\\?.*metric=mttr.*"));
            assertThat(page.locator("main h1")).hasText("1 repair");
            visitor.seen("vaadin-grid a:has-text('sql-join')").waitFor();
            visitor.look("trend-behind");

            visitor.seen("vaadin-grid a:has-text('sql-join')").click();
            page.waitForURL(Pattern.compile("/findings/[0-9]+$"));
            assertThat(page.locator("main h1")).containsText("sql-join");

            visitor.open("/trends/targets");
            assertThat(field(page, "vaadin-text-field", "Fix critical within")).hasValue("7 d");
            visitor.look("targets");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

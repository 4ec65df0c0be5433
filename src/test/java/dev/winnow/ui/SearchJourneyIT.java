package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.winnow.ui.Visitor.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Finding what one looks for, with few keys. */
class SearchJourneyIT extends Journey {
    @ParameterizedTest
    @EnumSource(Window.class)
    void someoneSearchesByKeyboardOnEveryPage(Window window) {
        uploads.imported("search", "5ea2c4b0", report("Lint", result("sql-injection", 9.8, "src/Search.java", 8)));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/findings");
            page.keyboard().press("/");
            assertThat(page.locator("[data-query] input")).isFocused();
            visitor.open("/");
            if (window == Window.NARROW) {
                page.locator("[data-search-open]").click();
            } else {
                page.keyboard().press("/");
            }
            assertThat(page.locator("[data-search] input")).isFocused();
            page.keyboard().type("sql-inj/?");
            page.locator(".option").first().waitFor();
            assertThat(page.locator("dialog[open]")).hasCount(0);
            visitor.look("suggestions");

            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".option[aria-selected=true]")).containsText("sql-injection");
            page.keyboard().press("Escape");
            assertThat(page.locator(".suggestions")).isHidden();
            page.keyboard().press("Enter");
            assertThat(page.locator("main mark").first()).hasText("sql-inj");
            visitor.look("search");

            page.goBack();
            assertThat(page.locator("main h1")).hasText("Overview");
            page.keyboard().press("?");
            assertThat(page.locator("dialog[open]")).containsText("These keys");
            visitor.look("keys");
            page.keyboard().press("Escape");
            page.keyboard().press("g");
            page.keyboard().press("f");
            assertThat(page.locator("main h1")).hasText("Findings");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void someoneNarrowsFindingsByQueryAndFacetsAndKeepsTheView(Window window) {
        uploads.imported(
                "narrowed",
                "a1b2c3d4",
                report(
                        "Lint",
                        result("query-injection", 9.8, "src/api/Query.java", 8),
                        result("query-log", 2, "src/web/Log.java", 9)));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/findings");
            page.keyboard().press("/");
            page.keyboard().type("project:narrowed gard:lint");
            page.keyboard().press("Enter");
            assertThat(page.locator(".query-line vaadin-text-field")).containsText("Did you mean guard?");
            visitor.look("query-error");

            page.locator("[data-query] input").fill("project:narrowed query");
            page.keyboard().press("Enter");
            visitor.seen("main vaadin-grid mark").waitFor();
            if (window == Window.NARROW) {
                page.locator(".facets .fold").click();
            }
            page.locator(".facet a:has-text('Critical')").click();
            assertThat(page.locator(".facet a[aria-current]:has-text('Critical')"))
                    .hasCount(1);
            assertThat(page.locator("main .heading").first()).containsText("1 finding");
            visitor.look("narrowed");

            page.locator("button:has-text('Fields')").click();
            page.locator("vaadin-dialog dl.fields, vaadin-dialog-overlay dl.fields")
                    .first()
                    .waitFor();
            visitor.look("query-help");
            page.keyboard().press("Escape");

            page.locator("button:has-text('Save as view')").click();
            page.locator("vaadin-text-field:has-text('Name') input").fill("Narrowed " + window);
            page.keyboard().press("Enter");
            assertThat(page.locator("main h1")).hasText("Narrowed " + window);
            visitor.look("saved-view");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.many;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.winnow.finding.Scan;
import dev.winnow.ui.Visitor.Window;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a build to its findings, as they are now and as they change. */
class BuildJourneyIT extends Journey {
    /** A project with two builds, the newer one worse. */
    private void shop(String project) {
        uploads.imported(project, "3f1c2ab94d5e", null, Uploads.sample("zap.json"));
        uploads.imported(project, "3f1c2ab94d5e", null, Uploads.sample("grype.json"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("trivy.json"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("semgrep.sarif"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("grype.json"));
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aDeveloperReadsWhyABuildFailedAndUploadsAReport(Window window) {
        // Each window has a project of its own: the journey ends with one more build.
        String project = "shop-" + window.ordinal();
        shop(project);
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.page();
            visitor.signIn();
            visitor.seen("main a:text-is('" + project + "')").click();
            visitor.seen("main vaadin-grid a[href*='/builds/']").waitFor();
            visitor.look("project");

            visitor.seen("main vaadin-grid a:text-is('9f3c2ab9')").click();
            assertThat(page.locator(".summary")).containsText("Rule no-critical on");
            visitor.look("build");

            visitor.seen("main vaadin-grid a[href*='findings/']").click();
            page.locator("main .finding").waitFor();
            visitor.look("finding");

            visitor.open("/findings");
            visitor.seen("main vaadin-grid a").waitFor();
            visitor.look("findings");

            String commit = "c0ffee" + window.ordinal();
            visitor.open("/upload?project=" + project);
            page.locator("vaadin-text-field", new Page.LocatorOptions().setHasText("Commit"))
                    .locator("input")
                    .fill(commit);
            page.locator("vaadin-upload:not([disabled])").waitFor();
            page.locator("vaadin-upload input[type=file]").setInputFiles(new FilePayload[] {
                new FilePayload("zap.json", "application/json", Uploads.sample("zap.json")),
                new FilePayload(
                        "broken.sarif",
                        "application/json",
                        "{\"version\":\"2.1.0\",\"runs\":[{".getBytes(StandardCharsets.UTF_8))
            });
            assertThat(page.locator(".file:has-text('zap.json') .ring")).isVisible();
            assertThat(page.locator(".file:has-text('broken.sarif')"))
                    .hasText(java.util.regex.Pattern.compile("line 1"));
            visitor.look("upload");

            page.locator(".file:has-text('zap.json') a:has-text('Open build')").click();
            assertThat(page.locator("main h1")).containsText(commit);
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    /** Finds what got worse, compares it with before, and goes back to the list of what is left. */
    @ParameterizedTest
    @EnumSource(Window.class)
    void aLeadSeesInTheMorningWhatGotWorseAndWhy(Window window) {
        String project = "lead-" + window.ordinal();
        uploads.imported(project, "aaa1", report("Lint", result("old", 5, "a.c", 1)));
        uploads.imported(project, "aaa2", report("Lint", result("old", 5, "a.c", 1), result("bad", 9.8, "b.c", 2)));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            assertThat(page.locator(".tile:has-text('Worse than before') .value"))
                    .not()
                    .hasText("0");
            visitor.look("overview");

            page.locator(".tile:has-text('Worse than before') a").click();
            // The list is drawn anew: a click on the old one would be lost.
            page.locator("main a:has-text('Show all')").waitFor();
            visitor.seen("main a:text-is('" + project + "')").click();
            page.locator(".history").waitFor();
            assertThat(page.locator(".history")).containsText("The last 2 builds");
            visitor.look("lead-project");

            visitor.seen("main vaadin-grid a:text-is('aaa2')").click();
            page.locator(".before a:text-is('Compare')").click();
            assertThat(page.locator("main h1")).hasText("Build aaa2 compared with aaa1");
            assertThat(page.locator(".parts [aria-current]")).containsText("Only in aaa2");
            visitor.seen("main vaadin-grid a:has-text('bad')").waitFor();
            visitor.look("compare");

            visitor.open("/");
            page.locator(".tile:has-text('Open criticals') a").click();
            visitor.seen("main vaadin-grid a:has-text('bad')").waitFor();
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @Test
    void openPagesShowANewScanByThemselves() {
        Scan first = uploads.imported("pushed", "aa1", report("Lint", result("low", 2, "a.c", 1)));
        try (Visitor visitor = visitor(Window.WIDE)) {
            visitor.signIn();
            visitor.open("/projects/pushed/builds/" + first.buildId().orElseThrow());
            assertThat(visitor.page().locator(".summary .ring")).hasText("99");

            uploads.imported("pushed", "aa1", report("Sast", result("bad", 9.8, "b.c", 1)));

            assertThat(visitor.page().locator(".summary .ring")).hasText("71");

            visitor.seen("main vaadin-grid a:has-text('bad')").click();
            assertThat(visitor.page().locator("main .finding")).containsText("open");
            uploads.imported("pushed", "aa2", report("Sast", result("other", 2, "c.c", 1)));
            assertThat(visitor.page().locator("main .finding")).containsText("closed");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @Test
    void hostileTextsAreReadNotRun() {
        String script = "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\"><b>bold</b>";
        Scan scan = uploads.imported("hostile", "bb1", HostileReport.with(script, "javascript:window.hacked=1"));
        try (Visitor visitor = visitor(Window.WIDE)) {
            Page page = visitor.signIn().page();
            visitor.open("/projects/hostile/builds/" + scan.buildId().orElseThrow());
            visitor.settle();
            assertHarmless(page);
            visitor.seen("main vaadin-grid a[href*='findings/']").click();
            assertThat(page.locator("main")).containsText(script);
            visitor.settle();
            assertHarmless(page);
            visitor.look("hostile");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    private static void assertHarmless(Page page) {
        assertThat((Boolean) page.evaluate("() => window.hacked === undefined")).isTrue();
        assertThat(page.locator("main img, main script, main b")).hasCount(0);
        assertThat(page.locator("a[href^='javascript' i]")).hasCount(0);
    }

    @Test
    void theChosenColourSchemeIsRemembered() {
        try (Visitor visitor = visitor(Window.WIDE)) {
            Page page = visitor.signIn().page();
            String scheme = "() => getComputedStyle(document.body).backgroundColor";
            Object light = page.evaluate(scheme);

            page.locator("[data-scheme]").click();
            Object dark = page.evaluate(scheme);
            page.reload();
            page.locator("main#content").waitFor();

            assertThat(dark).isNotEqualTo(light);
            assertThat(page.evaluate(scheme)).isEqualTo(dark);
        }
    }

    @Test
    void aKeyboardReachesTheContentAndALongListLoadsAsItIsScrolled() {
        uploads.imported("long", "dd1", report("Lint", many(300, "low-rule", 2)));
        try (Visitor visitor = visitor(Window.WIDE)) {
            Page page = visitor.signIn().page();
            visitor.open("/findings?project=long");
            visitor.seen("main vaadin-grid a").waitFor();
            page.locator("[data-skip]").focus();
            page.keyboard().press("Enter");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("content");

            page.evaluate("() => document.querySelector('main vaadin-grid').scrollToIndex(299)");
            assertThat(visitor.seen("main vaadin-grid :text('src/file299.c')")).isVisible();
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

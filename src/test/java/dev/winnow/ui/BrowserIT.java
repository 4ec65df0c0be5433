package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.many;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.support.Chromium;
import dev.winnow.support.TestDatabase;
import dev.winnow.ui.Visitor.Window;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Journeys through the application in a real browser. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = TestDatabase.H2.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {
    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(60_000);

    private static final LocatorAssertions.ContainsTextOptions READ_SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    private Uploads uploads;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void takeUploads() {
        uploads = new Uploads(intake, scans);
    }

    private Visitor visitor(ColorScheme scheme, Window window) {
        return new Visitor(chromium, port, scheme, window);
    }

    private static Stream<Arguments> looks() {
        return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .flatMap(scheme -> Stream.of(Window.values()).map(window -> Arguments.of(scheme, window)));
    }

    /** A project with two builds, the newer one worse. */
    private void shop(String project) {
        uploads.imported(project, "3f1c2ab94d5e", null, Uploads.sample("zap.json"));
        uploads.imported(project, "3f1c2ab94d5e", null, Uploads.sample("grype.json"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("trivy.json"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("semgrep.sarif"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("grype.json"));
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Order(1)
    void anEmptyInstallationSaysOnEveryPageWhatToDoNext(ColorScheme scheme, Window window) {
        try (Visitor visitor = visitor(scheme, window)) {
            Page page = visitor.page();
            page.navigate("http://127.0.0.1:" + port + "/");
            page.locator("input[name=username]").waitFor();
            visitor.look("sign-in");
            visitor.signIn();

            assertThat(page.locator(".empty")).containsText("curl --data-binary @report.json");
            visitor.look("empty-overview");
            visitor.open("/findings");
            assertThat(page.locator(".empty")).isVisible();
            visitor.look("empty-findings");
            visitor.open("/");
            page.locator(".empty a:has-text('Upload reports here')").click();
            page.locator("vaadin-upload").waitFor();
            visitor.look("empty-upload");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Order(2)
    void aDeveloperReadsWhyABuildFailedAndUploadsAReport(ColorScheme scheme, Window window) {
        // Each look has a project of its own: the journey ends with one more build.
        String project = "shop-" + scheme.ordinal() + window.ordinal();
        shop(project);
        try (Visitor visitor = visitor(scheme, window)) {
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

            String commit = "c0ffee" + scheme.ordinal() + window.ordinal();
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
            assertThat(page.locator(".file:has-text('zap.json') .ring"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(page.locator(".file:has-text('broken.sarif')"))
                    .hasText(java.util.regex.Pattern.compile("line 1"), SOON);
            visitor.look("upload");

            page.locator(".file:has-text('zap.json') a:has-text('Open build')").click();
            assertThat(page.locator("main h1")).containsText(commit);
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    /** Finds what got worse, compares it with before, and goes back to the list of what is left. */
    @ParameterizedTest
    @MethodSource("looks")
    @Order(2)
    void aLeadSeesInTheMorningWhatGotWorseAndWhy(ColorScheme scheme, Window window) {
        String project = "lead-" + scheme.ordinal() + window.ordinal();
        uploads.imported(project, "aaa1", report("Lint", result("old", 5, "a.c", 1)));
        uploads.imported(project, "aaa2", report("Lint", result("old", 5, "a.c", 1), result("bad", 9.8, "b.c", 2)));
        try (Visitor visitor = visitor(scheme, window)) {
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
    @Order(3)
    void openPagesShowANewScanByThemselves() {
        Scan first = uploads.imported("pushed", "aa1", report("Lint", result("low", 2, "a.c", 1)));
        try (Visitor visitor = visitor(ColorScheme.LIGHT, Window.WIDE)) {
            visitor.signIn();
            visitor.open("/projects/pushed/builds/" + first.buildId().orElseThrow());
            assertThat(visitor.page().locator(".summary .ring")).hasText("99");

            uploads.imported("pushed", "aa1", report("Sast", result("bad", 9.8, "b.c", 1)));

            assertThat(visitor.page().locator(".summary .ring")).hasText("71", SOON);

            visitor.seen("main vaadin-grid a:has-text('bad')").click();
            assertThat(visitor.page().locator("main .finding")).containsText("open", READ_SOON);
            uploads.imported("pushed", "aa2", report("Sast", result("other", 2, "c.c", 1)));
            assertThat(visitor.page().locator("main .finding")).containsText("closed", READ_SOON);
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @Test
    @Order(4)
    void hostileTextsAreReadNotRun() {
        String script = "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\"><b>bold</b>";
        Scan scan = uploads.imported("hostile", "bb1", HostileReport.with(script, "javascript:window.hacked=1"));
        try (Visitor visitor = visitor(ColorScheme.LIGHT, Window.WIDE)) {
            Page page = visitor.signIn().page();
            visitor.open("/projects/hostile/builds/" + scan.buildId().orElseThrow());
            page.waitForTimeout(500);
            assertHarmless(page);
            visitor.seen("main vaadin-grid a[href*='findings/']").click();
            assertThat(page.locator("main")).containsText(script);
            page.waitForTimeout(500);
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
    @Order(5)
    void theChosenColourSchemeIsRemembered() {
        try (Visitor visitor = visitor(ColorScheme.LIGHT, Window.WIDE)) {
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
    @Order(6)
    void aKeyboardReachesTheContentAndALongListLoadsAsItIsScrolled() {
        uploads.imported("long", "dd1", report("Lint", many(300, "low-rule", 2)));
        try (Visitor visitor = visitor(ColorScheme.DARK, Window.WIDE)) {
            Page page = visitor.signIn().page();
            visitor.open("/findings?project=long");
            visitor.seen("main vaadin-grid a").waitFor();
            page.locator("[data-skip]").focus();
            page.keyboard().press("Enter");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("content");

            page.evaluate("() => document.querySelector('main vaadin-grid').scrollToIndex(299)");
            assertThat(visitor.seen("main vaadin-grid :text('src/file299.c')"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Order(7)
    void someoneSearchesByKeyboardOnEveryPage(ColorScheme scheme, Window window) {
        uploads.imported("search", "5ea2c4b0", report("Lint", result("sql-injection", 9.8, "src/Search.java", 8)));
        try (Visitor visitor = visitor(scheme, window)) {
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
            assertThat(page.locator("main mark").first()).hasText("sql-inj", SOON);
            visitor.look("search");

            page.goBack();
            assertThat(page.locator("main h1")).hasText("Overview", SOON);
            page.keyboard().press("?");
            assertThat(page.locator("dialog[open]")).containsText("These keys");
            visitor.look("keys");
            page.keyboard().press("Escape");
            page.keyboard().press("g");
            page.keyboard().press("f");
            assertThat(page.locator("main h1")).hasText("Findings", SOON);
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Order(7)
    void someoneNarrowsFindingsByQueryAndFacetsAndKeepsTheView(ColorScheme scheme, Window window) {
        uploads.imported(
                "narrowed",
                "a1b2c3d4",
                report(
                        "Lint",
                        result("query-injection", 9.8, "src/api/Query.java", 8),
                        result("query-log", 2, "src/web/Log.java", 9)));
        try (Visitor visitor = visitor(scheme, window)) {
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
            page.locator("vaadin-text-field:has-text('Name') input").fill("Narrowed " + scheme + window);
            page.keyboard().press("Enter");
            assertThat(page.locator("main h1")).hasText("Narrowed " + scheme + window, SOON);
            visitor.look("saved-view");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Order(8)
    void anAdministratorAddsAPersonWhoChoosesAPasswordAndMakesAToken(ColorScheme scheme, Window window) {
        String login = "pat-" + scheme.ordinal() + window.ordinal();
        try (Visitor visitor = visitor(scheme, window)) {
            Page page = visitor.signIn().page();
            visitor.open("/people");
            visitor.seen("main vaadin-grid a:has-text('Administrator')").waitFor();
            visitor.look("people");
            page.locator("main button:has-text('Add person')").click();
            field(page, "vaadin-text-field", "Login name").fill(login);
            field(page, "vaadin-text-field", "Display name").fill("Pat Person " + login);
            visitor.look("person-new");
            page.locator("vaadin-dialog button:text-is('Add')").click();
            String given = page.locator("vaadin-dialog pre").innerText();
            visitor.look("person-password");
            page.locator("vaadin-dialog button:text-is('Done')").click();

            page.locator("main vaadin-text-field input").fill("son " + login);
            assertThat(page).hasURL(java.util.regex.Pattern.compile("people\\?q=son"));
            visitor.seen("main vaadin-grid a:has-text('" + login + "')").click();
            assertThat(page.locator("main h1")).containsText("Pat Person");
            page.locator("main button:has-text('Disable')").click();
            assertThat(page.locator("vaadin-confirm-dialog > vaadin-button[slot=cancel-button]"))
                    .isFocused();
            assertThat(page.locator("vaadin-confirm-dialog > vaadin-button[focus-ring]"))
                    .hasCount(1);
            visitor.look("person-disable");
            page.keyboard().press("Enter");
            assertThat(page.locator("vaadin-confirm-dialog[opened]")).hasCount(0);
            assertThat(page.locator("main .heading")).containsText("active");

            page.locator("button.account").click();
            page.locator(".menu").waitFor();
            visitor.look("account-menu");
            page.locator(".menu button:has-text('Sign out')").click();
            page.locator("input[name=username]").waitFor();
            visitor.signIn(login, given);
            assertThat(page.locator("main")).containsText("Choose your own");
            visitor.look("password-own");
            field(page, "vaadin-password-field", "Present password").fill(given);
            field(page, "vaadin-password-field", "New password").fill("quite another one");
            page.locator("main button:text-is('Change password')").click();
            assertThat(page.locator("main h1")).hasText("Overview", SOON);

            page.locator("button.account").click();
            page.locator(".menu a:has-text('My account')").click();
            page.locator("main button:has-text('Create token')").click();
            field(page, "vaadin-text-field", "Name").fill("shop pipeline");
            visitor.look("token-new");
            page.locator("vaadin-dialog button:text-is('Create')").click();
            assertThat(page.locator("vaadin-dialog pre").first()).containsText("wnw_");
            visitor.look("token-secret");
            page.locator("vaadin-dialog button:text-is('Done')").click();
            visitor.seen("main vaadin-grid :text('shop pipeline')").waitFor();
            visitor.look("account");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    private static Locator field(Page page, String kind, String label) {
        return page.locator(kind + ":has(label:text-is('" + label + "')) input");
    }

    /** How long it takes is printed, not claimed: a busy machine would break such a claim. */
    @Test
    @Order(9)
    void theOverviewOfAHundredProjectsIsThereAtOnce() {
        for (int i = 0; i < 100; i++) {
            String project = "many-" + i;
            uploads.imported(project, "a1", report("Lint", result("low", 2, "a.c", 1)));
            uploads.imported(project, "a2", report("Lint", result("old" + i % 3, 3 * (i % 3) + 1, "b.c", 1)));
        }
        try (Visitor visitor = visitor(ColorScheme.LIGHT, Window.WIDE)) {
            Page page = visitor.signIn().page();
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                page.navigate("http://127.0.0.1:" + port + "/");
                page.locator("table.projects tbody tr").nth(99).waitFor();
                System.out.printf(
                        "The overview of %d projects was there after %d ms%n",
                        page.locator("table.projects tbody tr").count(), (System.nanoTime() - start) / 1_000_000);
            }
            visitor.look("many");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

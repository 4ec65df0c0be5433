package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.winnow.support.Chromium;
import dev.winnow.support.TestDatabase;
import dev.winnow.ui.Visitor.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

/**
 * The sample data in a browser, and the pictures of the README: {@code -Dwinnow.screens=docs/screens} names the folder that
 * gets them, seen from the root of the project.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "winnow.demo=true"})
@ContextConfiguration(initializers = TestDatabase.H2.class)
class ScreensIT {
    private static final Duration FILLING = Duration.ofMinutes(5);

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

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

    private int count(String what) {
        Integer count = jdbc.queryForObject("select count(*) from " + what, Integer.class);
        return count == null ? 0 : count;
    }

    /** The sample data comes in while the server is up already. */
    private void awaitSampleData() throws InterruptedException {
        Instant end = Instant.now().plus(FILLING);
        int before = -1;
        while (count("scan where status = 'IMPORTED'") < 300
                || count("scan where status in ('QUEUED', 'RUNNING')") > 0
                || before != count("scan")) {
            assertThat(Instant.now()).as("sample data").isBefore(end);
            before = count("scan");
            Thread.sleep(1_000);
        }
    }

    private static void picture(Visitor visitor, String name) {
        String folder = System.getProperty("winnow.screens");
        Path to = folder == null
                ? Path.of("target", "screenshots")
                : Path.of("..").resolve(folder);
        visitor.page().waitForTimeout(500);
        visitor.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(to.toAbsolutePath().normalize().resolve(name + ".png")));
    }

    @Test
    void theSampleDataGivesEveryScreenSomethingToSee() throws Exception {
        awaitSampleData();
        try (Visitor light = new Visitor(chromium, port, ColorScheme.LIGHT, Window.WIDE);
                Visitor dark = new Visitor(chromium, port, ColorScheme.DARK, Window.WIDE)) {
            for (Visitor visitor : new Visitor[] {light, dark}) {
                Page page = visitor.signIn().page();
                assertThat(page.locator("table.projects tbody tr")).hasCount(3);
                assertThat(page.locator(".spark svg")).hasCount(3);
                visitor.look("sample-overview");
                picture(visitor, visitor == light ? "overview" : "overview-dark");

                visitor.open("/projects/shop-api");
                assertThat(page.locator(".history .if-wide svg a")).not().hasCount(0);
                assertThat(page.locator(".history")).containsText("The gate failed");
                visitor.look("sample-project");
                picture(visitor, visitor == light ? "project" : "project-dark");

                visitor.open("/");
                page.locator("table.projects tr:has-text('storefront') td:last-child a")
                        .click();
                assertThat(page.locator(".summary")).containsText("Rule no-critical on");
                visitor.look("sample-build");
                picture(visitor, visitor == light ? "build" : "build-dark");

                page.locator(".summary a[href*='findings/']").first().click();
                page.locator("main .finding").waitFor();
                visitor.look("sample-finding");
                picture(visitor, visitor == light ? "finding" : "finding-dark");
                assertThat(visitor.troubles()).isEmpty();
            }
        }
    }
}

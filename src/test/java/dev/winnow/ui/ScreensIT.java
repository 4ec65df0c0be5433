package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.winnow.demo.Demo;
import dev.winnow.ui.Visitor.Window;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * The sample data in a browser, and the pictures of the README: {@code -Dwinnow.screens=docs/screens} names the folder that
 * gets them, seen from the root of the project.
 */
@TestPropertySource(properties = "winnow.demo=true")
class ScreensIT extends Journey {
    @Autowired
    private Demo demo;

    private static void pictures(Visitor visitor, String name) {
        visitor.look("sample-" + name);
        String folder = System.getProperty("winnow.screens");
        Path to = folder == null
                ? Path.of("target", "screenshots")
                : Path.of("..").resolve(folder);
        visitor.pictures(to.toAbsolutePath().normalize(), name);
    }

    @Test
    void theSampleDataGivesEveryScreenSomethingToSee() throws Exception {
        // The sample data comes in while the server is up already.
        demo.done().get(5, TimeUnit.MINUTES);
        try (Visitor visitor = visitor(Window.WIDE)) {
            Page page = visitor.signIn().page();
            assertThat(page.locator("table.projects tbody tr")).hasCount(3);
            assertThat(page.locator(".spark svg")).hasCount(3);
            pictures(visitor, "overview");

            visitor.open("/projects/shop-api");
            assertThat(page.locator(".history .if-wide svg a")).not().hasCount(0);
            assertThat(page.locator(".history")).containsText("The gate failed");
            pictures(visitor, "project");

            visitor.open("/");
            page.locator("table.projects tr:has-text('storefront') td:last-child a")
                    .click();
            assertThat(page.locator(".summary")).containsText("Rule no-critical on");
            pictures(visitor, "build");

            page.locator(".summary a[href*='findings/']").first().click();
            page.locator("main .finding").waitFor();
            pictures(visitor, "finding");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

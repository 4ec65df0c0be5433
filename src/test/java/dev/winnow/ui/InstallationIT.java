package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.winnow.ui.Visitor.Window;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/** An installation with nothing in it, and one with a hundred projects. */
@TestPropertySource(properties = "winnow.test.world=installation")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallationIT extends Journey {
    @ParameterizedTest
    @EnumSource(Window.class)
    @Order(1)
    void anEmptyInstallationSaysOnEveryPageWhatToDoNext(Window window) {
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.page();
            visitor.go("/");
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

    /** How long it takes is printed, not claimed: a busy machine would break such a claim. */
    @Test
    @Order(2)
    void theOverviewOfAHundredProjectsIsThereAtOnce() {
        for (int i = 0; i < 100; i++) {
            String project = "many-" + i;
            uploads.imported(project, "a1", report("Lint", result("low", 2, "a.c", 1)));
            if (i % 4 == 0) {
                uploads.imported(project, "a2", report("Lint", result("old" + i % 3, 3 * (i % 3) + 1, "b.c", 1)));
            }
        }
        try (Visitor visitor = visitor(Window.WIDE)) {
            Page page = visitor.signIn().page();
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                visitor.go("/");
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

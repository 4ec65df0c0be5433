package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.ui.Visitor.Window;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A security engineer's inbox in a real browser, worked through with keys alone. */
class InboxJourneyIT extends Journey {
    @ParameterizedTest
    @EnumSource(Window.class)
    void findingsAreJudgedFromTheKeyboardAndTakenBack(Window window) throws Exception {
        String project = "inbox-" + window.name().toLowerCase(Locale.ROOT);
        uploads.imported(
                project,
                "a1",
                TestReports.sarif(List.of(
                        new Weak("critical-one", "src/a.c", 1),
                        new Weak("high-two", "src/b.c", 2),
                        new Weak("low-three", "src/c.c", 3))));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/inbox?q="
                    + URLEncoder.encode(
                            "project:" + project + " status:open silenced:no decision:new,returned,proposed",
                            StandardCharsets.UTF_8));
            assertThat(page.locator(".heading")).containsText("3 waiting");
            assertThat(page.locator(".inbox-detail h2").first()).containsText("critical-one");
            visitor.look("inbox");

            page.locator("main").focus();
            page.keyboard().press("j");
            assertThat(page.locator(".inbox-detail h2").first()).containsText("high-two");
            page.keyboard().press("k");
            assertThat(page.locator(".inbox-detail h2").first()).containsText("critical-one");
            page.keyboard().press("f");
            assertThat(page.locator("vaadin-dialog[opened]")).containsText("Reason");
            visitor.look("inbox-decide");
            page.keyboard().type("never reached");
            page.keyboard().press("Enter");
            assertThat(page.locator(".heading")).containsText("2 waiting");
            assertThat(page.locator(".inbox-detail h2").first()).containsText("high-two");

            page.locator("main").focus();
            page.keyboard().press("u");
            assertThat(page.locator(".heading")).containsText("3 waiting");
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    /** More than a page of the list, and more than is decided while the dialog waits. */
    private static final int MANY = 620;

    @ParameterizedTest
    @EnumSource(Window.class)
    void allThatAQueryFindsIsJudgedAtOnceAndTakenBack(Window window) throws Exception {
        String project = "bulk-" + window.name().toLowerCase(Locale.ROOT);
        var weak = new ArrayList<Weak>();
        for (int i = 1; i <= MANY; i++) {
            weak.add(new Weak("low-noise", "src/generated/f" + i + ".c", i));
        }
        weak.add(new Weak("critical-real", "src/a.c", 1));
        uploads.imported(project, "b1", TestReports.sarif(weak));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/inbox?q="
                    + URLEncoder.encode(
                            "project:" + project + " path:src/generated/** decision:new", StandardCharsets.UTF_8));
            assertThat(page.locator(".heading")).containsText("620 waiting");

            page.locator("button:has-text('Select all 620')").click();
            assertThat(page.locator("main")).containsText("Decide on 620 findings:");
            page.locator("main").focus();
            page.keyboard().press("f");
            Locator dialog = page.locator("vaadin-dialog[opened]");
            assertThat(dialog).containsText("False positive: 620 findings");
            visitor.look("bulk-decide");
            page.keyboard().type("Generated code is not shipped.");
            page.keyboard().press("Enter");
            assertThat(page.locator(".heading")).containsText("0 waiting");
            assertThat(page.locator("vaadin-notification-card").first()).containsText("620 findings: false positive.");
            visitor.look("bulk-decided");

            page.locator("vaadin-notification-card button:has-text('Undo')").click();
            assertThat(page.locator(".heading")).containsText("620 waiting");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

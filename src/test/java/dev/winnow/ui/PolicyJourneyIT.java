package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.winnow.ui.Visitor.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Someone tries a stricter policy on builds of the past before they ask for it. */
class PolicyJourneyIT extends Journey {
    @ParameterizedTest
    @EnumSource(Window.class)
    void aPolicyIsTriedOnBuildsOfThePastAndAMistakeInItIsTold(Window window) {
        String project = "judged-" + window.ordinal();
        uploads.imported(project, "aaa1", report("Lint", result("fine", 1, "a.c", 1)));
        uploads.imported(project, "aaa2", report("Lint", result("worse", 5, "b.c", 2)));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/projects/" + project);
            visitor.seen("main .heading a:text-is('Policy')").click();
            assertThat(page.locator("main h1")).hasText("Policy of " + project);
            visitor.look("policy");

            page.locator("vaadin-text-area textarea").fill("rules: [{name: broken, when: finding.foo, effect: fail}]");
            page.locator("vaadin-button:text-is('Replay')").click();
            assertThat(page.locator("main .refusal")).containsText("undefined field 'foo'");
            visitor.look("policy-mistake");

            page.locator("vaadin-text-area textarea")
                    .fill("rules: [{name: strict, when: 'finding.severity == \"MEDIUM\"', effect: fail}]");
            page.locator("vaadin-button:text-is('Replay')").click();
            assertThat(page.locator("main")).containsText("verdict of 2 builds would be another one.");
            assertThat(page.locator("main table.data tr:has-text('rule strict on 1 finding')"))
                    .containsText("aaa2");
            visitor.look("replay");

            page.locator("main table.data tr:has-text('rule strict') a:text-is('aaa2')")
                    .click();
            assertThat(page.locator("main h1")).containsText("aaa2");
            visitor.open("/policies");
            assertThat(page.locator(".empty pre")).containsText("--winnow.policy.path");
            visitor.look("server-policies");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

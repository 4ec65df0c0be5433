package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.winnow.ui.Visitor.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Silencing in a real browser: a rule with its preview, rules as a file, a VEX document in and decisions out. */
class RuleJourneyIT extends Journey {
    private static void drop(Page page, String name, String content) {
        page.locator("vaadin-upload input[type=file]")
                .setInputFiles(
                        new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aNoisyRuleIsSilencedOnceItIsSeenWhatThatHides(Window window) throws Exception {
        String project = "noisy-" + window.name().toLowerCase(Locale.ROOT);
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("semgrep.sarif"));
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("trivy.json"));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/silence-rules");
            visitor.look("rules-before");

            visitor.open("/silence-rules/new?project=" + project + "&vulnerability=CVE-*");
            assertThat(page.locator(".halves.rule")).containsText("would be hidden");
            visitor.look("rule-new");
            page.locator("vaadin-text-area textarea")
                    .fill("Packages of the base image: the platform team looks after them.");
            page.locator("button:has-text('Make the rule')").click();
            assertThat(page.locator("vaadin-confirm-dialog")).containsText("will be silenced");
            visitor.look("rule-asks");
            page.locator("vaadin-confirm-dialog vaadin-button:has-text('Make the rule')")
                    .click();
            page.locator("h2:has-text('What it hides')").waitFor();
            visitor.look("rule");
            page.locator("a:has-text('Change')").first().click();
            assertThat(page.locator(".halves.rule")).containsText("All that it hides so far still fits it.");

            visitor.open("/silence-rules");
            visitor.seen("main vaadin-grid a").waitFor();
            visitor.look("rules");
            Download export = page.waitForDownload(
                    () -> page.locator("a.button:has-text('Export')").click());
            String file = Files.readString(export.path());
            assertThat(file).contains("vulnerability: CVE-*");
            visitor.open("/silence-rules/import");
            drop(
                    page,
                    "rules.yaml",
                    file.replace("vulnerability: CVE-*", "vulnerability: CVE-2*") + "    until: 2099-01-31\n");
            assertThat(page.locator("main")).containsText("0 added, 1 changed");
            visitor.look("rules-import");
            page.locator("button:has-text('Apply 1 change')").click();
            visitor.seen("main vaadin-grid a").click();
            page.locator("h2:has-text('What it hides')").waitFor();
            page.locator("button:has-text('End')").click();
            page.locator("vaadin-confirm-dialog vaadin-button:has-text('End')").click();
            page.locator("h2:has-text('What it matched')").waitFor();
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aVexDocumentComesInAndTheSameGoesOut(Window window) throws Exception {
        String project = "vex-" + window.name().toLowerCase(Locale.ROOT);
        uploads.imported(project, "9f3c2ab94d5e", null, Uploads.sample("trivy.json"));
        try (Visitor visitor = visitor(window)) {
            Page page = visitor.signIn().page();
            visitor.open("/projects/" + project);
            page.locator(".heading a:text-is('VEX')").click();
            page.locator("h2:has-text('Documents')").waitFor();
            visitor.look("vex-before");
            Locator undecided = page.locator("vaadin-checkbox:has-text('nobody has decided')");
            undecided.locator("input").check();
            Download before = page.waitForDownload(
                    () -> page.locator("a.button:text-is('OpenVEX')").click());
            String document = Files.readString(before.path());
            assertThat(document).contains("under_investigation");

            drop(page, "decided.json", document.replace("under_investigation", "not_affected"));
            page.locator("h2:has-text('What became of')").waitFor();
            assertThat(page.locator("main")).containsText(" applied");
            visitor.look("vex");
            drop(page, "broken.json", document.substring(0, 40));
            assertThat(page.locator("div.refusal")).containsText("line 1");

            Download after = page.waitForDownload(
                    () -> page.locator("a.button:text-is('OpenVEX')").click());
            assertThat(Files.readString(after.path())).contains("not_affected");
            assertThat(visitor.troubles()).isEmpty();
        }
    }
}

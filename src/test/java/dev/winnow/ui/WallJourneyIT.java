package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.project.ProjectSettings;
import dev.winnow.ui.Visitor.Window;
import dev.winnow.wall.Displays;
import dev.winnow.wall.WallScope;
import dev.winnow.wall.Walls;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** From a team's page to its wall on a screen that nobody signs in at. */
class WallJourneyIT extends Journey {
    @Autowired
    private Users users;

    @Autowired
    private ProjectSettings settings;

    @Autowired
    private Displays displays;

    @Autowired
    private Walls walls;

    @Test
    void aScreenWhoseServerIsSilentSaysSinceWhenByItselfAndComesBack() {
        Caller admin = users.caller("admin").orElseThrow();
        String secret =
                displays.make(admin, "Cable", new WallScope.Everything()).secret();
        try (Visitor screen = visitor(Window.values()[0])) {
            screen.go("/wall/" + secret);
            Page wall = screen.page();
            assertThat(wall.locator(".wall-live")).isVisible();

            // No event tells of it: nothing is answered any more.
            wall.route(Pattern.compile("/scripts/wall\\.js"), Route::abort);

            assertThat(wall.locator(".wall-lost"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(wall.locator(".wall-lost")).hasAttribute("data-since", Pattern.compile("\\d\\d?:\\d\\d.*"));
            screen.look("wall-silent");
            wall.unrouteAll();
            assertThat(wall.locator(".wall-lost")).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(60_000));
            assertThat(wall.locator(".wall-live")).isVisible();
        }
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aLeadMakesARotaAndPutsUpAWallThatFollowsImportsUntilItIsTakenDown(Window window) {
        String project = "walled-" + window.ordinal();
        String team = "wall crew " + window.ordinal();
        Caller admin = users.caller("admin").orElseThrow();
        uploads.imported(project, "c0ffee01", report("Lint", result("low", 2, "a.c", 1)));
        settings.change(admin, project, new ProjectSettings.Settings(team, true));
        try (Visitor lead = visitor(window);
                Visitor screen = visitor(window)) {
            Page page = lead.signIn().page();
            lead.open("/teams");
            assertThat(page.locator("main table.data").first()).containsText(team);
            lead.look("teams");
            page.locator("main table.data a:text-is('" + team + "')").click();
            assertThat(page.locator("main h1")).containsText("Team " + team);

            // The rota, by keyboard alone where a list of people opens.
            page.locator("button:text-is('Make a rota…')").click();
            var adding = field(page, "vaadin-combo-box", "Add someone");
            adding.fill("admin");
            page.locator("vaadin-combo-box-item:visible").first().waitFor();
            adding.press("ArrowDown");
            adding.press("Enter");
            page.locator("vaadin-dialog button[aria-label^='Take ']").waitFor();
            lead.look("rota-dialog");
            page.locator("vaadin-dialog button:text-is('Save')").click();
            assertThat(page.locator("section[aria-label='Security champions'] tbody tr")
                            .first())
                    .containsText("now");
            lead.look("team");

            page.locator("button:text-is('Make a display link…')").click();
            field(page, "vaadin-text-field", "Name").fill("Kitchen");
            page.locator("vaadin-dialog button:text-is('Make')").click();
            String address = page.locator("vaadin-dialog pre").textContent();
            page.locator("vaadin-dialog button:text-is('Done')").click();

            screen.go(address.substring(address.indexOf("/wall/")));
            Page wall = screen.page();
            assertThat(wall.locator(".wall h1")).containsText("Team " + team);
            assertThat(wall).hasURL(Pattern.compile("/wall/display$"));
            assertThat(wall.locator(".wall-project")).containsText("99");
            assertThat(wall.locator("body")).not().containsText("wnd_");
            screen.look("wall");

            long before = walls.computations();
            uploads.imported(
                    project, "c0ffee02", report("Lint", result("low", 2, "a.c", 1), result("critical", 9.8, "b.c", 2)));
            assertThat(wall.locator(".wall-alarms")).containsText("gate fails");
            assertThat(wall.locator(".wall-project")).containsText("71");
            assertThat(walls.computations()).isGreaterThan(before);
            screen.look("wall-red");

            // The line is cut, and mended.
            wall.evaluate("dispatchEvent(new Event('offline'))");
            assertThat(wall.locator(".wall-lost")).isVisible();
            screen.look("wall-lost");
            wall.evaluate("dispatchEvent(new Event('online'))");
            assertThat(wall.locator(".wall-lost")).isHidden();

            // Another page than the wall asks for a sign-in.
            screen.go("/findings");
            assertThat(wall).hasURL(Pattern.compile("/login$"));
            screen.go("/wall/display?theme=dark");
            assertThat(wall.locator(".wall-project")).containsText("71");
            assertThat(wall.evaluate("getComputedStyle(document.documentElement).colorScheme"))
                    .isEqualTo("dark");

            page.reload();
            page.locator("button[aria-label='Revoke display link Kitchen']").click();
            page.locator("vaadin-confirm-dialog vaadin-button:text-is('Revoke')")
                    .click();
            assertThat(wall.locator(".wall")).containsText("no display link that works");
            assertThat(lead.troubles()).isEmpty();
            assertThat(screen.troubles()).isEmpty();
        }
    }
}

package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.winnow.ui.Visitor.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person from being added to having a token. */
class PersonJourneyIT extends Journey {
    @ParameterizedTest
    @EnumSource(Window.class)
    void anAdministratorAddsAPersonWhoChoosesAPasswordAndMakesAToken(Window window) {
        String login = "pat-" + window.ordinal();
        try (Visitor visitor = visitor(window)) {
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
            assertThat(page.locator("main h1")).hasText("Overview");

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
}

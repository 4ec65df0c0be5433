package dev.winnow.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.project.ProjectSettings;
import dev.winnow.project.ProjectSettings.Settings;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.ui.Visitor.Window;
import dev.winnow.verify.VerifyAudit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Roles and the record of them, as administrators and auditors go about it in a browser. */
class AccessIT extends Journey {
    private static final String PASSWORD = "a long enough one";

    @Autowired
    private Users users;

    @Autowired
    private Grants grants;

    @Autowired
    private ProjectSettings settings;

    @Value("${winnow.data-dir}")
    private Path dataDir;

    @Test
    void anAdministratorGivesARoleInATeamAndAnAuditorReadsAndVerifiesThat() throws Exception {
        Caller admin = users.caller("admin").orElseThrow();
        for (String project : List.of("shop-api", "storefront", "payments")) {
            uploads.imported(project, "c0ffee", TestReports.sarif(List.of(new Weak("high-" + project, "a.c", 3))));
        }
        settings.change(admin, "shop-api", new Settings("shop", true));
        settings.change(admin, "storefront", new Settings("shop", true));
        users.create(admin, new NewUser("dana", "Dana Weber", null, "given to begin with"));
        users.changePassword(users.caller("dana").orElseThrow(), "given to begin with", PASSWORD);
        users.create(admin, new NewUser("lee.park", "Lee Park", Role.DEVELOPER, PASSWORD));
        grants.give(admin, "lee.park", Scope.project("payments"), Role.SECURITY);

        try (Visitor wide = visitor(Window.WIDE);
                Visitor narrow = visitor(Window.NARROW);
                Visitor dana = visitor(Window.WIDE)) {
            Page page = wide.signIn().page();
            wide.open("/people/dana");
            page.locator("vaadin-select").first().waitFor();
            page.getByText("Give a role…").click();
            page.locator("vaadin-dialog vaadin-select").first().click();
            page.locator("vaadin-select-item:has-text('team'):visible").click();
            page.locator("vaadin-dialog vaadin-combo-box label:has-text('Team')")
                    .waitFor();
            page.locator("vaadin-dialog vaadin-combo-box input").fill("shop");
            page.locator("vaadin-dialog vaadin-combo-box input").press("Enter");
            wide.look("access-dialog");
            page.locator("vaadin-dialog button.primary").click();
            page.locator("main table.data tr:has-text('shop')").waitFor();

            dana.signIn("dana", PASSWORD);
            dana.page().locator("table.projects").waitFor();
            assertThat(dana.page().locator("table.projects tbody tr")).hasCount(2);
            dana.open("/findings");
            assertThat(dana.page().locator("main")).containsText("2 open");
            assertThat(dana.page().locator("main")).not().containsText("payments");
            dana.open("/projects/payments");
            assertThat(dana.page().locator("main")).containsText("Nothing here");
            dana.open("/account");
            dana.look("access-account");

            narrow.signIn();
            for (Visitor visitor : List.of(wide, narrow)) {
                visitor.open("/people");
                visitor.look("access-people");
                visitor.open("/people/dana");
                visitor.look("access-person");
                visitor.open("/projects/shop-api/access");
                visitor.look("access-project");
                visitor.open("/teams/shop");
                visitor.look("access-team");
                visitor.open("/audit");
                assertThat(visitor.seen("vaadin-grid-cell-content:has-text('grant.given')"))
                        .isVisible();
                visitor.look("audit");
                visitor.open("/audit?action=grant&subject=user:dana");
                assertThat(visitor.seen("vaadin-grid-cell-content:has-text('grant.given')"))
                        .isVisible();
                visitor.look("audit-filtered");
            }

            wide.open("/audit?action=grant&subject=user:dana");
            page.locator("vaadin-grid a:visible").first().click();
            assertThat(page.locator("main")).containsText("fits its hash");
            wide.look("audit-record");

            wide.open("/audit");
            Download download = page.waitForDownload(
                    () -> page.locator("main").getByText("Export").first().click());
            Path file = dataDir.resolve("exported.ndjson");
            download.saveAs(file);
            var out = new ByteArrayOutputStream();
            int code = VerifyAudit.run(
                    List.of("--file", file.toString()),
                    Map.of("WINNOW_DATA_DIR", dataDir.toString()),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();

            for (Visitor visitor : List.of(wide, narrow)) {
                assertThat(visitor.troubles()).isEmpty();
            }
        }
    }
}

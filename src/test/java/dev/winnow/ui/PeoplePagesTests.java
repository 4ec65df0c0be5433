package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.access.ApiToken;
import dev.winnow.access.Caller;
import dev.winnow.access.IssuedToken;
import dev.winnow.access.NewToken;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.TokenCheck;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.support.OnH2;
import dev.winnow.support.StatementCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;

@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class PeoplePagesTests extends SpringBrowserlessTest {
    private static final String PASSWORD = "a long enough one";

    @Autowired
    private Users users;

    @Autowired
    private Tokens tokens;

    private Caller admin() {
        return users.caller("admin").orElseThrow();
    }

    private Caller person(Role role) {
        String login = "p" + UUID.randomUUID().toString().substring(0, 8) + "+x@example.com";
        users.create(admin(), new NewUser(login, "Pat Person", role, "given to the person"));
        return users.changePassword(users.caller(login).orElseThrow(), "given to the person", PASSWORD);
    }

    private static void signedInAs(Caller caller) {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        new TestingAuthenticationToken(caller, "", caller.role().authority()));
    }

    private PersonView open(Caller person) {
        return navigate(PersonView.class, Map.of("login", person.login()));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private void press(String button) {
        test(find(NativeButton.class).withText(button).single()).click();
    }

    private void confirm() {
        test(find(ConfirmDialog.class).single()).confirm();
    }

    private TextField field(String label) {
        return find(TextField.class).withLabel(label).single();
    }

    private PasswordField secret(String label) {
        return find(PasswordField.class).withLabel(label).single();
    }

    @Test
    void somebodyAddedWithoutAPasswordSignsInWithTheOneThatIsShown() {
        navigate(PeopleView.class);
        String login = "new" + UUID.randomUUID();

        press("Add person…");
        test(field("Login name")).setValue(login);
        test(field("Display name")).setValue("New Person");
        press("Add");

        String password = find(Pre.class).single().getText();
        Caller signedIn = users.signIn(login, password).orElseThrow();
        assertThat(signedIn.role()).isEqualTo(Role.DEVELOPER);
        press("Done");
        assertThat(find(Dialog.class).all()).isEmpty();
        assertThat(find(Pre.class).all()).isEmpty();
    }

    @Test
    void whatIsWrongWithAPersonStandsBesideTheField() {
        navigate(PeopleView.class);

        press("Add person…");
        test(field("Login name")).setValue("admin");
        press("Add");
        assertThat(field("Login name").isInvalid()).isFalse();
        assertThat(field("Display name").isInvalid()).isTrue();
        test(field("Display name")).setValue("Twin");
        assertThat(field("Display name").isInvalid()).isFalse();
        test(secret("Password")).setValue("short");
        press("Add");
        assertThat(secret("Password").getErrorMessage()).contains("12 characters");
        test(secret("Password")).setValue("");
        press("Add");

        assertThat(field("Login name").getErrorMessage()).contains("already a user named admin");
        assertThat(find(Dialog.class).single().isOpened()).isTrue();
    }

    @Test
    void aRoleIsExplainedAndChanged() {
        Caller person = person(Role.VIEWER);
        PersonView page = open(person);
        Select<Role> role = roles();
        assertThat(role.getHelperText()).isEqualTo("Sees projects, builds and findings.");

        role.setValue(Role.SECURITY);
        assertThat(role.getHelperText()).contains("decides on findings");
        press("Save");

        assertThat(users.caller(person.login()).orElseThrow().role()).isEqualTo(Role.SECURITY);
        assertThat(text(page)).contains("Security");
    }

    @SuppressWarnings("unchecked")
    private <T> Select<T> roles() {
        return find(Select.class).single();
    }

    @Test
    void whoIsDisabledIsSignedOutAndTheirTokensStopUntilTheyAreEnabled() {
        Caller person = person(Role.DEVELOPER);
        IssuedToken token = tokens.issue(person, new NewToken("ci", TokenRole.UPLOAD, "shop", null));
        PersonView page = open(person);
        assertThat(text(page)).contains("active");

        press("Disable…");
        assertThat(users.refreshed(person)).as("not before it is confirmed").isPresent();
        confirm();

        assertThat(text(page)).contains("disabled");
        assertThat(users.refreshed(person)).isEmpty();
        assertThat(tokens.check(token.secret())).isInstanceOf(TokenCheck.OwnerDisabled.class);
        press("Enable");
        assertThat(tokens.check(token.secret())).isInstanceOf(TokenCheck.Accepted.class);
    }

    @Test
    void anAdministratorIsOfferedNothingAgainstThemselves() {
        PersonView page = open(admin());

        assertThat(find(NativeButton.class).withText("Disable…").all()).isEmpty();
        assertThat(find(NativeButton.class).withText("Reset password…").all()).isEmpty();
        assertThat(roles().isReadOnly()).isTrue();
        assertThat(text(page)).contains("Only another administrator can disable you");
    }

    @Test
    void aResetPasswordIsShownOnceAndReplacesTheOldOne() {
        Caller person = person(Role.VIEWER);
        open(person);

        press("Reset password…");
        press("Reset");

        String password = find(Pre.class).single().getText();
        assertThat(users.signIn(person.login(), PASSWORD)).isEmpty();
        assertThat(users.signIn(person.login(), password)).isPresent();
    }

    @Test
    void administratorsSeeWhichProjectATokenOpensAndRevokeIt() {
        Caller person = person(Role.DEVELOPER);
        IssuedToken token = tokens.issue(person, new NewToken("pipeline", TokenRole.UPLOAD, "only-shop", null));
        tokens.check(token.secret());
        PersonView page = open(person);
        ApiToken shown = (ApiToken) test(grid()).getRow(0);
        assertThat(shown.project()).isEqualTo("only-shop");
        assertThat(shown.lastUsedAt()).isNotNull();

        test((NativeButton) test(grid()).getCellComponent(0, 6)).click();
        confirm();

        assertThat(tokens.check(token.secret())).isInstanceOf(TokenCheck.Revoked.class);
        assertThat(text(page)).contains("Expired and revoked");
    }

    private Grid<?> grid() {
        return find(Grid.class).single();
    }

    @Test
    void everyoneMakesTokensWithinTheirOwnRoleThatEndInNinetyDays() {
        Caller viewer = person(Role.VIEWER);
        signedInAs(viewer);
        AccountView page = navigate(AccountView.class);
        assertThat(text(page)).contains("No token yet");

        press("Create token…");
        Select<TokenRole> role = roles();
        assertThat(role.getGenericDataView().getItems()).containsExactly(TokenRole.READ);
        press("Create");
        assertThat(field("Name").isInvalid()).isTrue();
        test(field("Name")).setValue("my script");
        press("Create");

        List<Pre> shown = find(Pre.class).all();
        assertThat(tokens.check(shown.getFirst().getText())).isInstanceOf(TokenCheck.Accepted.class);
        assertThat(shown.get(1).getText()).contains("curl").doesNotContain("wnw_");
        ApiToken made = tokens.live(viewer, viewer.login(), null, 10).getFirst();
        assertThat(Duration.between(Instant.now(), made.expiresAt()).toDays()).isBetween(89L, 91L);
        assertThat(text(page)).doesNotContain("No token yet").doesNotContain("wnw_");
    }

    @Test
    void aTokenWithoutADayOfExpiryNeverExpiresAndOpensOnlyTheProjectNamed() {
        Caller developer = person(Role.DEVELOPER);
        signedInAs(developer);
        navigate(AccountView.class);

        press("Create token…");
        test(field("Name")).setValue("ci");
        find(DatePicker.class).single().clear();
        projects().setValue("no such name");
        press("Create");
        assertThat(projects().isInvalid()).isTrue();
        projects().setValue("token-shop");
        press("Create");

        ApiToken made = tokens.live(developer, developer.login(), null, 10).getFirst();
        assertThat(made.role()).isEqualTo(TokenRole.UPLOAD);
        assertThat(made.expiresAt()).isNull();
        assertThat(made.project()).isEqualTo("token-shop");
        assertThat(find(Pre.class).all().get(1).getText()).contains("/projects/token-shop/scans");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> projects() {
        return find(ComboBox.class).single();
    }

    @Test
    void theOwnPasswordIsChangedOnlyWithThePresentOneAndThisSessionGoesOn() {
        Caller person = person(Role.VIEWER);
        signedInAs(person);
        navigate(AccountView.class);

        test(secret("Present password")).setValue("a wrong guess");
        test(secret("New password")).setValue("short");
        press("Change password");
        assertThat(secret("New password").isInvalid()).isTrue();
        test(secret("New password")).setValue("quite another one");
        press("Change password");
        assertThat(secret("Present password").getErrorMessage()).contains("not right");
        test(secret("Present password")).setValue(PASSWORD);
        press("Change password");

        assertThat(users.signIn(person.login(), "quite another one")).isPresent();
        assertThat(secret("New password").getValue()).isEmpty();
        assertThat(users.refreshed(person)).as("sessions elsewhere").isEmpty();
        Caller now =
                (Caller) SecurityContextHolder.getContext().getAuthentication().getPrincipal();
        assertThat(users.refreshed(now)).as("this session").isPresent();
    }

    @Test
    void anotherDisplayNameIsSeenInTheFrameAtOnce() {
        Caller person = person(Role.VIEWER);
        signedInAs(person);
        navigate(AccountView.class);

        test(field("Display name")).setValue("Patricia");
        press("Save");

        assertThat(users.caller(person.login()).orElseThrow().displayName()).isEqualTo("Patricia");
        assertThat(text(find(AccountMenu.class).single())).contains("Patricia");
    }

    @Test
    void whoeverHasAGivenPasswordChoosesAnotherBeforeAnythingElse() {
        String login = "given" + UUID.randomUUID();
        users.create(admin(), new NewUser(login, "Gil Given", Role.VIEWER, PASSWORD));
        signedInAs(users.signIn(login, PASSWORD).orElseThrow());

        UI.getCurrent().navigate("findings");
        assertThat(getCurrentView()).isInstanceOf(AccountView.class);
        assertThat(text((Component) getCurrentView()))
                .contains("Choose your own")
                .doesNotContain("API tokens");
        test(secret("Present password")).setValue(PASSWORD);
        test(secret("New password")).setValue(PASSWORD);
        press("Change password");
        assertThat(text((Component) getCurrentView())).contains("choose another one");
        test(secret("New password")).setValue("quite another one");
        press("Change password");

        assertThat(getCurrentView()).isInstanceOf(OverviewView.class);
        UI.getCurrent().navigate("findings");
        assertThat(getCurrentView()).isInstanceOf(FindingsView.class);
    }

    @Test
    void thePeopleOfAnAddressAreThoseItAsksFor() {
        Caller person = person(Role.VIEWER);
        UI.getCurrent().navigate("people", QueryParameters.of("q", person.login()));
        Grid<?> people = find(Grid.class).all().getFirst();
        assertThat(test(people).size()).isEqualTo(1);

        UI.getCurrent().navigate("people", QueryParameters.of("q", "no-such-person"));
        assertThat(text((Component) getCurrentView())).contains("Nobody matches");
    }

    @Test
    void onlyAdministratorsHavePagesForPeople() {
        navigate(AccountView.class);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .contains("People");

        signedInAs(person(Role.SECURITY));
        for (String page : List.of("people", "people/admin")) {
            UI.getCurrent().navigate(page);
            assertThat(getCurrentView()).isNotInstanceOfAny(PeopleView.class, PersonView.class);
        }
        UI.getCurrent().navigate("people/no-such-person");
        assertThat(getCurrentView()).isNotInstanceOf(PersonView.class);
    }

    /** An administrator whose pages stay open while another one takes the role away. */
    private Caller administratorOnThePage() {
        Caller other = person(Role.ADMIN);
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(other.login(), "", "ROLE_ADMIN"));
        return other;
    }

    private void assertRefusedAndLedAway() {
        assertThat(getCurrentView()).isInstanceOf(OverviewView.class);
        assertThat(find(Dialog.class).all()).noneMatch(Dialog::isOpened);
        assertThat(find(Notification.class).all())
                .extracting(notification -> test(notification).getText())
                .contains("You administer this no more.");
    }

    @Test
    void whoAdministersNoMoreIsRefusedOnAnOpenPageAndLedAwayFromIt() {
        Caller other = administratorOnThePage();
        Caller viewer = person(Role.VIEWER);
        open(viewer);
        Select<Role> role = roles();
        role.setValue(Role.ADMIN);
        users.changeRole(admin(), other.login(), Role.VIEWER);

        press("Save");

        assertThat(users.caller(viewer.login()).orElseThrow().role()).isEqualTo(Role.VIEWER);
        assertRefusedAndLedAway();
    }

    @Test
    void whoAdministersNoMoreAddsNobodyInAnOpenDialogAndReadsNoMorePeople() {
        Caller other = administratorOnThePage();
        navigate(PeopleView.class);
        press("Add person…");
        String login = "late" + UUID.randomUUID();
        test(field("Login name")).setValue(login);
        test(field("Display name")).setValue("Too Late");
        Grid<?> people = find(Grid.class).all().getFirst();
        users.changeRole(admin(), other.login(), null);

        press("Add");

        assertThat(users.caller(login)).isEmpty();
        assertRefusedAndLedAway();
        assertThat(people.isAttached()).isFalse();
    }

    @Test
    void whoAdministersNoMoreChangesNoProjectAndReadsNoAuditLog() {
        Caller other = administratorOnThePage();
        String team = "team-" + UUID.randomUUID();
        Caller viewer = person(Role.VIEWER);
        UI.getCurrent().navigate("teams/" + team);
        press("Give a role…");
        test(field("Login name")).setValue(viewer.login());
        users.changeRole(admin(), other.login(), Role.VIEWER);

        press("Give");

        assertThat(users.caller(viewer.login()).orElseThrow().teams()).isEmpty();
        assertRefusedAndLedAway();
        UI.getCurrent().navigate("audit");
        assertThat(getCurrentView()).isNotInstanceOf(AuditView.class);
        UI.getCurrent().navigate("people");
        assertThat(getCurrentView()).isNotInstanceOf(PeopleView.class);
    }

    @Test
    void aPersonWhoIsNotThereIsNotFound() {
        UI.getCurrent().navigate("people/no-such-person");

        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
    }

    @Test
    void thePeoplePageAsksTheDatabaseAsOftenForManyAsForFew() throws Exception {
        tokens.issue(person(Role.VIEWER), new NewToken("t", TokenRole.READ, null, null));
        int few = statementsOfThePeoplePage();
        for (int i = 0; i < 5; i++) {
            tokens.issue(person(Role.VIEWER), new NewToken("t", TokenRole.READ, null, null));
        }

        assertThat(statementsOfThePeoplePage()).isEqualTo(few);
    }

    private int statementsOfThePeoplePage() throws Exception {
        navigate(OverviewView.class);
        return StatementCounter.during(() -> navigate(PeopleView.class)).size();
    }
}

package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Caller;
import dev.winnow.access.Colleague;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.champion.Calendars;
import dev.winnow.champion.Rota;
import dev.winnow.champion.Rota.Turn;
import dev.winnow.champion.Rotas;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.project.ProjectSettings;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.ui.parts.DataTable;
import dev.winnow.wall.Displays;
import dev.winnow.wall.WallScope;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;

/** The pages of teams: load, rota, ages, and what only administrators of the team see. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class TeamPagesTests extends SpringBrowserlessTest {
    private static final String PASSWORD = "a long enough one";

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Users users;

    @Autowired
    private Grants grants;

    @Autowired
    private ProjectSettings settings;

    @Autowired
    private Rotas rotas;

    @Autowired
    private Calendars calendars;

    @Autowired
    private Displays displays;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String team = "crew-" + word;
    private final String project = "ship-" + word;
    private final String ann = "ann-" + word;
    private final String bob = "bob-" + word;
    private Caller admin;

    @BeforeEach
    void aTeamWithAProject() {
        admin = users.caller("admin").orElseThrow();
        var uploads = new Uploads(intake, scans);
        uploads.imported(project, "a1", null, report());
        uploads.imported(
                project, "a2", null, report(new Weak("critical-hole", "a.c", 1), new Weak("low-dust", "b.c", 2)));
        settings.change(admin, project, new ProjectSettings.Settings(team, true));
        person(ann, Role.SECURITY);
        person(bob, Role.DEVELOPER);
    }

    private static byte[] report(Weak... found) {
        return TestReports.sarif(List.of(found)).getBytes(StandardCharsets.UTF_8);
    }

    private void person(String login, Role role) {
        String given = "given to begin with";
        users.create(admin, new NewUser(login, "The " + login, null, given));
        users.changePassword(users.caller(login).orElseThrow(), given, PASSWORD);
        grants.give(admin, login, Scope.team(team), role);
    }

    private void be(String login) {
        Caller caller = users.caller(login).orElseThrow();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        caller, null, List.of(new SimpleGrantedAuthority(Role.SECURITY.authority()))));
    }

    private String open(String path) {
        UI.getCurrent().navigate(path);
        return text((Component) getCurrentView());
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private void click(String words) {
        test($(NativeButton.class).all().stream()
                        .filter(button -> words.equals(button.getText())
                                || words.equals(button.getElement().getAttribute("aria-label")))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no button " + words)))
                .click();
    }

    private String champion() {
        return rotas.of(admin, team).now().flatMap(Turn::champion).orElse("nobody");
    }

    private void rota() {
        LocalDate start = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        rotas.put(admin, team, new Rota(start, List.of(ann, bob), new TreeMap<>()), OptionalLong.empty());
    }

    @Test
    void allTeamsAreListedWithLoadChampionAndWhatIsOpen() {
        rota();

        String page = open("teams");

        // Two alerts, two people, 28 days.
        assertThat(page).containsPattern(team + " ?0\\.04 ?of 10").contains("The " + ann, "The " + bob);
        assertThat($(RouterLink.class).all())
                .anySatisfy(link -> assertThat(link.getHref()).isEqualTo("teams/" + team));
    }

    @Test
    void agesLeadToExactlyTheirFindings() {
        open("teams/" + team);

        String critical = $(RouterLink.class).all().stream()
                .map(RouterLink::getHref)
                .filter(href -> href.contains("severity%3Acritical") && href.contains("opened"))
                .findFirst()
                .orElseThrow();
        assertThat(critical).contains("project%3A" + project).contains("silenced%3Ano");
        UI.getCurrent()
                .navigate(
                        FindingsView.class, QueryParameters.fromString(critical.substring(critical.indexOf('?') + 1)));
        assertThat(text((Component) getCurrentView())).containsPattern("Findings ?1\\b");
    }

    @Test
    void aRotaIsMadeAndATurnHandedOverAndSwapped() {
        assertThat(open("teams/" + team)).contains("A security champion answers questions");
        click("Make a rota…");
        ComboBox<Colleague> adding = people("Add someone");
        for (String login : List.of(ann, bob)) {
            test(adding).selectItem("The " + login + " (" + login + ")");
        }
        $(DatePicker.class).first().setValue(LocalDate.now(ZoneOffset.UTC));
        click("Move The " + bob + " up");
        click("Save");
        assertThat(champion()).isEqualTo(bob);
        assertThat(text((Component) getCurrentView())).containsPattern("The " + bob + " ?✓ ?now");

        click("Hand over the turn from " + ChampionPanel.day(LocalDate.now(ZoneOffset.UTC)));
        click("Hand over");
        assertThat(champion()).as("nobody chosen").isEqualTo(bob);
        test(people("Who takes it")).selectItem("The " + ann + " (" + ann + ")");
        click("Hand over");
        assertThat(champion()).isEqualTo(ann);
        assertThat(text((Component) getCurrentView())).contains("for The " + bob);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Colleague> people(String label) {
        return $(ComboBox.class).all().stream()
                .filter(box -> label.equals(box.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void turnsAreSwapped() {
        rota();
        open("teams/" + team);
        click("Hand over the turn from "
                + ChampionPanel.day(LocalDate.now(ZoneOffset.UTC).minusDays(2)));
        @SuppressWarnings("unchecked")
        Select<Turn> swap = $(Select.class).first();
        swap.setValue(swap.getListDataView().getItems().toList().getFirst());
        click("Hand over");

        assertThat(rotas.of(admin, team).turns(3))
                .extracting(turn -> turn.champion().orElseThrow())
                .containsExactly(bob, ann, ann);
    }

    @Test
    void whoIsLateSeesTheNewerRotaInTheFormAndLosesNobodysChange() {
        rota();
        open("teams/" + team);
        click("Change the rota…");
        click("Move The " + bob + " up");
        put(ann);

        click("Save");

        assertThat($(Span.class).all())
                .anySatisfy(span -> assertThat(span.getText())
                        .isEqualTo("admin changed the rota meanwhile. The rota above is theirs, yours was not saved:"
                                + " change it again."));
        assertThat($(OrderedList.class).first().getElement().getTextRecursively())
                .contains("The " + ann)
                .doesNotContain("The " + bob);
        assertThat(rotas.of(admin, team).rota().orElseThrow().members()).containsExactly(ann);
        // It is of the newer one now.
        click("Take The " + ann + " out");
        click("Save");
        assertThat(rotas.of(admin, team).rota().orElseThrow().members()).isEmpty();
    }

    @Test
    void aTurnOfARotaThatIsNoMoreIsNotHandedOver() {
        rota();
        open("teams/" + team);
        click("Hand over the turn from "
                + ChampionPanel.day(LocalDate.now(ZoneOffset.UTC).minusDays(2)));
        test(people("Who takes it")).selectItem("The " + bob + " (" + bob + ")");
        put(ann);

        click("Hand over");

        assertThat($(Notification.class).all())
                .anySatisfy(note -> assertThat(test(note).getText())
                        .contains("admin changed the rota meanwhile", "Nothing was handed over"));
        assertThat(champion()).isEqualTo(ann);
        assertThat($(DataTable.class).all())
                .filteredOn(table -> table.hasClassName("turns"))
                .singleElement()
                .satisfies(
                        turns -> assertThat(text(turns)).contains("The " + ann).doesNotContain("The " + bob));
    }

    private void put(String only) {
        LocalDate start = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        rotas.put(admin, team, new Rota(start, List.of(only), new TreeMap<>()), OptionalLong.empty());
    }

    @Test
    void whoWorksInTheTeamReadsItAndWhoDecidesThereChangesTheRota() {
        rota();
        be(bob);
        assertThat(open("teams/" + team))
                .contains("Security champions", "Calendar…")
                .doesNotContain("Change the rota…", "Hand over…", "Roles in the projects", "Wall displays");
        be(ann);
        assertThat(open("teams/" + team))
                .contains("Change the rota…", "Hand over…")
                .doesNotContain("Roles in the projects", "Wall displays");
    }

    @Test
    void aCalendarAddressIsShownOnceAndRevoked() {
        rota();
        open("teams/" + team);
        click("Calendar…");
        click("Make an address");
        String shown = UI.getCurrent().getElement().getTextRecursively()
                + $(Pre.class).all().stream().map(Pre::getText).toList();
        assertThat(shown).contains("/api/v1/calendars/wnc_");
        click("Done");
        long id = calendars.links(admin, team).getFirst().id();
        open("teams");
        open("teams/" + team);
        click("Calendar…");
        click("Revoke address " + id + " of admin");
        assertThat(calendars.links(admin, team)).isEmpty();
    }

    @Test
    void aDisplayLinkOfTheTeamIsMadeAndItsAddressShownOnce() {
        open("teams/" + team);
        click("Make a display link…");
        $(TextField.class).all().stream()
                .filter(field -> "Name".equals(field.getLabel()))
                .findFirst()
                .orElseThrow()
                .setValue("Kitchen");
        click("Make");

        assertThat($(Pre.class).all())
                .anySatisfy(pre -> assertThat(pre.getText()).contains("/wall/wnd_"));
        assertThat(displays.list(admin)).anySatisfy(link -> {
            assertThat(link.name()).isEqualTo("Kitchen");
            assertThat(link.scope()).isEqualTo(new WallScope.OfTeam(team));
        });
        click("Done");
        assertThat(text((Component) getCurrentView())).contains("Kitchen", "never opened");
    }
}

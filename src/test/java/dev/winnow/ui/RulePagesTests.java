package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRule;
import dev.winnow.triage.SilenceRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;

/** The pages of silence rules and of VEX documents. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class RulePagesTests extends SpringBrowserlessTest {
    private static final AtomicInteger PROJECTS = new AtomicInteger();

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Users users;

    @Autowired
    private Grants grants;

    @Autowired
    private SilenceRules rules;

    @Autowired
    private JdbcClient jdbc;

    private final String project = "rule-pages-" + PROJECTS.incrementAndGet();
    private Uploads uploads;

    @BeforeEach
    void twoFindings() {
        uploads = new Uploads(intake, scans);
        uploads.imported(
                project,
                "a1",
                TestReports.sarif(List.of(
                        new Weak("critical-eval", "src/test/a.js", 10), new Weak("low-style", "src/b.js", 20))));
    }

    private Caller admin() {
        return users.caller("admin").orElseThrow();
    }

    private void signedInWith(Role role) {
        String login = "r" + UUID.randomUUID().toString().substring(0, 8);
        String given = "given to begin with";
        users.create(admin(), new NewUser(login, "Pat Person", null, given));
        users.changePassword(users.caller(login).orElseThrow(), given, "a long enough one");
        grants.give(admin(), login, Scope.project(project), role);
        SecurityContextHolder.getContext()
                .setAuthentication(
                        new TestingAuthenticationToken(users.caller(login).orElseThrow(), "", "ROLE_" + role.name()));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private String page() {
        return text((Component) getCurrentView());
    }

    private void press(String button) {
        test(find(NativeButton.class).withText(button).single()).click();
    }

    private TextField field(String label) {
        return find(TextField.class).withLabel(label).single();
    }

    private SilenceRule rule(String name, String ruleId) {
        return rules.make(
                admin(),
                new NewRule(
                        name + " " + project,
                        Match.of(project, null, ruleId, null, null, null, null, null),
                        "only tests",
                        Optional.empty()));
    }

    private void openNew(Map<String, String> parameters) {
        UI.getCurrent().navigate(NewSilenceRuleView.class, QueryParameters.simple(parameters));
    }

    @Test
    void aRuleIsMadeFromALinkOnceItsNumberIsConfirmed() {
        openNew(Map.of("rule", "critical-eval", "project", project));
        assertThat(field("Name of the rule").getValue()).isEqualTo("Rule critical-eval in project " + project);
        assertThat(page())
                .containsPattern("1 ?finding that counts now would be hidden")
                .contains("All of them");

        test(find(TextArea.class).withLabel("Reason").single()).setValue("only in tests");
        press("Make the rule…");

        ConfirmDialog question = find(ConfirmDialog.class).single();
        assertThat(question.getElement().getProperty("header")).isEqualTo("Hide 1 finding?");
        assertThat(rules.all(admin()))
                .as("not before it is confirmed")
                .noneMatch(one -> one.match().project().equals(Optional.of(project)));
        test(question).confirm();

        assertThat(getCurrentView()).isInstanceOf(SilenceRuleView.class);
        assertThat(page()).contains("in force").contains("1 finding").contains("only in tests");
    }

    @Test
    void thePreviewFollowsTheFields() {
        assertThat(find(SideNavItem.class).all()).anyMatch(item -> "Silence rules".equals(item.getLabel()));
        openNew(Map.of());
        assertThat(page()).contains("Say which rule, path, package");

        test(field("Rule")).setValue("critical-*");
        selectProject();
        assertThat(page()).containsPattern("1 ?finding that counts now would be hidden");
        test(field("Path")).setValue("src/main/**");

        assertThat(page()).containsPattern("0 ?findings that count now would be hidden");
    }

    @SuppressWarnings("unchecked")
    private void selectProject() {
        ComboBox<String> box = find(ComboBox.class).withLabel("Project").single();
        box.setValue(project);
    }

    @Test
    void whatIsWrongStandsAtItsField() {
        SilenceRule taken = rule("taken", "nothing");
        openNew(Map.of("project", project));

        press("Make the rule…");
        assertThat(field("Name of the rule").isInvalid()).isFalse();
        assertThat(field("Rule").getErrorMessage()).contains("cannot be silenced");
        assertThat(find(TextArea.class).withLabel("Reason").single().isInvalid())
                .isTrue();
        test(field("Rule")).setValue("critical-eval");
        test(field("Versions of the package")).setValue("<2");
        test(find(TextArea.class).withLabel("Reason").single()).setValue("because");
        press("Make the rule…");
        assertThat(field("Versions of the package").getErrorMessage()).isEqualTo("Say of which package.");
        test(field("Versions of the package")).setValue("");
        test(field("Name of the rule")).setValue(taken.name());
        press("Make the rule…");

        assertThat(field("Name of the rule").getErrorMessage()).contains("already");
        assertThat(find(ConfirmDialog.class).all()).isEmpty();
    }

    @Test
    void aRuleIsChangedEndedAndBroughtBack() {
        SilenceRule made = rule("change", "low-style");
        Map<String, String> at = Map.of("id", Long.toString(made.id()));
        navigate(ChangeSilenceRuleView.class, at);
        test(field("Rule")).setValue("critical-eval");
        assertThat(page()).contains("1 finding that it hides so far fits it no more.");
        press("Save…");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(rules.find(admin(), made.id()).match().rule()).contains("critical-eval");

        press("End…");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(rules.find(admin(), made.id()).inForce()).isFalse();
        assertThat(page()).contains("What it matched");
        press("Bring back");

        assertThat(rules.find(admin(), made.id()).inForce()).isTrue();
        assertThat(page()).contains("What it hides");
    }

    @Test
    void rulesAreListedByHowTheyStand() {
        signedInWith(Role.SECURITY);
        navigate(SilenceRulesView.class);
        assertThat(page()).contains("No silence rule yet").contains("New rule");
        rule("kept", "low-style");
        rules.end(admin(), rule("over", "critical-eval").id());

        navigate(OverviewView.class);
        navigate(SilenceRulesView.class);

        assertThat(page()).contains("1 in force").containsPattern("In force ?1").containsPattern("Ended ?1");
        UI.getCurrent()
                .navigate(SilenceRulesView.class, QueryParameters.of(SilenceRulesView.STATE, RuleChoice.ENDED.word()));
        assertThat(find(com.vaadin.flow.component.grid.Grid.class).all()).hasSize(1);
        assertThat(rules.all(admin()).stream()
                        .filter(one -> one.name().endsWith(" " + project))
                        .filter(one -> !one.inForce())
                        .map(one -> one.name()))
                .containsExactly("over " + project);
    }

    @Test
    void aFileIsAppliedOnceItsChangesWereSeen() throws Exception {
        RuleImportView page = navigate(RuleImportView.class);
        String file = "silence-rules:\n  - name: filed " + project + "\n    match: {project: " + project
                + ", rule: critical-eval}\n    reason: r\n";

        page.take("bad.yaml", file.replace("reason", "raison").getBytes(StandardCharsets.UTF_8));
        assertThat(page()).contains("line 4, column 5");
        page.take("rules.yaml", file.getBytes(StandardCharsets.UTF_8));
        assertThat(page()).contains("1 added, 0 changed").contains("filed " + project);
        assertThat(rules.all(admin())).noneMatch(one -> one.name().equals("filed " + project));
        press("Apply 1 change");
        awaitWorkBesideThePage();

        assertThat(rules.all(admin())).anyMatch(one -> one.name().equals("filed " + project));
        assertThat(getCurrentView()).isInstanceOf(SilenceRulesView.class);
    }

    @Test
    void aLongFileIsComparedBesideThePage() throws Exception {
        RuleImportView page = navigate(RuleImportView.class);
        String file = "# " + "long ".repeat(15_000) + "\nsilence-rules:\n  - name: long " + project
                + "\n    match: {project: " + project + ", rule: critical-eval}\n    reason: r\n";

        page.take("long.yaml", file.getBytes(StandardCharsets.UTF_8));
        assertThat(text(page)).contains("Comparing…").doesNotContain("1 added");
        awaitWorkBesideThePage();

        assertThat(page()).contains("1 added, 0 changed").contains("long " + project);
    }

    @Test
    void whatIsSoughtAmongVeryManyIsCountedBesideThePageAndTheLastThatWasTypedIsShown() throws Exception {
        jdbc.sql("update project set next_number = 1000000 where name = ?")
                .param(project)
                .update();

        openNew(Map.of("text", "WEAK at line 20", "project", project));
        assertThat(page()).contains("Counting…").doesNotContain("would be hidden");
        test(field("Text")).setValue("nobody says that");
        test(field("Text")).setValue("weak AT line");
        awaitWorkBesideThePage();

        assertThat(page()).containsPattern("2 ?findings that count now would be hidden");
    }

    private static byte[] document(String id, String statements) {
        return ("{'@context':'https://openvex.dev/ns/v0.2.0','@id':'" + id + "','author':'Supplier',"
                        + "'timestamp':'2026-01-02T00:00:00Z','statements':[" + statements + "]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Before anything is looked up, which lets other threads at the page. */
    private static void assertGoesOnBeside(Component page) {
        assertThat(text(page)).contains("Taking the document in. This page may be left");
    }

    /** Lets what other threads asked of the page happen, until no work goes on. */
    private void awaitWorkBesideThePage() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!find(ProgressBar.class).all().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
            VaadinSession session = VaadinSession.getCurrent();
            session.getService().runPendingAccessTasks(session);
        }
        assertThat(find(ProgressBar.class).all()).as("progress at the end").isEmpty();
    }

    @Test
    void aDocumentForAllProjectsIsTakenInBesideThePage() throws Exception {
        AllVexView page = navigate(AllVexView.class);

        page.take("[]".getBytes(StandardCharsets.UTF_8));
        page.take("[]".getBytes(StandardCharsets.UTF_8));
        assertGoesOnBeside(page);
        awaitWorkBesideThePage();
        assertThat(find(Upload.class).all()).as("the page stays as it was").hasSize(1);
        page.take(document(
                "urn:all-" + project, "{'vulnerability':'CVE-2035-1','products':['pkg:npm/pad'],'status':'fixed'}"));
        awaitWorkBesideThePage();

        assertThat(page()).contains("What became of urn:all-" + project);
    }

    @Test
    void whatWasLeftSaysSoWhereverThePersonIs() throws Exception {
        AllVexView page = navigate(AllVexView.class);
        page.take("[]".getBytes(StandardCharsets.UTF_8));

        navigate(OverviewView.class);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (find(Notification.class).all().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
            VaadinSession session = VaadinSession.getCurrent();
            session.getService().runPendingAccessTasks(session);
        }

        assertThat(test(find(Notification.class).single()).getText()).startsWith("Taking the document in: ");
    }

    @Test
    void whoMayNotSilenceIsOfferedNothingOfIt() {
        SilenceRule made = rule("seen", "low-style");
        signedInWith(Role.DEVELOPER);

        navigate(SilenceRuleView.class, Map.of("id", Long.toString(made.id())));
        assertThat(find(NativeButton.class).withText("End…").all()).isEmpty();
        for (String address : List.of(
                "silence-rules/new",
                "silence-rules/import",
                "silence-rules/" + made.id() + "/change",
                "silence-rules/x")) {
            UI.getCurrent().navigate(address);
            assertThat(getCurrentView()).as(address).isInstanceOf(NotFoundPage.class);
        }
        navigate(VexView.class, Map.of("project", project));
        assertThat(find(Upload.class).all()).isEmpty();
        assertThat(page()).contains("CycloneDX");
    }

    @Test
    void whatBecameOfAVexDocumentHasAnAddress() throws Exception {
        uploads.imported(project, "a2", TestReports.trivy("shop:1", List.of(new Hole("pad", "HIGH", "CVE-2034-1"))));
        VexView page = navigate(VexView.class, Map.of("project", project));
        assertThat(page()).contains("No document yet");

        page.take("{\"a\":".getBytes(StandardCharsets.UTF_8));
        awaitWorkBesideThePage();
        assertThat(page()).contains("not readable JSON (line 1");
        String statement = "{'vulnerability':'CVE-2034-1','products':['pkg:npm/pad'],'status':'not_affected',"
                + "'impact_statement':'<b>never</b>'}";
        page.take(document("urn:one", statement + "," + statement.replace("4-1", "4-2")));
        assertGoesOnBeside(page);
        awaitWorkBesideThePage();

        assertThat(page())
                .contains("What became of urn:one")
                .contains("1 applied, 1 matches nothing.")
                .contains("Supplier");
        UI.getCurrent().navigate("projects/" + project + "/vex/999999");
        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
    }
}

package dev.winnow.ui;

import static dev.winnow.ui.SarifText.many;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static dev.winnow.ui.SarifText.suppressed;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.access.Caller;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Users;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.StatementCounter;
import dev.winnow.ui.parts.Drawing;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;

@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class PagesTests extends SpringBrowserlessTest {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Projects projects;

    @Autowired
    private Findings findings;

    @Autowired
    private LiveUpdates live;

    @Autowired
    private Users users;

    private Uploads uploads;

    @BeforeEach
    void takeUploads() {
        uploads = new Uploads(intake, scans);
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private BuildView build(String project, Scan scan) {
        return navigate(
                BuildView.class,
                Map.of("project", project, "build", Long.toString(scan.buildId().orElseThrow())));
    }

    @Test
    void theOverviewShowsTheNewestBuildAndItsChangeFromTheOneBefore() {
        uploads.imported("page-overview", "a1", report("Lint", result("low", 2, "a.c", 1)));
        uploads.imported(
                "page-overview", "a2", report("Lint", result("low", 2, "a.c", 1), result("bad", 9.5, "b.c", 2)));

        // A test starts on the overview, as it was before.
        navigate(FindingsView.class);
        String all = text(navigate(OverviewView.class));

        // 1 point before: 99; 41 points now: 71.
        assertThat(all)
                .contains("page-overview")
                .containsPattern("71 ?C ?▼ ?down 28 ?✕ ?fail ?no-critical")
                .contains("2 open");
    }

    @Test
    void aBuildIsOpenedWhateverItsPipelineCallsIt() {
        Scan scan = uploads.imported("page-odd", "shop%2Fmain/7 #2", report("Lint", result("low", 2, "a.c", 1)));

        assertThat(text(build("page-odd", scan))).contains("shop%2Fmain/7 #2");
    }

    @Test
    void aBuildIsExplainedByWhatItsFindingsCostAndByTheRuleThatDecided() {
        uploads.imported("page-build", "b1", report("Lint", result("old", 8, "a.c", 1)));
        Scan scan = uploads.imported(
                "page-build",
                "b2",
                report(
                        "Lint",
                        result("bad", 9.5, "b.c", 2),
                        result("middling", 5, "c.c", 3),
                        suppressed(result("quiet", 9.5, "d.c", 4))));

        String page = text(build("page-build", scan));

        assertThat(page)
                .contains("Why 70: 43 risk points")
                .contains("100 · 100 ∕ (100 + 43) = 70")
                .contains("Rule no-critical on")
                .contains("bad")
                .containsPattern("10 points before ?\\+ 43 new findings ?− 10 fixed ?= 43")
                .containsPattern("New ?3 ?Carried ?0 ?Fixed ?1 ?Silenced ?1");
    }

    @Test
    void auditPacketsAreOfferedToTheSecurityRole() {
        Scan scan = uploads.imported("page-packet", "b1", report("Lint", result("old", 8, "a.c", 1)));

        assertThat(text(build("page-packet", scan))).contains("Audit packet");
        assertThat(text(navigate(ProjectView.class, Map.of("project", "page-packet"))))
                .contains("Audit packets", "until now", "Public key to verify them with")
                .containsPattern("SHA-256 ?[0-9a-f]{64}");
    }

    @Test
    void auditPacketsAreNotOfferedToWhoOnlyDevelops() {
        users.create(
                users.caller("admin").orElseThrow(),
                new NewUser("page-packet-dev", "Dev", Role.DEVELOPER, "a long enough one"));
        users.changePassword(users.caller("page-packet-dev").orElseThrow(), "a long enough one", "quite another one");
        Scan scan = uploads.imported("page-packet-2", "b1", report("Lint", result("old", 8, "a.c", 1)));

        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("page-packet-dev", "", "ROLE_DEVELOPER"));

        assertThat(text(build("page-packet-2", scan))).contains("Scans").doesNotContain("Audit packet");
        assertThat(text(navigate(ProjectView.class, Map.of("project", "page-packet-2"))))
                .contains("tracked branch")
                .doesNotContain("Audit packet");
    }

    private String compared(String project, Scan scan, Scan base, String part) {
        UI.getCurrent()
                .navigate(
                        "projects/" + project + "/builds/" + scan.buildId().orElseThrow() + "/compare/"
                                + base.buildId().orElseThrow(),
                        QueryParameters.of("show", part));
        return text((Component) getCurrentView());
    }

    @Test
    void anyTwoBuildsAreComparedByWhatOnlyOneOfThemHas() {
        Scan first = uploads.imported(
                "page-compare", "d1", report("Lint", result("stays", 5, "a.c", 1), result("goes", 8, "b.c", 2)));
        uploads.imported("page-compare", "d2", report("Lint", result("stays", 5, "a.c", 1)));
        Scan third = uploads.imported(
                "page-compare", "d3", report("Lint", result("stays", 5, "a.c", 1), result("comes", 9.5, "c.c", 3)));

        String page = compared("page-compare", third, first, "added");

        assertThat(page)
                .contains("Build d3 compared with d1")
                .containsPattern("13 risk points ?\\+ 40 only in d3 ?− 10 only in d1 ?= 43")
                .containsPattern("Only in d3 ?1 ?Only in d1 ?1 ?In both ?1");
        Grid<?> added = find(Grid.class).single();
        assertThat(test(added).size()).isEqualTo(1);
        assertThat(compared("page-compare", first, third, "added"))
                .containsPattern("Only in d1 ?1 ?Only in d3 ?1 ?In both ?1");
    }

    @Test
    void aComparisonSaysWhichGuardsRanForOneBuildOnly() {
        Scan first = uploads.imported("page-guards", "d1", report("Lint", result("low", 2, "a.c", 1)));
        uploads.imported("page-guards", "d1", report("Sast", result("other", 2, "b.c", 1)));
        Scan second = uploads.imported("page-guards", "d2", report("Lint", result("low", 2, "a.c", 1)));

        assertThat(compared("page-guards", second, first, "gone"))
                .contains("sast did not run for d2: what only it found there was not looked for");
    }

    @Test
    void theOverviewNarrowsToProjectsThatNeedSomeone() {
        uploads.imported("page-good", "a1", report("Lint", result("low", 2, "a.c", 1)));
        uploads.imported("page-bad", "a1", report("Lint", result("bad", 9.5, "b.c", 2)));
        navigate(FindingsView.class);

        UI.getCurrent().navigate("", QueryParameters.of("show", "failing"));

        assertThat(text((Component) getCurrentView()))
                .contains("page-bad")
                .doesNotContain("page-good")
                .contains("Show all");
    }

    @Test
    void theScoreOverBuildsIsAChartASentenceAndATable() {
        uploads.imported("page-chart", "a1", report("Lint", result("low", 2, "a.c", 1)));
        uploads.imported("page-chart", "a2", report("Lint", result("low", 2, "a.c", 1), result("bad", 9.5, "b.c", 2)));

        var view = navigate(ProjectView.class, Map.of("project", "page-chart"));

        assertThat(text(view))
                .contains("The last 2 builds: from 99 to 71, lowest 71 in build a2. The gate failed 1 of them.")
                .containsPattern("a2.*71.*fail.*a1.*99.*pass");
        assertThat(find(Drawing.class).all())
                .hasSize(2)
                .allSatisfy(drawing -> assertThat(drawing.getElement().getProperty("innerHTML"))
                        .startsWith("<svg")
                        .contains("Build a2: 71 C, fail"));
    }

    @Test
    void aProvisionalVerdictSaysWhichGuardIsMissing() {
        uploads.imported("page-missing", "a1", report("Lint", result("low", 2, "a.c", 1)));
        uploads.imported("page-missing", "a1", report("Sast", result("other", 2, "b.c", 1)));
        Scan scan = uploads.imported("page-missing", "a2", report("Lint", result("low", 2, "a.c", 1)));

        assertThat(text(build("page-missing", scan)))
                .contains("1 of 2 guards")
                .contains("pass, provisional")
                .contains("Waiting for sast.");
    }

    @Test
    void eachPartOfABuildHasItsOwnAddress() {
        Scan first = uploads.imported(
                "page-parts", "c1", report("Lint", result("stays", 5, "a.c", 1), result("goes", 5, "b.c", 2)));
        Scan second = uploads.imported("page-parts", "c2", report("Lint", result("stays", 5, "a.c", 1)));
        assertThat(first.buildId()).isNotEqualTo(second.buildId());

        UI.getCurrent()
                .navigate(
                        "projects/page-parts/builds/" + second.buildId().orElseThrow(),
                        QueryParameters.of("show", "fixed"));

        Grid<?> grid = find(Grid.class).single();
        assertThat(test(grid).size()).isEqualTo(1);
        assertThat(((FindingRow) test(grid).getRow(0)).finding().ruleId()).isEqualTo("goes");
    }

    @Test
    void aLongListIsReadInPagesWorstFirstAndShowsEachFindingOnce() {
        uploads.imported("page-long", "d1", report("Lint", many(130, "low-rule", 2)));
        uploads.imported(
                "page-long", "d2", report("Sast", result("worst", 9.9, "z.c", 1), result("middling", 5, "y.c", 1)));

        UI.getCurrent().navigate("findings", QueryParameters.of("project", "page-long"));

        Grid<?> grid = find(Grid.class).single();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 132; i++) {
            seen.add(((FindingRow) test(grid).getRow(i)).finding().id());
        }
        assertThat(seen).hasSize(132);
        assertThat(((FindingRow) test(grid).getRow(0)).finding().ruleId()).isEqualTo("worst");
        assertThat(((FindingRow) test(grid).getRow(1)).finding().ruleId()).isEqualTo("middling");
    }

    @Test
    void heldClosingsAreShownOnTheProjectPageAndConfirmedThere() {
        uploads.imported("page-held", "h1", report("Lint", many(30, "many", 5)));
        uploads.imported("page-held", "h2", report("Lint", result("other", 5, "a.c", 1)));
        ProjectView page = navigate(ProjectView.class, Map.of("project", "page-held"));
        assertThat(text(page)).contains("1 with held closings").contains("30 closings held");

        test(find(NativeButton.class).withText("Confirm").single()).click();
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(text(page))
                .doesNotContain("closings held")
                .contains("1 open finding")
                .contains("complete");
        assertThat(projects.findByName("page-held").orElseThrow().open().total())
                .isEqualTo(1);
    }

    @Test
    void whoMayOnlyReadIsOfferedNoDecision() {
        users.create(
                users.caller("admin").orElseThrow(),
                new NewUser("page-reader", "Reader", Role.VIEWER, "a long enough one"));
        users.changePassword(users.caller("page-reader").orElseThrow(), "a long enough one", "quite another one");
        uploads.imported("page-read", "h1", report("Lint", many(30, "many", 5)));
        uploads.imported("page-read", "h2", report("Lint", result("other", 5, "a.c", 1)));

        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("page-reader", "", "ROLE_VIEWER"));
        ProjectView page = navigate(ProjectView.class, Map.of("project", "page-read"));

        assertThat(text(page)).contains("30 closings held");
        assertThat(find(NativeButton.class).withText("Confirm").all()).isEmpty();
    }

    @Test
    void aFailedUploadIsShownWithItsPlace() {
        uploads.imported("page-failed", "e1", report("Lint", result("low", 2, "a.c", 1)));
        String broken = report("Lint", result("low", 2, "a.c", 1)).replace("\"locations\":[", "\"locations\":[,");
        uploads.settled("page-failed", "e2", null, broken.getBytes(StandardCharsets.UTF_8));

        String page = text(navigate(ProjectView.class, Map.of("project", "page-failed")));

        assertThat(page)
                .contains("Uploads that are not imported")
                .contains("failed")
                .contains("line 2");
    }

    @Test
    void aFindingSaysWhoSawItSinceWhenAndWhy() {
        uploads.imported("page-finding", "f1", null, Uploads.sample("trivy.json"));
        uploads.imported("page-finding", "f2", null, Uploads.sample("grype.json"));
        Project project = projects.findByName("page-finding").orElseThrow();
        var shared = findings.ofProject(project.id(), FindingStatus.OPEN, null, 50).stream()
                .filter(one -> findings.sightings(one.id()).size() == 2)
                .findFirst()
                .orElseThrow();

        String page = text(navigate(FindingView.class, Map.of("finding", Long.toString(shared.id()))));

        assertThat(page)
                .contains(shared.name())
                .contains("trivy")
                .contains("grype")
                .containsIgnoringCase("same vulnerability")
                .contains("still open")
                .contains("f1");
    }

    @Test
    void hostileTextsAreTextAndOnlyWebAddressesAreLinks() {
        String script = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>";
        uploads.imported("page-hostile", "g1", HostileReport.with(script, "javascript:window.hacked=1"));
        Project project = projects.findByName("page-hostile").orElseThrow();
        var finding =
                findings.ofProject(project.id(), FindingStatus.OPEN, null, 1).getFirst();

        FindingView page = navigate(FindingView.class, Map.of("finding", Long.toString(finding.id())));

        assertThat(text(page)).contains(script);
        List<String> addresses =
                find(Anchor.class).all().stream().map(Anchor::getHref).toList();
        assertThat(addresses).isNotEmpty().noneMatch(address -> address.startsWith("javascript"));
    }

    @Test
    void whatTheCallerMayNotReadOrDoesNotExistLooksTheSame() {
        UI.getCurrent().navigate("no/such/page");
        assertThat(text((Component) getCurrentView()))
                .contains("No page that you may open has this address")
                .doesNotContain("route");
        UI.getCurrent().navigate("projects/no-such-project");
        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
        UI.getCurrent().navigate("findings/99999999999999");
        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
        uploads.imported("page-other", "h1", report("Lint", result("low", 2, "a.c", 1)));
        Scan elsewhere = uploads.imported("page-own", "h1", report("Lint", result("low", 2, "b.c", 1)));
        UI.getCurrent()
                .navigate("projects/page-other/builds/" + elsewhere.buildId().orElseThrow());
        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
    }

    @Test
    void filesAreTakenOnceProjectAndCommitAreNamed() {
        navigate(UploadView.class);
        Upload upload = find(Upload.class).single();
        TextField commit = find(TextField.class).withLabel("Commit").single();
        ComboBox<String> project = stringBox();
        assertThat(upload.isEnabled()).isFalse();

        project.setValue("no such name");
        test(commit).setValue("9f3c2ab");
        assertThat(project.isInvalid()).isTrue();
        assertThat(upload.isEnabled()).isFalse();

        project.setValue("page-upload");
        assertThat(project.isInvalid()).isFalse();
        assertThat(upload.isEnabled()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> stringBox() {
        return find(ComboBox.class).single();
    }

    @Test
    @WithMockUser(username = "admin", roles = "VIEWER")
    void whoMayNotUploadHasNoPageForIt() {
        UI.getCurrent().navigate("upload");

        assertThat(getCurrentView()).isNotInstanceOf(UploadView.class);
    }

    @Test
    void aPageAsksTheDatabaseAsOftenForManyFindingsAsForFew() throws Exception {
        Scan few = uploads.imported("page-few", "s1", report("Lint", many(51, "low-rule", 2)));
        Scan more = uploads.imported("page-more", "s1", report("Lint", many(2_000, "low-rule", 2)));
        // As people are signed in: who they are was read with the request.
        Caller admin = users.caller("admin").orElseThrow();
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(admin, "", "ROLE_ADMIN"));
        navigate(FindingsView.class);

        assertThat(StatementCounter.during(() -> build("page-more", more)))
                .hasSameSizeAs(StatementCounter.during(() -> build("page-few", few)))
                .hasSizeLessThan(40);
        // Two of them look the mocked user up, whom a real session knows.
        assertThat(StatementCounter.during(() -> navigate(ProjectView.class, Map.of("project", "page-more"))))
                .hasSizeLessThan(14);
        assertThat(StatementCounter.during(() -> navigate(OverviewView.class))).hasSizeLessThan(8);
    }

    @Test
    void aPageThatIsLeftFollowsNothingMore() {
        navigate(AccountView.class);
        int before = live.followers();
        navigate(OverviewView.class);
        assertThat(live.followers()).isEqualTo(before + 1);

        navigate(AccountView.class);

        assertThat(live.followers()).isEqualTo(before);
    }
}

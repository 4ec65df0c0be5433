package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Users;
import dev.winnow.finding.FindingFilter;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scans;
import dev.winnow.guard.GuardDetail.Shared;
import dev.winnow.intake.Intake;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryParser;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** The pages of guards: which are wrong how often, by which rules, and what to send to their makers. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class GuardPagesTests extends SpringBrowserlessTest {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Users users;

    @Autowired
    private Projects projects;

    @Autowired
    private Findings findings;

    @Autowired
    private Decisions decisions;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String project = "guarded-" + word;
    private final String guard = "tool-" + word;

    @BeforeEach
    void oneOfTwoIsFalse() {
        new Uploads(intake, scans)
                .imported(
                        project,
                        "a1",
                        TestReports.sarif(
                                "Tool " + word,
                                true,
                                List.of(
                                        new Weak("js/<b>eval</b>", "src/a.js", 10),
                                        new Weak("low-style", "src/b.js", 20))));
        long id = projects.idOf(project).orElseThrow();
        var wrong = findings.list(id, FindingFilter.of(FindingStatus.OPEN), null, 9).stream()
                .filter(finding -> finding.ruleId().startsWith("js/"))
                .toList();
        decisions.decide(
                users.caller("admin").orElseThrow(),
                Decisions.byProject(List.of(wrong.getFirst().id())),
                NewDecision.of(Ruling.FALSE_POSITIVE, "It is a constant."));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private com.vaadin.flow.component.grid.Grid<?> grid(String name) {
        return find(com.vaadin.flow.component.grid.Grid.class).all().stream()
                .filter(grid -> name.equals(grid.getElement().getAttribute("aria-label")))
                .findFirst()
                .orElseThrow();
    }

    private String page() {
        return text((Component) getCurrentView());
    }

    /** Rows of the list of guards that name the guard, with what is below them. */
    private List<String> rows() {
        return find(NativeTable.class).all().stream()
                .filter(table -> "Guards by their signal to noise".equals(table.getCaptionText()))
                .flatMap(table -> table.getBody().getRows().stream())
                .map(GuardPagesTests::text)
                .toList();
    }

    private List<String> linksNamed(String text) {
        return find(RouterLink.class).all().stream()
                .filter(link -> text.equals(link.getText()))
                .map(RouterLink::getHref)
                .toList();
    }

    @Test
    void eachNumberLeadsToJustTheEpisodesThatItCounts() {
        UI.getCurrent().navigate("guards", QueryParameters.of("guard", guard));
        String wrong = linksNamed("1 false positive").getFirst();
        String all = linksNamed("2 opened:").getFirst();
        assertThat(linksNamed("1 open")).hasSize(1);

        go(wrong);
        assertThat(page()).contains("1 false positive of " + guard).contains("called so now");
        assertThat(test(grid("False positives")).size()).isEqualTo(1);
        go(all);
        assertThat(page()).contains("2 reported episodes of " + guard);
    }

    private static void go(String address) {
        var location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    @Test
    void aGuardOfTwoProjectsIsOneRowWithTheSumsOfBoth() {
        String other = "guarded-too-" + word;
        new Uploads(intake, scans)
                .imported(
                        other,
                        "a1",
                        TestReports.sarif(
                                "Tool " + word,
                                true,
                                List.of(
                                        new Weak("js/<b>eval</b>", "src/a.js", 10),
                                        new Weak("js/<b>eval</b>", "src/c.js", 10))));

        UI.getCurrent().navigate("guards", QueryParameters.of("guard", guard));

        assertThat(rows()).hasSize(2);
        assertThat(rows().getFirst())
                .contains("4 opened", "3 open", "1 false positive", "fixed: 0 of 4", "too few to say", "in 2 projects");
        // A rule's own counts are those of both projects, though only one of them silenced anything.
        assertThat(rows().getLast())
                .contains("js/<b>eval</b>", "1 of 3 silenced (33.3 %")
                .contains("1 false positive");
        assertThat(linksNamed("Silence"))
                .containsExactly(
                        "silence-rules/new?guard=" + guard + "&rule=js%2F%3Cb%3Eeval%3C%2Fb%3E&project=" + project);

        UI.getCurrent()
                .navigate(
                        "guards",
                        QueryParameters.full(java.util.Map.of(
                                "guard", new String[] {guard}, "by", new String[] {"project"}, "sort", new String[] {
                                    "-name"
                                })));

        // By name backwards the other project's comes first; nothing of it is noise.
        assertThat(rows()).hasSize(3);
        assertThat(rows().get(0)).contains("2 opened", "in" + other);
        assertThat(rows().get(1)).contains("2 opened", "1 open", "in" + project);

        UI.getCurrent()
                .navigate(
                        "guards",
                        QueryParameters.full(
                                java.util.Map.of("guard", new String[] {guard}, "project", new String[] {other})));
        assertThat(rows()).hasSize(1);
        assertThat(rows().getFirst()).contains("2 opened", "2 open");
    }

    @Test
    void theSilenceRuleOfANoisyRuleIsFilledWithGuardRuleAndProject() {
        UI.getCurrent().navigate("guards", QueryParameters.of("guard", guard));
        String link = linksNamed("Silence").getFirst();

        UI.getCurrent()
                .navigate(
                        link.substring(0, link.indexOf('?')),
                        new com.vaadin.flow.router.Location(link).getQueryParameters());

        assertThat(getCurrentView()).isInstanceOf(NewSilenceRuleView.class);
        assertThat(find(com.vaadin.flow.component.textfield.TextField.class).all().stream()
                        .map(field -> field.getValue()))
                .contains("js/<b>eval</b>");
        assertThat(find(com.vaadin.flow.component.combobox.ComboBox.class).all().stream()
                        .map(field -> String.valueOf(field.getValue())))
                .contains(guard, project);
    }

    @Test
    void whatNobodyReportedIsSaidToBeNothing() {
        UI.getCurrent()
                .navigate(
                        "guards",
                        QueryParameters.full(
                                java.util.Map.of("guard", new String[] {guard}, "period", new String[] {"2020-Q1"})));
        assertThat(rows()).hasSize(1);
        assertThat(rows().getFirst()).contains("Reported nothing new.", "too few to say");

        UI.getCurrent().navigate("guards", QueryParameters.of("guard", "none-" + word));
        assertThat(page()).contains("No guard here");
    }

    @Test
    void theListLeadsToTheGuardAndItsRules() {
        UI.getCurrent().navigate("guards", QueryParameters.of("show", "judged"));
        assertThat(getCurrentView()).isInstanceOf(GuardsView.class);
        assertThat(test(grid("Guards")).size()).isPositive();

        UI.getCurrent().navigate(GuardView.class, new RouteParameters("guard", guard));

        assertThat(page())
                .contains("1 of 1 judged findings was a false positive; 1 are not judged")
                .contains("2 opened", "Only it reported2", "1 of 1 silenced (100 %, 90 % interval 27 to 100 %)");
    }

    @Test
    void aGuardsPageKeepsTheChoiceOfTheListItIsReachedFrom() {
        UI.getCurrent()
                .navigate(
                        "guards",
                        QueryParameters.full(
                                java.util.Map.of("guard", new String[] {guard}, "category", new String[] {"sast"})));
        RouterLink link = find(RouterLink.class).all().stream()
                .filter(one -> one.getHref().startsWith("guards/" + guard + "?"))
                .findFirst()
                .orElseThrow();

        UI.getCurrent()
                .navigate(new Location(link.getHref()).getPath(), new Location(link.getHref()).getQueryParameters());
        assertThat(page()).doesNotContain("means nothing here").contains(", of category sast", "2 opened");

        UI.getCurrent().navigate("guards/" + guard, QueryParameters.of("category", "secrets"));
        assertThat(page()).contains("It does not run in the projects that are chosen.");
    }

    @Test
    void aRuleOfNumbersAloneIsToldByItsTitleToo() {
        new Uploads(intake, scans)
                .imported(project, "a2", TestReports.zap("https://" + project + ".example", List.of("/a")));

        UI.getCurrent().navigate("projects/" + project + "/guards/zap");

        assertThat(test(grid("Rules")).getCellComponent(0, 0))
                .extracting(cell -> text((Component) cell))
                .isEqualTo("40012Reflected XSS");
    }

    @Test
    void aProjectsPageNamesItsGuardsAsLinks() {
        UI.getCurrent().navigate("projects/" + project);
        assertThat(find(RouterLink.class).withText(guard).all())
                .extracting(RouterLink::getHref)
                .contains("projects/" + project + "/guards/" + guard);

        UI.getCurrent().navigate("projects/" + project + "/guards/" + guard);

        assertThat(page()).contains(guard + " in " + project);
    }

    /** The table's text, its cells with blanks between. */
    private String table(String caption) {
        return find(NativeTable.class).all().stream()
                .filter(table -> caption.equals(table.getCaptionText()))
                .map(GuardPagesTests::text)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMapShowsGuardsInTheirPlacesAndGapsWithWhatToDo() {
        UI.getCurrent().navigate("projects/" + project + "/guards");

        assertThat(table("Guards by category and stage"))
                .contains(guard, "1 of 1 build", "Pre-commit secret scan", "Runtime monitor")
                .doesNotContain("Pull-request static scan");
        assertThat(page())
                .contains(
                        "0 of the five guards to start with",
                        "gitleaks git",
                        "not on changes",
                        "What the guards look at")
                .contains("/api/v1/projects/" + project + "/scans?commit=$(git rev-parse HEAD)&stage=code");
        assertThat(find(RouterLink.class).withText(guard).all())
                .extracting(RouterLink::getHref)
                .contains("projects/" + project + "/guards/" + guard);
        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("projects/" + project + "/guards#gap-secrets");
    }

    @Test
    void aGuardOfAProjectIsToldOfClosely() {
        Uploads uploads = new Uploads(intake, scans);
        uploads.imported(project, "a2", TestReports.sarif("Tool " + word, false, List.of()));
        uploads.imported(
                project,
                "a2",
                TestReports.sarif("Other " + word, true, List.of(new Weak("js/<b>eval</b>", "src/a.js", 10))));

        UI.getCurrent().navigate("projects/" + project + "/guards/" + guard);

        assertThat(page())
                .contains(
                        "1 of the newest 2 builds of main", "broke off on 1", "expected: it ran for the newest builds")
                .contains("Tool " + word + " 3.1");
        assertThat(test(grid("Scans")).size()).isEqualTo(2);
        assertThat(text((Component) test(grid("Scans")).getCellComponent(0, 3))).contains("partial");
        assertThat(table("What the guard looks at")).contains("broke off");
        assertThat(table("Findings of the guard by who else sees them")).contains("only this guard");
    }

    @Test
    void whatTheCountsOfSharedFindingsLeadToIsReadAsItIsMeant() {
        var shop = new Project("shop", Instant.EPOCH);
        Query alone = GuardAbout.alone(shop, "trivy", List.of(new Shared("grype", 3), new Shared("odd name*", 1)));

        assertThat(alone.text()).isEqualTo("project:shop status:open guard:trivy -guard:grype,\"odd name*\"");
        assertThat(QueryParser.parse(alone.text())).isEqualTo(alone);
    }

    @Test
    void evidenceIsReadCopiedAndTakenAwayWithNamesOnlyWhereWanted() {
        UI.getCurrent().navigate("guards/" + guard, QueryParameters.of("rule", "js/<b>eval</b>"));
        assertThat(page())
                .contains("Evidence on js/<b>eval</b>", "It is a constant.", "src/a.js:10")
                .doesNotContain("In project");
        assertThat(find(Anchor.class).withText("Download").all()).hasSize(1);

        test(find(Checkbox.class).single()).click();

        assertThat(page()).contains("In project `" + project + "`, decided by `admin`");
    }

    @Test
    void aGuardOrRuleThatIsNotThereIsNotFound() {
        UI.getCurrent().navigate("guards/none-" + word);
        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
        UI.getCurrent().navigate("guards/" + guard, QueryParameters.of("rule", "none"));
        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
        UI.getCurrent().navigate("projects/none-" + word + "/guards/" + guard);
        assertThat(getCurrentView()).isInstanceOf(NotFoundPage.class);
    }
}

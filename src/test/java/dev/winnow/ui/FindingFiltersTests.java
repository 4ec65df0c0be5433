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
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.intake.Intake;
import dev.winnow.support.OnH2;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class FindingFiltersTests extends SpringBrowserlessTest {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    private Uploads uploads;

    @BeforeEach
    void takeUploads() {
        uploads = new Uploads(intake, scans);
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private Component open(String... query) {
        Map<String, List<String>> parameters = new java.util.LinkedHashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            parameters
                    .computeIfAbsent(query[i], name -> new java.util.ArrayList<>())
                    .add(query[i + 1]);
        }
        UI.getCurrent().navigate("findings", new QueryParameters(parameters));
        return (Component) getCurrentView();
    }

    private List<String> rules() {
        Grid<?> grid = find(Grid.class).single();
        return IntStream.range(0, test(grid).size())
                .mapToObj(i -> ((FindingRow) test(grid).getRow(i)).finding().ruleId())
                .toList();
    }

    private String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    private void world(String project) {
        uploads.imported(
                project,
                "a1",
                report(
                        "Lint",
                        result("worst", 9.5, "a.c", 1),
                        suppressed(result("quiet", 9.5, "b.c", 2)),
                        result("bad", 8, "c.c", 3),
                        result("mild", 2, "d.c", 4)));
        uploads.imported(project, "a2", report("Sast", result("other", 8, "e.c", 5)));
        uploads.imported(
                project,
                "a3",
                null,
                TestReports.zap("https://shop.example", List.of("/orders/7", "/cart"))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAddressChoosesWhatIsListed() {
        world("chosen");
        assertThat(text(open("project", "chosen"))).contains("6 open").contains("and 1 silenced");
        assertThat(rules()).startsWith("worst").hasSize(6).doesNotContain("quiet");

        open("project", "chosen", "severity", "high", "severity", "low");
        assertThat(rules()).containsExactly("bad", "other", "40012", "40012", "mild");

        open("project", "chosen", "severity", "high", "guard", "sast");
        assertThat(rules()).containsExactly("other");

        open("project", "chosen", "kind", "web");
        assertThat(rules()).containsExactly("40012", "40012");

        open("project", "chosen", "silenced", "only");
        assertThat(rules()).containsExactly("quiet");
    }

    @Test
    void whatIsChosenGoesIntoTheAddress() {
        world("choosing");
        open("project", "choosing");

        severities().setValue(java.util.Set.of(Severity.CRITICAL, Severity.HIGH));
        fire(severities());
        assertThat(address()).contains("project=choosing").contains("severity=critical&severity=high");

        open("project", "choosing", "severity", "critical", "severity", "high", "kind", "code");
        RouterLink clear = find(RouterLink.class).withText("Clear filters").single();
        assertThat(clear.getHref()).isEqualTo("findings");
        assertThat(find(NativeButton.class).withText("Filters (3)").all()).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<Severity> severities() {
        return find(MultiSelectComboBox.class).single();
    }

    /** As a browser's choice. */
    private static void fire(MultiSelectComboBox<Severity> field) {
        com.vaadin.flow.component.ComponentUtil.fireEvent(
                field,
                new com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent<>(
                        field, field, java.util.Set.of(), true));
    }

    @Test
    void anEmptyListSaysWhichFiltersHideAndHowToClearThem() {
        world("hiding");

        String page = text(open("project", "hiding", "kind", "secret", "severity", "high"));

        assertThat(page)
                .contains("No finding matches the filters")
                .contains("project hiding; severity high; kind secret")
                .contains("Clear filters");
        assertThat(text(open("project", "hiding", "guard", "no-such"))).contains("guard no-such");
    }

    @Test
    void aListThatHasOnlySilencedFindingsSaysSo() {
        uploads.imported("silent", "a1", report("Lint", suppressed(result("quiet", 9.5, "b.c", 2))));

        String page = text(open("project", "silent"));

        assertThat(page).contains("1 silenced finding is hidden").contains("Show them");
    }

    @Test
    void requestsAreToldApartByPathAndParameter() {
        world("requests");
        open("project", "requests", "kind", "web");
        Grid<?> grid = find(Grid.class).single();

        var rows = IntStream.range(0, 2)
                .mapToObj(i -> (FindingRow) test(grid).getRow(i))
                .toList();

        assertThat(rows)
                .extracting(row -> row.request().orElseThrow())
                .containsExactlyInAnyOrder(
                        new FindingRow.Request("GET", "/orders/7"), new FindingRow.Request("GET", "/cart"));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.finding().kind()).isEqualTo(Kind.WEB);
            assertThat(row.finding().parameter()).isEqualTo("q");
        });
    }

    @Test
    void guardsOfTheProjectAreOffered() {
        world("offered");
        uploads.imported("offered-too", "a1", report("Elsewhere", result("bad", 8, "c.c", 3)));
        open("project", "offered");

        ComboBox<?> guard = find(ComboBox.class)
                .withPropertyValue(ComboBox::getLabel, "Guard")
                .single();

        assertThat(guard.getListDataView().getItems().map(Object::toString).toList())
                .contains("lint", "sast", "zap")
                .doesNotContain("elsewhere");
    }

    @Test
    void aFilteredPageAsksTheDatabaseAsOftenForManyFindingsAsForFew() throws Exception {
        uploads.imported("cost-few", "s1", report("Lint", many(60, "low-rule", 2)));
        uploads.imported("cost-more", "s1", report("Lint", many(2_000, "low-rule", 2)));
        navigate(FindingsView.class);
        for (String filter : List.of("kind=code", "guard=lint", "severity=low")) {
            String[] one = filter.split("=");
            List<String> more = StatementCounter.during(() -> open("project", "cost-more", one[0], one[1]));
            List<String> few = StatementCounter.during(() -> open("project", "cost-few", one[0], one[1]));
            assertThat(more).as(filter).hasSameSizeAs(few).hasSizeLessThan(20);
        }
    }
}

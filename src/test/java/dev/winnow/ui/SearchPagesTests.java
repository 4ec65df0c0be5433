package dev.winnow.ui;

import static dev.winnow.ui.SarifText.many;
import static dev.winnow.ui.SarifText.report;
import static dev.winnow.ui.SarifText.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.support.OnH2;
import dev.winnow.support.StatementCounter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class SearchPagesTests extends SpringBrowserlessTest {
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

    private SearchView open(String typed) {
        UI.getCurrent().navigate("search", QueryParameters.of("q", typed));
        return (SearchView) getCurrentView();
    }

    private static List<String> marked(Component component) {
        var found = new ArrayList<String>();
        collect(component.getElement(), found);
        return found;
    }

    private static void collect(Element element, List<String> found) {
        if (element.isTextNode()) {
            return;
        }
        if (element.getTag().equals("mark")) {
            found.add(element.getText());
        }
        element.getChildren().forEach(child -> collect(child, found));
    }

    private void type(String typed) {
        test(find(Input.class).single()).setValue(typed);
    }

    private List<RouterLink> options() {
        return find(RouterLink.class).withClassName("option").all();
    }

    @Test
    void resultsAreGroupedCountedLinkedAndMarked() {
        uploads.imported("quagga", "qa1", report("Lint", result("quagga-rule", 8, "src/Quagga.java", 1)));

        SearchView page = open("quagg");

        assertThat(text(page))
                .contains("Results for “quagg”")
                .containsPattern("Projects ?1 ?quagga")
                .containsPattern("Findings ?1 ?▲ ?High ?quagga-rule");
        assertThat(marked(page)).contains("quagg", "Quagg");
        assertThat(page.getPageTitle()).startsWith("Search: quagg");
        assertThat(find(Input.class).single().getValue()).isEqualTo("quagg");
    }

    @Test
    void aLongGroupEndsWithALinkToMoreOfItsKind() {
        uploads.imported("okapis", "ok1", report("Lint", many(30, "okapi-rule", 2)));

        assertThat(text(open("okapi-rule"))).contains("first 20 of 30").contains("More findings");
        UI.getCurrent()
                .navigate("search", QueryParameters.simple(java.util.Map.of("q", "okapi-rule", "in", "findings")));

        assertThat(text((SearchView) getCurrentView()))
                .containsPattern("Findings ?30")
                .contains("src/file29.c")
                .doesNotContain("More findings");
    }

    @Test
    void whoTypesNothingReadsWhatCanBeLookedForAndWhoFindsNothingWhatToTry() {
        assertThat(text(open(""))).contains("What you can look for").contains("CVE-2024-3094");
        assertThat(text(open("%"))).contains("“%” is too short");
        assertThat(text(open("<b>zzqqzz</b>")))
                .contains("Results for “<b>zzqqzz</b>”")
                .contains("Nothing found")
                .contains("Try fewer or shorter words");
    }

    @Test
    void suggestionsComeWithTheSecondLetterAndEndWithAllResults() {
        uploads.imported("narwhal", "na1", report("Lint", result("narwhal-rule", 8, "src/A.java", 1)));
        navigate(OverviewView.class);

        type("n");
        assertThat(options()).isEmpty();
        type("narwh");

        assertThat(options()).hasSize(3);
        assertThat(options().getLast().getHref()).isEqualTo("search?q=narwh");
        assertThat(options())
                .allMatch(option -> option.getElement().getAttribute("role").equals("option"))
                .extracting(option -> option.getId().orElseThrow())
                .doesNotHaveDuplicates();
        type("");
        assertThat(options()).isEmpty();
    }

    @Test
    void enterOnACommitThatNamesOneBuildLeadsToIt() {
        Scan scan = uploads.imported("tapir", "7a91f00dbeef", report("Lint", result("a-rule", 8, "src/A.java", 1)));
        navigate(OverviewView.class);

        enter("7a91f00d");
        assertThat(getCurrentView()).isInstanceOf(BuildView.class);
        assertThat(UI.getCurrent().getActiveViewLocation().getPath())
                .endsWith("builds/" + scan.buildId().orElseThrow());

        enter("tapir");
        assertThat(getCurrentView()).isInstanceOf(SearchView.class);
    }

    private void enter(String typed) {
        find(SearchBox.class).single().go(typed);
    }

    @Test
    void aPackageLeadsToItsFindings() {
        uploads.imported("ibex", "ib1", null, Uploads.sample("trivy.json"));

        SearchView page = open("libssl3 ibex");
        assertThat(text(page)).containsPattern("Packages ?1 ?libssl3");
        UI.getCurrent().navigate("search", QueryParameters.of("package", "libssl3"));

        assertThat(text((SearchView) getCurrentView()))
                .contains("Package libssl3")
                .contains("ibex");
        UI.getCurrent().navigate("search", QueryParameters.of("package", "no-such-package"));
        assertThat(text((SearchView) getCurrentView())).contains("No report has named a finding in this package");
    }

    @Test
    void theKeysCanBeReadOnEveryPage() {
        navigate(OverviewView.class);

        assertThat(text(find(KeysDialog.class).single())).contains("Search").contains("These keys");
    }

    @Test
    void theSearchPageAsksTheDatabaseAFewTimes() throws Exception {
        uploads.imported("gnu", "gn1", report("Lint", many(2_500, "gnu-rule", 2)));
        navigate(FindingsView.class);

        assertThat(StatementCounter.during(() -> open("gnu-rule"))).hasSizeLessThan(14);
    }
}

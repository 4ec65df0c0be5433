package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Limit;
import org.springframework.security.test.context.support.WithMockUser;

/** A security engineer works through what is new, and takes back what was wrong. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class InboxTests extends SpringBrowserlessTest {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Projects projects;

    @Autowired
    private Builds builds;

    private Uploads uploads;

    @BeforeEach
    void takeUploads() {
        uploads = new Uploads(intake, scans);
    }

    private void open(String project) {
        UI.getCurrent().navigate("inbox", QueryParameters.of("q", "project:" + project + " " + InboxView.WAITING));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private String page() {
        return text((Component) getCurrentView());
    }

    private void click(String word) {
        NativeButton button = find(NativeButton.class).all().stream()
                .filter(one -> text(one).startsWith(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + word + " in " + page()));
        test(button).click();
    }

    private void decide(String word, String reason) {
        click(word);
        TextField field = find(TextField.class).all().stream()
                .filter(one -> "Reason".equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
        test(field).setValue(reason);
        NativeButton send = find(NativeButton.class).all().stream()
                .filter(one -> one.hasClassName("primary") && text(one).equals(word.equals("Real") ? "Reopened" : word))
                .findFirst()
                .orElseThrow();
        test(send).click();
    }

    private Optional<Outcome> verdict(String project) {
        long id = projects.findByName(project).orElseThrow().id();
        return builds.newest(id, Limit.of(1)).getFirst().verdict();
    }

    @Test
    void aFindingThatIsDecidedLeavesAndTheNextOneIsShown() {
        uploads.imported(
                "inbox-one",
                "a1",
                TestReports.sarif(List.of(new Weak("critical-a", "a.c", 1), new Weak("critical-b", "b.c", 2))));
        open("inbox-one");
        assertThat(page()).contains("2 waiting").contains("critical-a");

        decide("False positive", "checked by hand");

        assertThat(page()).contains("1 waiting").contains("critical-b");
        assertThat(verdict("inbox-one")).contains(Outcome.FAIL);

        decide("False positive", "checked too");

        assertThat(page()).contains("Nothing matches the query");
        assertThat(verdict("inbox-one")).contains(Outcome.PASS);
    }

    @Test
    void whatWasDecidedLastIsTakenBack() {
        uploads.imported("inbox-undo", "a1", TestReports.sarif(List.of(new Weak("critical-a", "a.c", 1))));
        open("inbox-undo");
        decide("Won't fix", "too old");
        assertThat(verdict("inbox-undo")).contains(Outcome.PASS);

        click("Undo");

        assertThat(verdict("inbox-undo")).contains(Outcome.FAIL);
        assertThat(page()).contains("1 waiting");
    }

    @Test
    void allThatTheQueryFindsIsDecidedAtOnceNotOnlyWhatIsShown() {
        uploads.imported(
                "inbox-bulk",
                "a1",
                TestReports.sarif(IntStream.range(0, 120)
                        .mapToObj(n -> new Weak("high-" + n, "f" + n + ".c", n + 1))
                        .toList()));
        open("inbox-bulk");
        assertThat(page()).contains("120 waiting");

        click("Select all 120");
        assertThat(page()).contains("Decide on 120 findings");
        decide("Won't fix", "generated code");

        assertThat(page()).contains("Nothing matches the query");
        assertThat(verdict("inbox-bulk")).contains(Outcome.PASS);
    }

    @Test
    void aDecisionWithoutAReasonIsNotMade() {
        uploads.imported("inbox-why", "a1", TestReports.sarif(List.of(new Weak("critical-a", "a.c", 1))));
        open("inbox-why");

        decide("Accepted risk", " ");

        assertThat(verdict("inbox-why")).contains(Outcome.FAIL);
    }

    @Test
    void aQueryThatCannotBeReadIsToldAtItsPlace() {
        UI.getCurrent().navigate("inbox", QueryParameters.of("q", "severity:awful"));

        TextField query = find(TextField.class).all().stream()
                .filter(one -> "Query".equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
        assertThat(query.isInvalid()).isTrue();
        assertThat(query.getErrorMessage()).contains("column");
    }

    @Test
    void thePageOfAFindingTellsWhatWasDecided() {
        uploads.imported("inbox-page", "a1", TestReports.sarif(List.of(new Weak("critical-a", "a.c", 1))));
        open("inbox-page");
        decide("False positive", "tested <b>input</b>");
        UI.getCurrent().navigate("findings", QueryParameters.of("q", "project:inbox-page decision:false-positive"));

        assertThat(page()).contains("critical-a");
    }
}

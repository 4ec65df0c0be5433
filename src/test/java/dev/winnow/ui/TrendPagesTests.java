package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.winnow.access.Users;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Severity;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.BehindRows;
import dev.winnow.metrics.TargetStore;
import dev.winnow.metrics.Targets;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** The pages of trends: what they say of a small history, where their numbers lead, and what is aimed at. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class TrendPagesTests extends SpringBrowserlessTest {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(40));

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private TargetStore targets;

    @Autowired
    private Users users;

    private final String project = "trended-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aSmallHistory() throws Exception {
        scan("c1", 0);
        scan("c2", 24, EVAL, LINK);
        scan("c3", 72, EVAL);
    }

    private void scan(String commit, int hour, Weak... found) throws Exception {
        Instant at = START.plus(Duration.ofHours(hour));
        String report = TestReports.sarif("Lint", true, List.of(found));
        var request = new ScanRequest(
                project, commit, "main", at, commit, null, null, "lint", null, null, null, at.plusSeconds(3_600));
        long id = intake.accept(new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)), request, "test")
                .scanId();
        intake.settled(id).join();
        assertThat(scans.findById(id).orElseThrow().failure()).isEmpty();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    private String page() {
        return text((Component) getCurrentView());
    }

    private void open(String path, String... more) {
        Map<String, List<String>> all = new java.util.HashMap<>(Map.of("project", List.of(project)));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], List.of(more[i + 1]));
        }
        UI.getCurrent().navigate(path, new QueryParameters(all));
    }

    private void follow(String text) {
        RouterLink link = find(RouterLink.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
        var location = new Location(link.getHref());
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    private List<?> rows() {
        Grid<?> grid = find(Grid.class).single();
        return grid.getListDataView().getItems().toList();
    }

    @Test
    void aNumberLeadsToJustWhatItCountsAndOnToWhatItLeavesOut() {
        open("trends");
        assertThat(page()).contains("What changed meanwhile", "Guard lint added in " + project);

        follow("1 repair");

        assertThat(getCurrentView()).isInstanceOf(TrendsBehindView.class);
        assertThat(page())
                .contains("1 repair", "What the mean time to repair is the mean of, in " + project)
                .contains("It is 48 h.")
                .contains("1 open episode");
        assertThat(rows()).hasSize(1);
        assertThat(((BehindRows.Row) rows().getFirst()).finding().orElseThrow().ruleId())
                .isEqualTo("high-link");

        follow("1 open episode");

        assertThat(((BehindRows.Row) rows().getFirst()).finding().orElseThrow().ruleId())
                .isEqualTo("critical-eval");
        follow("All trends");
        assertThat(getCurrentView()).isInstanceOf(TrendsView.class);
        assertThat(page()).contains("2 opened, 1 fixed");
    }

    @Test
    void aPartOfThePeriodHasItsOwnAndWhatIsAskedForStays() {
        Instant from = START.plus(Duration.ofHours(48));
        open(
                "trends/behind",
                "metric",
                "pass-rate",
                "from",
                from.toString(),
                "to",
                Instant.now().toString());
        assertThat(page()).contains("1 change", "With their first build in the period, on any branch, in " + project);
        assertThat(((BehindRows.Row) rows().getFirst()).build().orElseThrow().commitSha())
                .isEqualTo("c3");

        open("trends/behind", "metric", "opened", "severity", "high");
        assertThat(page()).contains("1 opened episode").contains("of severity High");

        open("trends/behind", "metric", "negative");
        assertThat(page()).contains("0 episodes with wrong clocks", "Nothing is behind it");

        open("trends/behind", "metric", "luck");
        assertThat(getCurrentView()).isNotInstanceOf(TrendsBehindView.class);
    }

    @Test
    void administratorsChangeTargetsInTheUnitsTheySayThemIn() {
        Targets before = targets.get();
        open("trends/targets");
        try {
            field("Mean time to repair, at most").setValue("1 d 12 h");
            field("Fix low within").setValue("");
            save();
            assertThat(targets.get().mttr()).isEqualTo(Duration.ofHours(36));
            assertThat(targets.get().fixWithin())
                    .doesNotContainKey(Severity.LOW)
                    .containsEntry(Severity.CRITICAL, Duration.ofDays(7));

            field("Mean time to repair, at most").setValue("soon");
            save();
            assertThat(field("Mean time to repair, at most").isInvalid()).isTrue();
            assertThat(targets.get().mttr()).isEqualTo(Duration.ofHours(36));
        } finally {
            targets.set(users.caller("admin").orElseThrow(), before);
        }
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(one -> label.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private void save() {
        test(find(NativeButton.class).withText("Save").single()).click();
    }
}

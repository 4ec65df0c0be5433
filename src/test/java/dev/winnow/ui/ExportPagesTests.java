package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.access.Users;
import dev.winnow.export.BriefFormat;
import dev.winnow.export.Figure;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.export.QuarterBrief;
import dev.winnow.export.QuarterBriefs;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.Quarter;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;

/** The page of exports: which briefs there are, and what they say at first sight. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class ExportPagesTests extends SpringBrowserlessTest {
    private static final Quarter QUARTER = Quarter.of("2026-Q1");

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Users users;

    @Autowired
    private QuarterBriefs briefs;

    @Autowired
    private FrozenQuarters frozen;

    @Autowired
    private JdbcClient jdbc;

    private final String project = "told-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aQuarterWithOneRepair() throws Exception {
        scan("c1", "2026-01-10T00:00:00Z", List.of());
        scan("c2", "2026-02-10T00:00:00Z", List.of(new Weak("high-link", "src/l.js", 14)));
        scan("c3", "2026-02-12T00:00:00Z", List.of());
    }

    private void scan(String commit, String at, List<Weak> found) throws Exception {
        var request = new ScanRequest(
                project,
                commit,
                "main",
                Instant.parse(at).minusSeconds(3_600),
                commit,
                null,
                null,
                "lint",
                null,
                null,
                null,
                Instant.parse(at));
        byte[] report = TestReports.sarif(found).getBytes(StandardCharsets.UTF_8);
        long id =
                intake.accept(new ByteArrayInputStream(report), request, "test").scanId();
        intake.settled(id).join();
    }

    private void open(Map<String, String> parameters) throws Exception {
        UI.getCurrent().navigate("exports", QueryParameters.simple(parameters));
        settle();
    }

    private void settle() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            roundTrip();
            if (find(ProgressBar.class).all().isEmpty()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("still counting");
    }

    private String page() {
        return ((Component) getCurrentView()).getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    @Test
    void theFiguresAreThoseOfTheBriefAndEachFormatIsThere() throws Exception {
        open(Map.of("quarter", QUARTER.toString(), "project", project));

        QuarterBrief brief = briefs.of(users.caller("admin").orElseThrow(), QUARTER, Set.of(project), Optional.empty());
        assertThat(page()).contains("1 Jan 2026 – 31 Mar 2026" + project).contains("Computed ");
        for (Figure figure : brief.figures()) {
            assertThat(page())
                    .contains(figure.title() + figure.valueText() + figure.basis())
                    .contains("quarter before: " + figure.beforeText());
        }
        // An hour to detect it, two days to repair it.
        assertThat(page()).contains("Mean time to detect60 min1 detected", "Mean time to repair48 h1 fixed");
        assertThat(page()).contains("missedtarget at most 5 min");
        assertThat(find(Anchor.class).all().stream()
                        .map(link -> link.getElement().getAttribute("data-format"))
                        .filter(format -> format != null))
                .containsExactlyInAnyOrder(java.util.Arrays.stream(BriefFormat.values())
                        .map(BriefFormat::word)
                        .toArray(String[]::new));
    }

    @Test
    void aFrozenQuarterStaysAndItsPageSaysWhatWouldBeOther() throws Exception {
        var address = Map.of("quarter", QUARTER.toString(), "project", project);
        open(address);
        test(button("Freeze 2026-Q1…")).click();
        test(button("Freeze")).click();
        settle();
        assertThat(page())
                .contains("Frozen ", "by admin, revision 1", "it says the same")
                .contains("Freeze once more…");

        // Late, and of a build between the two: it was fixed a day earlier.
        scan("c2b", "2026-02-11T00:00:00Z", List.of());
        scan("c4", "2026-02-20T00:00:00Z", List.of(new Weak("high-link", "src/l.js", 14)));
        open(address);
        assertThat(page()).contains("numbers would be others").contains("Mean time to repair48 h1 fixed");
        long id = frozen.list(users.caller("admin").orElseThrow()).stream()
                .filter(one -> one.projects().contains(project))
                .findFirst()
                .orElseThrow()
                .id();
        UI.getCurrent().navigate("exports/frozen/" + id);
        settle();
        assertThat(page())
                .contains("2026-Q1, frozen")
                .contains("episodes, opened")
                .contains("How it was frozen");

        open(address);
        test(button("Freeze once more…")).click();
        test(button("Freeze")).click();
        assertThat(find(TextArea.class).single().getErrorMessage()).contains("say why");
    }

    /** As an older server wrote it, with definitions of its own. */
    @Test
    void theFrozenPageShowsADocumentOfOlderDefinitions() throws Exception {
        var by = users.caller("admin").orElseThrow();
        long id = frozen.freeze(by, QUARTER, Set.of(project), Optional.empty(), "")
                .id();
        byte[] compressed = jdbc.sql("select document from frozen_quarter where id = ?")
                .param(id)
                .query((row, n) -> row.getBytes(1))
                .single();
        String text;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String older = text.replaceFirst("\"definitions\":\\{\"version\":\\d+", "\"definitions\":{\"version\":1")
                .replaceFirst("\"value\":172800(\\.0)?", "\"value\":67132800");
        assertThat(older).isNotEqualTo(text);
        byte[] bytes = older.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        jdbc.sql("update frozen_quarter set document = ?, sha256 = ?, definitions = 1 where id = ?")
                .params(
                        out.toByteArray(),
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                        id)
                .update();

        UI.getCurrent().navigate("exports/frozen/" + id);
        settle();
        assertThat(page()).contains("Definitions" + "version 1").doesNotContain("no such frozen");
        open(Map.of("quarter", QUARTER.toString(), "project", project));
        assertThat(page()).contains("777 days");
    }

    private NativeButton button(String text) {
        return find(NativeButton.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRunningQuarterComesFirstAndSaysSo() throws Exception {
        open(Map.of());

        Quarter running = Quarter.of(LocalDate.now(ZoneOffset.UTC));
        @SuppressWarnings("unchecked")
        Select<String> quarter = find(Select.class).withCaption("Quarter").single();
        assertThat(quarter.getValue()).isEqualTo(running.toString());
        assertThat(quarter.getItemLabelGenerator().apply(running.toString())).isEqualTo(running + ", so far");
        List<String> all = quarter.getListDataView().getItems().toList();
        assertThat(all)
                .startsWith(running.toString(), running.before().toString())
                .contains(QUARTER.toString());
        assertThat(new TreeSet<>(all)).hasSameSizeAs(all);
        assertThat(page()).contains("The quarter is not over: as of ");
    }

    @Test
    void whatIsNotThereIsSaidAndNotCountedAsAllThereIs() throws Exception {
        open(Map.of("project", "none-" + project));
        assertThat(page()).contains("There is no project none-" + project).doesNotContain("Mean time to detect");

        open(Map.of("quarter", "2999-Q1"));
        assertThat(page()).contains("2999-Q1 lies ahead.");
        assertThat(find(Anchor.class).all().stream()
                        .filter(link -> link.getElement().getAttribute("data-format") != null))
                .isEmpty();
    }
}

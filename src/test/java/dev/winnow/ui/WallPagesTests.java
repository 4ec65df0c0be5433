package dev.winnow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.metrics.Trend;
import dev.winnow.project.Grade;
import dev.winnow.project.Outcome;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.wall.Board;
import dev.winnow.wall.Board.Cell;
import dev.winnow.wall.Board.Figure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;

/** What a wall says, and to whom. */
@OnH2
@WithMockUser(username = "admin", roles = "ADMIN")
class WallPagesTests extends SpringBrowserlessTest {
    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private Users users;

    @Autowired
    private Grants grants;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String red = "red-" + word;
    private final String other = "other-" + word;
    private Caller admin;

    @BeforeEach
    void twoProjects() {
        admin = users.caller("admin").orElseThrow();
        var uploads = new Uploads(intake, scans);
        uploads.imported(
                red,
                "a1",
                null,
                TestReports.sarif(List.of(new Weak("critical-hole", "a.c", 1))).getBytes(StandardCharsets.UTF_8));
        uploads.imported(other, "a1", null, TestReports.sarif(List.of()).getBytes(StandardCharsets.UTF_8));
    }

    private String wall(String query) {
        UI.getCurrent().navigate("wall", QueryParameters.fromString(query));
        return text((Component) getCurrentView());
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    @Test
    void theWallOfAProjectShowsItsScoreAndWhatIsRed() {
        String page = wall("project=" + red);

        assertThat(page)
                .containsPattern(red + " ?71 ?C ?✕ ?fail")
                .contains("gate fails: no-critical", "Mean time to detect", "Mean time to repair", "Pass rate", "Live")
                .doesNotContain(other);
    }

    @Test
    void aWallShowsNoProjectThatIsNotThereForItsReader() {
        String login = "near-" + word;
        users.create(admin, new NewUser(login, "N", null, "given to begin with"));
        users.changePassword(users.caller(login).orElseThrow(), "given to begin with", "a long enough one");
        grants.give(admin, login, Scope.project(other), Role.VIEWER);
        Caller caller = users.caller(login).orElseThrow();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        caller, null, List.of(new SimpleGrantedAuthority(Role.VIEWER.authority()))));

        assertThat(wall("")).contains(other).doesNotContain(red);
        for (String wrong : List.of("project=" + red, "project=" + red + "&project=" + other, "team=none")) {
            wall(wrong);
            assertThat((Component) getCurrentView()).isInstanceOf(NotFoundPage.class);
        }
    }

    @Test
    void withoutADisplayLinkThereIsNothingToSee() {
        SecurityContextHolder.clearContext();
        UI.getCurrent().navigate("wall/display");

        assertThat(text((Component) getCurrentView()))
                .contains("no display link that works")
                .doesNotContain(red);
    }

    @Test
    void whatWouldBeTooSmallIsLeftOutAndCounted() {
        var board = new WallBoard(ZoneOffset.UTC);
        board.show(new Board(
                "Team <b>crew</b>",
                Instant.parse("2026-11-29T12:30:00Z"),
                LocalDate.parse("2026-11-29"),
                List.of(
                        new Figure(Trend.MTTD, OptionalDouble.of(120), OptionalDouble.of(240), OptionalDouble.of(300)),
                        new Figure(Trend.MTTR, OptionalDouble.empty(), OptionalDouble.of(9), OptionalDouble.of(86_400)),
                        new Figure(
                                Trend.PASS_RATE,
                                OptionalDouble.of(0.87),
                                OptionalDouble.of(0.95),
                                OptionalDouble.of(0.9))),
                IntStream.range(0, 20)
                        .mapToObj(i -> new Cell(
                                "p" + i, Optional.of(90), Optional.of(Grade.A), Optional.of(Outcome.PASS), i == 0))
                        .toList(),
                List.of(
                        new Board.Criticals(2),
                        new Board.OverLimit("crew", 12.5, 10),
                        new Board.StaleGuard("p1", "zap"))));

        assertThat(text(board))
                .contains("Team <b>crew</b>", "last change 29 Nov 12:30 Z")
                .containsPattern("2 min ?✓ ?target 5 min ?▲ ?better: was 4 min")
                .containsPattern(
                        "– ?target 24 h ?nothing counted in 30 days|– ?target 1 day ?nothing counted in 30 days")
                .containsPattern("87 % ?✕ ?target 90 % ?▼ ?worse: was 95 %")
                .contains("and 8 better ones")
                .doesNotContain("p12")
                .containsPattern("2 critical CVEs ?in production")
                .containsPattern("Team crew ?12.5 alerts per person and day, limit 10")
                .containsPattern("p1 ?zap stopped reporting")
                .containsPattern("pass ?so far");
    }
}

package dev.winnow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.ProfileReader;
import dev.winnow.project.Builds;
import dev.winnow.project.Projects;
import dev.winnow.support.MovableClock;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;

/** Verdicts that time alone changes. */
@OnH2
class AgingTests extends ApiClaims {
    @Autowired
    private BuildContents contents;

    @Autowired
    private Builds builds;

    @Autowired
    private Projects projects;

    @Autowired
    private Policies policies;

    @Autowired
    private Gate gate;

    @Autowired
    private Coverages coverages;

    @Autowired
    private Verdicts verdicts;

    @Autowired
    private ProfileReader profiles;

    @Autowired
    private TransactionTemplate transaction;

    private final MovableClock clock = new MovableClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private Aging aging;

    @BeforeEach
    void keepTime() {
        var judge = new Judge(
                contents, builds, projects, policies, gate, coverages, verdicts, profiles, event -> {}, clock);
        aging = new Aging(projects, policies, judge, transaction, clock);
    }

    @AfterEach
    void goBack() throws Exception {
        api.delete("/projects/" + project + "/policy");
    }

    private void upload(String commit) throws Exception {
        api.upload(project, TestReports.sarif(List.of(new Weak("high-1", "src/a.js", 1))), "commit", commit)
                .json(201);
    }

    private void send(String text) throws Exception {
        api.call(MockMvcRequestBuilders.put("/api/v1/projects/" + project + "/policy")
                        .content(text))
                .json(200);
    }

    private String verdict(String build) throws Exception {
        return api.get("/projects/" + project + "/builds/" + build)
                .json(200)
                .at("/build/verdict")
                .asString();
    }

    @Test
    void aFindingThatGetsTooOldTurnsTheNewestBuildRedAndNoOther() throws Exception {
        upload("c0");
        send(
                "rules: [{name: within a month, when: finding.severity == \"HIGH\" && finding.ageDays > 30, effect: fail}]");
        upload("c1");
        upload("c2");
        aging.run();
        assertThat(verdict("c2")).isEqualTo("pass");

        clock.advance(Duration.ofDays(32));
        aging.run();

        assertThat(verdict("c2")).isEqualTo("fail");
        assertThat(verdict("c1")).isEqualTo("pass");
    }

    @Test
    void aRuleThatEndsDoesSoWithoutAScan() throws Exception {
        upload("c0");
        String end = clock.instant().plus(Duration.ofHours(1)).toString();
        send("""
                rules:
                  - {name: known, when: finding.severity == "HIGH", effect: ignore, until: "%s"}
                  - {name: high, when: finding.severity == "HIGH", effect: fail}
                """.formatted(end));
        upload("c1");
        aging.run();
        assertThat(verdict("c1")).isEqualTo("pass");

        clock.advance(Duration.ofMinutes(61));
        aging.run();

        assertThat(verdict("c1")).isEqualTo("fail");
    }
}

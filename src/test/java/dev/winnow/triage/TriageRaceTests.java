package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.finding.FindingId;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.support.LockWaits;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.triage.file.RuleFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people say while an import runs neither misses what it writes nor keeps it waiting for ever. */
class TriageRaceTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak MILD = new Weak("low-style", "src/b.js", 20);

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private Users users;

        @Autowired
        private Projects projects;

        @Autowired
        private Decisions decisions;

        @Autowired
        private DecisionRows decisionRows;

        @Autowired
        private SilenceRules rules;

        @Autowired
        private RuleFiles files;

        @Autowired
        private RuleHits hits;

        @Autowired
        private Settling settling;

        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private DataSource database;

        @Autowired
        private PlatformTransactionManager transactions;

        private Caller admin() {
            return users.caller("admin").orElseThrow();
        }

        private void upload(String to, String report) throws Exception {
            api.upload(to, report, "commit", "c1").json(201);
        }

        private long id(String name) {
            return projects.idOf(name).orElseThrow();
        }

        private RoaringBitmap findings(long projectId) {
            return findings(projectId, "");
        }

        private RoaringBitmap silenced(String name) {
            return findings(id(name), " and silenced");
        }

        private RoaringBitmap findings(long projectId, String which) {
            var numbers = new RoaringBitmap();
            jdbc.sql("select finding_id from finding_state where project_id = ?" + which)
                    .param(projectId)
                    .query(Long.class)
                    .list()
                    .forEach(id -> numbers.add(FindingId.number(id)));
            return numbers;
        }

        /** Does what an import of the project would write when the act waits for it, or was done without. */
        private <T> T during(String importing, Callable<T> act, Consumer<Project> then) throws Exception {
            return during(importing, project -> {}, act, then);
        }

        /** @param first what the import has written, and not committed, when the act begins */
        private <T> T during(String importing, Consumer<Project> first, Callable<T> act, Consumer<Project> then)
                throws Exception {
            var waits = new LockWaits(database);
            try (var other = Executors.newSingleThreadExecutor()) {
                var running = new TransactionTemplate(transactions).execute(status -> {
                    Project project = projects.lock(id(importing));
                    first.accept(project);
                    var begun = other.submit(act);
                    waits.awaitWaitingOrDone(begun);
                    then.accept(project);
                    return begun;
                });
                return Objects.requireNonNull(running).get(60, TimeUnit.SECONDS);
            }
        }

        private SilenceRule rule(String projectName, String rule) {
            return rules.make(admin(), newRule("race " + project, projectName, rule));
        }

        private static NewRule newRule(String name, String projectName, String rule) {
            return new NewRule(
                    name, Match.of(projectName, null, rule, null, null, null, null, null), "noise", Optional.empty());
        }

        private void matchAll(SilenceRule rule, Project project) {
            RoaringBitmap all = findings(project.id());
            hits.replace(rule.id(), project.id(), all);
            settling.settle(project, all);
        }

        @Test
        void whatAnImportAddsToARuleThatEndsIsNotLeftSilenced() throws Exception {
            upload(project, TestReports.sarif(List.of(EVAL, MILD)));
            SilenceRule rule = rule(project, "critical-eval");
            assertThat(silenced(project).getCardinality()).isEqualTo(1);

            during(project, () -> rules.end(admin(), rule.id()), importing -> matchAll(rule, importing));

            assertThat(silenced(project).getCardinality()).isZero();
        }

        @Test
        void norIsWhatItIsTheFirstToMatchInItsProject() throws Exception {
            upload(project + "-a", TestReports.sarif(List.of(EVAL)));
            upload(project + "-b", TestReports.sarif(List.of(MILD)));
            SilenceRule rule = rule(project + "-*", "critical-eval");

            during(
                    project + "-b",
                    importing -> matchAll(rule, importing),
                    () -> rules.end(admin(), rule.id()),
                    importing -> {});

            assertThat(silenced(project + "-a").getCardinality()).isZero();
            assertThat(silenced(project + "-b").getCardinality()).isZero();
        }

        @Test
        void whatAnImportAddsToARuleThatChangesIsJudgedByWhatItBecomes() throws Exception {
            upload(project, TestReports.sarif(List.of(EVAL, MILD)));
            SilenceRule rule = rule(project, "critical-eval");

            during(
                    project,
                    () -> rules.change(admin(), rule.id(), newRule(rule.name(), project, "nothing")),
                    importing -> matchAll(rule, importing));

            assertThat(silenced(project).getCardinality()).isZero();
        }

        @Test
        void aRuleCanBeChangedWhileAnImportNotesThatItHit() throws Exception {
            upload(project, TestReports.sarif(List.of(EVAL, MILD)));
            SilenceRule rule = rule(project, "critical-eval");

            during(
                    project,
                    () -> rules.change(admin(), rule.id(), newRule(rule.name(), project, "low-*")),
                    importing -> jdbc.sql("update silence_rule set last_hit_at = changed_at where id = ?")
                            .param(rule.id())
                            .update());

            assertThat(rules.find(admin(), rule.id()).match().rule()).contains("low-*");
            assertThat(silenced(project).getCardinality()).isEqualTo(1);
        }

        @Test
        void aFileOfRulesWaitsForItsProjectsInTheirOrder() throws Exception {
            upload(project + "-a", TestReports.sarif(List.of(EVAL)));
            upload(project + "-b", TestReports.sarif(List.of(EVAL)));
            String file = "silence-rules:\n";
            for (String name : List.of(project + "-b", project + "-a")) {
                file += "  - name: of " + name + "\n    match: {project: " + name
                        + ", rule: critical-eval}\n    reason: noise\n";
            }
            byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

            during(
                    project + "-a",
                    () -> files.apply(admin(), bytes, false),
                    importing -> projects.lock(id(project + "-b")));

            assertThat(silenced(project + "-a").getCardinality()).isEqualTo(1);
            assertThat(silenced(project + "-b").getCardinality()).isEqualTo(1);
        }

        private String hole(String vulnerability) {
            return TestReports.trivy("shop:1", List.of(new Hole("pad-" + project, "CRITICAL", vulnerability)));
        }

        private Decision decideEverywhere(String name) {
            return decisions.decide(
                    admin(),
                    Map.of(id(name), findings(id(name))),
                    new NewDecision(
                            Ruling.FALSE_POSITIVE, "never called", true, Optional.empty(), Set.of(), Optional.empty()));
        }

        @Test
        void aDecisionForEverywhereReachesWhatAnImportFindsMeanwhile() throws Exception {
            upload(project + "-a", hole("CVE-2033-1"));
            upload(project + "-b", hole("CVE-2033-2"));
            long known = FindingId.of(id(project + "-a"), 1);
            long found = FindingId.of(id(project + "-b"), 1);

            during(project + "-b", () -> decideEverywhere(project + "-a"), importing -> {
                jdbc.sql("update finding set identifier = (select k.identifier from finding k where k.id = ?)"
                                + " where id = ?")
                        .params(known, found)
                        .update();
                jdbc.sql("update finding_key set keys = (select k.keys from finding_key k where k.finding_id = ?)"
                                + " where finding_id = ?")
                        .params(known, found)
                        .update();
            });

            assertThat(silenced(project + "-b").getCardinality()).isEqualTo(1);
        }

        @Test
        void whatItReachesWhileItIsTakenBackIsTakenBackToo() throws Exception {
            upload(project + "-a", hole("CVE-2033-3"));
            upload(project + "-b", hole("CVE-2033-4"));
            Decision decision = decideEverywhere(project + "-a");

            during(project + "-b", () -> decisions.undo(admin(), decision.id()), importing -> {
                RoaringBitmap all = findings(importing.id());
                decisionRows.add(decision.id(), importing.id(), all, Instant.now());
                settling.settle(importing, all);
            });

            assertThat(silenced(project + "-a").getCardinality()).isZero();
            assertThat(silenced(project + "-b").getCardinality()).isZero();
        }
    }
}

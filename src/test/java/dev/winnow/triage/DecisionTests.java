package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.finding.FindingId;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A finding is judged once and stays judged, whatever happens to it; and what is judged counts no more. */
class DecisionTests {
    private static final String PASSWORD = "a long enough one";
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
        private Decisions decisions;

        @Autowired
        private Expiry expiry;

        @Autowired
        private JdbcClient jdbc;

        private JsonNode upload(String commit, String report, String... more) throws Exception {
            return uploadTo(project, commit, report, more);
        }

        private JsonNode uploadTo(String to, String commit, String report, String... more) throws Exception {
            var query = new ArrayList<>(List.of("commit", commit));
            query.addAll(List.of(more));
            return api.upload(to, report, query.toArray(String[]::new)).json(201);
        }

        private JsonNode build(String id) throws Exception {
            return api.get("/projects/" + project + "/builds/" + id).json(200).path("build");
        }

        private String finding(String in, String rule) throws Exception {
            for (String status : List.of("open", "closed", "elsewhere")) {
                for (JsonNode one : api.get("/findings?project=" + in + "&status=" + status)
                        .json(200)
                        .path("findings")) {
                    if (one.path("ruleId").asString().equals(rule)) {
                        return one.path("id").asString();
                    }
                }
            }
            throw new AssertionError("no finding of " + rule);
        }

        private JsonNode details(String finding) throws Exception {
            return api.get("/findings/" + finding).json(200);
        }

        private String triage(String finding) throws Exception {
            return details(finding).path("finding").path("triage").asString();
        }

        private boolean silenced(String finding) throws Exception {
            return details(finding).path("finding").path("silenced").asBoolean();
        }

        private String decide(String finding, String decision, String more) throws Exception {
            return decide(api, finding, decision, more).path("id").asString();
        }

        private static JsonNode decide(ApiClient as, String finding, String decision, String more) throws Exception {
            return as.post(
                            "/decisions",
                            "{'findings':['" + finding + "'],'decision':'" + decision + "','reason':'tested input'"
                                    + more + "}")
                    .json(201);
        }

        private ApiClient client(String login, Role role, String tokenRole) throws Exception {
            String unique = login + "-" + project;
            users.create(users.caller("admin").orElseThrow(), new NewUser(unique, "Some " + login, role, PASSWORD));
            return ApiClient.of(mvc, unique, PASSWORD, tokenRole, null);
        }

        private String judged() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));
            String finding = finding(project, "critical-eval");
            decide(finding, "false-positive", "");
            return finding;
        }

        @Test
        void aDecisionChangesScoreVerdictAndCountsAtOnceAndKeepsThoseOfBuildTime() throws Exception {
            JsonNode before =
                    upload("c1", TestReports.sarif(List.of(EVAL, MILD))).path("build");
            assertThat(before.path("verdict").asString()).isEqualTo("fail");
            assertThat(before.path("score").asInt()).isEqualTo(71);
            String finding = finding(project, "critical-eval");

            JsonNode decision = decide(api, finding, "false-positive", "");

            assertThat(decision.path("status").asString()).isEqualTo("made");
            JsonNode after = build("c1");
            assertThat(after.path("verdict").asString()).isEqualTo("pass");
            assertThat(after.path("score").asInt()).isEqualTo(99);
            assertThat(after.path("built").path("verdict").asString()).isEqualTo("fail");
            assertThat(after.path("built").path("score").asInt()).isEqualTo(71);
            assertThat(after.path("findings").path("silenced").asInt()).isEqualTo(1);
            assertThat(after.path("findings")
                            .path("bySeverity")
                            .path("CRITICAL")
                            .asInt())
                    .isZero();
            assertThat(api.get("/findings?project=" + project + "&silenced=hide")
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            JsonNode said = details(finding).path("decisions").path(0);
            assertThat(said.path("decision").asString()).isEqualTo("false-positive");
            assertThat(said.path("status").asString()).isEqualTo("in-force");
            assertThat(said.path("by").asString()).isEqualTo("admin");
            assertThat(said.path("reason").asString()).isEqualTo("tested input");
        }

        @Test
        void anOlderBuildKeepsWhatWasRecorded() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));
            upload("c2", TestReports.sarif(List.of(EVAL, MILD, new Weak("low-other", "src/c.js", 3))));

            decide(finding(project, "critical-eval"), "false-positive", "");

            assertThat(build("c1").path("verdict").asString()).isEqualTo("fail");
            assertThat(build("c1").path("findings").path("silenced").asInt()).isZero();
            assertThat(build("c2").path("verdict").asString()).isEqualTo("pass");
        }

        @Test
        void theNewestBuildOfEveryBranchIsJudgedAgain() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            upload("f1", TestReports.sarif(List.of(EVAL, MILD)), "branch", "feature");

            decide(finding(project, "critical-eval"), "false-positive", "");

            assertThat(build("f1").path("verdict").asString()).isEqualTo("pass");
            assertThat(build("f1").path("built").path("verdict").asString()).isEqualTo("fail");
        }

        @Test
        void itSurvivesTheSameReportAgain() throws Exception {
            judged();

            JsonNode again = upload("c2", TestReports.sarif(List.of(EVAL, MILD)));

            assertThat(again.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(again.path("findings").path("silenced").asInt()).isEqualTo(1);
            assertThat(again.path("findings")
                            .path("bySeverity")
                            .path("CRITICAL")
                            .asInt())
                    .isZero();
        }

        @Test
        void itSurvivesAMovedLineAndOtherResultsAroundIt() throws Exception {
            judged();

            JsonNode moved = upload(
                    "c2", TestReports.sarif(List.of(new Weak("low-new", "src/a.js", 3), EVAL.at(44), MILD.at(25))));

            assertThat(moved.path("build").path("verdict").asString()).isEqualTo("pass");
        }

        @Test
        void itSurvivesAMovedFile() throws Exception {
            String finding = judged();

            JsonNode moved =
                    upload("c2", TestReports.sarif(List.of(new Weak("critical-eval", "lib/other/a.js", 10), MILD)));

            assertThat(moved.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(triage(finding)).isEqualTo("false-positive");
        }

        @Test
        void itSurvivesANewVersionOfThePackageAndAnotherImage() throws Exception {
            upload("c1", TestReports.trivy("shop:1.0", List.of(new Hole("pad", "CRITICAL", "CVE-2031-1"))));
            decide(finding(project, "CVE-2031-1"), "false-positive", "");

            String newer = TestReports.trivy("shop:1.1", List.of(new Hole("pad", "CRITICAL", "CVE-2031-1")))
                    .replace("1.0.0", "1.0.7");
            assertThat(upload("c2", newer).path("build").path("verdict").asString())
                    .isEqualTo("pass");
        }

        @Test
        void itHoldsOnAnotherBranchAlsoWhereItWasDecidedThere() throws Exception {
            upload("c1", TestReports.sarif(List.of(MILD)));
            upload("f1", TestReports.sarif(List.of(EVAL)), "branch", "feature");
            decide(finding(project, "critical-eval"), "false-positive", "");

            assertThat(upload("g1", TestReports.sarif(List.of(EVAL)), "branch", "other")
                            .path("build")
                            .path("verdict")
                            .asString())
                    .isEqualTo("pass");
            assertThat(upload("c2", TestReports.sarif(List.of(EVAL, MILD)))
                            .path("build")
                            .path("verdict")
                            .asString())
                    .isEqualTo("pass");
        }

        @Test
        void itHoldsForASecondToolUnderAnotherName() throws Exception {
            upload("c1", TestReports.trivy("shop:1.0", List.of(new Hole("pad", "CRITICAL", "CVE-2031-2"))));
            String finding = finding(project, "CVE-2031-2");
            decide(finding, "false-positive", "");

            JsonNode second = upload(
                    "c2",
                    TestReports.grype(
                            "shop:1.1", List.of(new Hole("pad", "CRITICAL", "GHSA-aaaa-bbbb-cccc", "CVE-2031-2"))));

            assertThat(second.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(silenced(finding)).isTrue();
        }

        @Test
        void itFollowsAFindingThatTurnsOutToBeAnother() throws Exception {
            upload("c1", TestReports.trivy("shop:1.0", List.of(new Hole("pad", "CRITICAL", "CVE-2031-3"))));
            upload("c1", TestReports.grype("shop:1.0", List.of(new Hole("pad", "CRITICAL", "GHSA-aaaa-bbbb-dddd"))));
            decide(finding(project, "GHSA-aaaa-bbbb-dddd"), "false-positive", "");
            assertThat(build("c1").path("verdict").asString()).isEqualTo("fail");

            JsonNode both = upload(
                    "c2",
                    TestReports.grype(
                            "shop:1.0", List.of(new Hole("pad", "CRITICAL", "GHSA-aaaa-bbbb-dddd", "CVE-2031-3"))));

            assertThat(open()).isEqualTo(1);
            assertThat(both.path("build").path("verdict").asString()).isEqualTo("pass");
        }

        @Test
        void itSurvivesThatTheFindingWasFixedAndCameBack() throws Exception {
            String finding = judged();
            upload("c2", TestReports.sarif(List.of(MILD)));
            assertThat(details(finding).path("finding").path("status").asString())
                    .isEqualTo("closed");

            JsonNode back = upload("c3", TestReports.sarif(List.of(EVAL, MILD)));

            assertThat(back.path("findings").path("reopened").asInt()).isEqualTo(1);
            assertThat(back.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(triage(finding)).isEqualTo("false-positive");
        }

        @Test
        void itSurvivesThatItsGuardIsRetiredAndReturns() throws Exception {
            String finding = judged();
            JsonNode stream =
                    api.get("/projects/" + project + "/streams").json(200).path(0);
            assertThat(api.post(
                                    "/projects/" + project + "/streams/"
                                            + stream.path("id").asString() + "/retire",
                                    "")
                            .status())
                    .isEqualTo(200);

            JsonNode back = upload("c2", TestReports.sarif(List.of(EVAL, MILD)));

            assertThat(back.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(triage(finding)).isEqualTo("false-positive");
        }

        @Test
        void everywhereReachesOtherProjectsNowAndLater() throws Exception {
            String second = project + "-b";
            String third = project + "-c";
            upload("c1", TestReports.trivy("shop:1", List.of(new Hole("pad-" + project, "CRITICAL", "CVE-2031-4"))));
            uploadTo(
                    second,
                    "c1",
                    TestReports.trivy("other:9", List.of(new Hole("pad-" + project, "CRITICAL", "CVE-2031-4"))));

            String decision = decide(finding(project, "CVE-2031-4"), "false-positive", ",'everywhere':true");

            assertThat(silenced(finding(second, "CVE-2031-4"))).isTrue();
            JsonNode later = uploadTo(
                    third,
                    "c1",
                    TestReports.trivy("third:2", List.of(new Hole("pad-" + project, "CRITICAL", "CVE-2031-4"))));
            assertThat(later.path("build").path("verdict").asString()).isEqualTo("pass");
            assertThat(later.path("findings").path("silenced").asInt()).isEqualTo(1);

            api.delete("/decisions/" + decision).json(200);
            assertThat(silenced(finding(third, "CVE-2031-4"))).isFalse();
            assertThat(silenced(finding(second, "CVE-2031-4"))).isFalse();
        }

        @Test
        void undoingBringsBackWhatWasBefore() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            decide(finding, "wont-fix", "");
            String second = decide(finding, "reopen", "");
            assertThat(build("c1").path("verdict").asString()).isEqualTo("fail");
            assertThat(triage(finding)).isEqualTo("confirmed");

            api.delete("/decisions/" + second).json(200);

            assertThat(triage(finding)).isEqualTo("wont-fix");
            assertThat(build("c1").path("verdict").asString()).isEqualTo("pass");
            api.delete("/decisions/" + second).problem(409);
        }

        private int inForce(String finding) {
            return jdbc.sql("select count(*) from judgement where finding_id = ? and began_at is not null"
                            + " and ended_at is null")
                    .param(Long.parseLong(finding))
                    .query(Integer.class)
                    .single();
        }

        @Test
        void undoingWhatWasReplacedItselfLeavesOneInForce() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            decide(finding, "false-positive", "");
            String second = decide(finding, "wont-fix", "");
            String third = decide(finding, "reopen", "");

            api.delete("/decisions/" + second).json(200);

            assertThat(inForce(finding)).isEqualTo(1);
            assertThat(triage(finding)).isEqualTo("confirmed");
            api.delete("/decisions/" + third).json(200);
            assertThat(inForce(finding)).isEqualTo(1);
            assertThat(triage(finding)).isEqualTo("false-positive");
        }

        @Test
        void undoingWhatHadEndedByItselfLeavesALaterDecisionInForce() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            decide(finding, "false-positive", "");
            String second = decide(finding, "accepted-risk", ",'until':'2099-01-31'");
            jdbc.sql("update decision set until_at = made_at where id = ?")
                    .param(Long.parseLong(second))
                    .update();
            expiry.run();
            String third = decide(finding, "reopen", "");

            api.delete("/decisions/" + second).json(200);

            assertThat(inForce(finding)).isEqualTo(1);
            assertThat(triage(finding)).isEqualTo("confirmed");
            api.delete("/decisions/" + third).json(200);
            assertThat(triage(finding)).isEqualTo("false-positive");
        }

        @Test
        void whatIsDecidedOnAnAbsorbedFindingIsSaidOfWhatIsLeft() throws Exception {
            upload("c1", TestReports.trivy("shop:1.0", List.of(new Hole("pad", "CRITICAL", "CVE-2031-8"))));
            upload("c1", TestReports.grype("shop:1.0", List.of(new Hole("pad", "CRITICAL", "GHSA-aaaa-bbbb-eeee"))));
            List<Long> read = List.of(
                    Long.parseLong(finding(project, "CVE-2031-8")),
                    Long.parseLong(finding(project, "GHSA-aaaa-bbbb-eeee")));
            upload(
                    "c2",
                    TestReports.grype(
                            "shop:1.0", List.of(new Hole("pad", "CRITICAL", "GHSA-aaaa-bbbb-eeee", "CVE-2031-8"))));
            var admin = users.caller("admin").orElseThrow();

            for (long id : read) {
                Decision made = decisions.decide(
                        admin,
                        Decisions.byProject(List.of(id)),
                        NewDecision.of(Ruling.FALSE_POSITIVE, "never reached"));
                assertThat(made.findings()).isEqualTo(1);
                assertThat(decisions.find(admin, made.id())).isEqualTo(made);
                assertThat(build("c2").path("verdict").asString()).isEqualTo("pass");
                decisions.undo(admin, made.id());
            }
            Decision both = decisions.decide(
                    admin, Decisions.byProject(read), NewDecision.of(Ruling.FALSE_POSITIVE, "never reached"));
            assertThat(both.findings()).isEqualTo(1);
        }

        @Test
        void whereNoFindingIsThereNothingIsDecided() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            long gone = Long.parseLong(finding(project, "critical-eval")) + 1_000;

            assertThatExceptionOfType(InvalidRequest.class)
                    .isThrownBy(() -> decisions.decide(
                            users.caller("admin").orElseThrow(),
                            Decisions.byProject(List.of(gone)),
                            NewDecision.of(Ruling.FALSE_POSITIVE, "never reached")));
        }

        @Test
        void whatWasUndoneBringsBackNothingThatAChangeHasEndedSince() throws Exception {
            upload("c1", TestReports.trivy("shop:1", List.of(new Hole("pad", "MEDIUM", "CVE-2031-9"))));
            String finding = finding(project, "CVE-2031-9");
            decide(finding, "accepted-risk", ",'until':'2099-01-31','endsWhen':['worse']");
            String second = decide(finding, "reopen", "");
            upload("c2", TestReports.trivy("shop:1", List.of(new Hole("pad", "CRITICAL", "CVE-2031-9"))));

            api.delete("/decisions/" + second).json(200);

            assertThat(triage(finding)).isEqualTo("returned");
            assertThat(build("c2").path("verdict").asString()).isEqualTo("fail");
        }

        private Decision proposed(String finding, NewDecision decision) {
            users.create(
                    users.caller("admin").orElseThrow(),
                    new NewUser("dev-" + project, "Some dev", Role.DEVELOPER, PASSWORD));
            return decisions.decide(
                    users.caller("dev-" + project).orElseThrow(),
                    Decisions.byProject(List.of(Long.parseLong(finding))),
                    decision);
        }

        private static NewDecision acceptedUntil(Instant end, Set<Ending> endings) {
            return new NewDecision(Ruling.ACCEPTED_RISK, "not now", false, Optional.of(end), endings, Optional.empty());
        }

        @Test
        void whatChangedWhileAProposalWaitedEndsItAsSoonAsItIsApproved() throws Exception {
            upload("c1", TestReports.trivy("shop:1", List.of(new Hole("pad", "MEDIUM", "CVE-2031-10"))));
            String finding = finding(project, "CVE-2031-10");
            Decision proposed =
                    proposed(finding, acceptedUntil(Instant.parse("2099-01-31T00:00:00Z"), Set.of(Ending.WORSE)));
            upload("c2", TestReports.trivy("shop:1", List.of(new Hole("pad", "CRITICAL", "CVE-2031-10"))));

            api.post("/decisions/" + proposed.id() + "/approve", "").json(200);

            assertThat(triage(finding)).isEqualTo("returned");
            assertThat(build("c2").path("verdict").asString()).isEqualTo("fail");
            assertThat(details(finding).path("decisions").path(0).path("ended").asString())
                    .isEqualTo("worse");
        }

        @Test
        void aProposalWhoseDateComesWaitsNoMore() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            Decision proposed = proposed(finding, acceptedUntil(Instant.parse("2099-01-31T00:00:00Z"), Set.of()));
            jdbc.sql("update decision set until_at = made_at where id = ?")
                    .param(proposed.id())
                    .update();

            expiry.run();

            assertThat(StreamSupport.stream(
                                    api.get("/decisions/proposed").json(200).spliterator(), false)
                            .map(one -> one.path("id").asString()))
                    .doesNotContain(Long.toString(proposed.id()));
            assertThat(api.get("/decisions/" + proposed.id())
                            .json(200)
                            .path("status")
                            .asString())
                    .isEqualTo("expired");
            assertThat(triage(finding)).isEqualTo("new");
            JsonNode said = details(finding).path("decisions").path(0);
            assertThat(said.path("status").asString()).isEqualTo("ended");
            assertThat(said.path("ended").asString()).isEqualTo("expired");
            api.post("/decisions/" + proposed.id() + "/approve", "").problem(409);
        }

        @Test
        void aDecisionThatCannotBeEndedKeepsNoOtherInForce() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));
            String broken = decide(finding(project, "low-style"), "accepted-risk", ",'until':'2099-01-31'");
            String finding = finding(project, "critical-eval");
            String due = decide(finding, "accepted-risk", ",'until':'2099-01-31'");
            // Of a project that is not there.
            jdbc.sql("update judgement set finding_id = ? where decision_id = ?")
                    .params(FindingId.of(1_000_000, 1), Long.parseLong(broken))
                    .update();
            jdbc.sql("update decision set until_at = made_at where id in (?, ?)")
                    .params(Long.parseLong(broken), Long.parseLong(due))
                    .update();

            expiry.run();

            assertThat(triage(finding)).isEqualTo("returned");
            jdbc.sql("delete from judgement where decision_id = ?")
                    .param(Long.parseLong(broken))
                    .update();
        }

        @Test
        void aDecisionEndsOnItsDateAndLeavesTheFindingMarked() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            String id = decide(finding, "accepted-risk", ",'until':'2099-01-31'");
            assertThat(build("c1").path("verdict").asString()).isEqualTo("pass");

            jdbc.sql("update decision set until_at = made_at where id = ?")
                    .param(Long.parseLong(id))
                    .update();
            expiry.run();

            assertThat(build("c1").path("verdict").asString()).isEqualTo("fail");
            assertThat(triage(finding)).isEqualTo("returned");
            assertThat(details(finding).path("decisions").path(0).path("ended").asString())
                    .isEqualTo("expired");
        }

        @Test
        void aDecisionEndsWhenTheSeverityRisesIfThatWasChosen() throws Exception {
            upload("c1", TestReports.trivy("shop:1", List.of(new Hole("pad", "MEDIUM", "CVE-2031-5"))));
            String finding = finding(project, "CVE-2031-5");
            decide(finding, "accepted-risk", ",'until':'2099-01-31','endsWhen':['worse']");

            JsonNode worse =
                    upload("c2", TestReports.trivy("shop:1", List.of(new Hole("pad", "CRITICAL", "CVE-2031-5"))));

            assertThat(worse.path("build").path("verdict").asString()).isEqualTo("fail");
            assertThat(triage(finding)).isEqualTo("returned");
        }

        @Test
        void aDecisionStaysWhenTheSeverityRisesUnlessThatWasChosen() throws Exception {
            upload("c1", TestReports.trivy("shop:1", List.of(new Hole("pad", "MEDIUM", "CVE-2031-6"))));
            decide(finding(project, "CVE-2031-6"), "false-positive", "");

            JsonNode worse =
                    upload("c2", TestReports.trivy("shop:1", List.of(new Hole("pad", "CRITICAL", "CVE-2031-6"))));

            assertThat(worse.path("build").path("verdict").asString()).isEqualTo("pass");
        }

        @Test
        void aDecisionEndsWhenAFixAppearsIfThatWasChosen() throws Exception {
            String unfixed = TestReports.trivy("shop:1", List.of(new Hole("pad", "HIGH", "CVE-2031-7")))
                    .replace("\"FixedVersion\": \"1.0.1\",", "");
            upload("c1", unfixed);
            String finding = finding(project, "CVE-2031-7");
            decide(finding, "wont-fix", ",'endsWhen':['fixable']");

            upload("c2", TestReports.trivy("shop:1", List.of(new Hole("pad", "HIGH", "CVE-2031-7"))));

            assertThat(triage(finding)).isEqualTo("returned");
            assertThat(details(finding).path("decisions").path(0).path("ended").asString())
                    .isEqualTo("fixable");
        }

        @Test
        void whatADeveloperDecidesWaitsForTheSecurityRole() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            ApiClient security = client("sec", Role.SECURITY, "triage");
            users.create(
                    users.caller("admin").orElseThrow(),
                    new NewUser("dev-" + project, "Some dev", Role.DEVELOPER, PASSWORD));
            var developer = users.caller("dev-" + project).orElseThrow();

            Decision proposed = decisions.decide(
                    developer,
                    Decisions.byProject(List.of(Long.parseLong(finding))),
                    NewDecision.of(Ruling.FALSE_POSITIVE, "never reached"));

            assertThat(proposed.state()).isEqualTo(Decision.State.PROPOSED);
            assertThat(triage(finding)).isEqualTo("proposed");
            assertThat(build("c1").path("verdict").asString()).isEqualTo("fail");
            assertThat(StreamSupport.stream(
                                    security.get("/decisions/proposed")
                                            .json(200)
                                            .spliterator(),
                                    false)
                            .map(one -> one.path("id").asString()))
                    .contains(Long.toString(proposed.id()));

            JsonNode approved = security.post("/decisions/" + proposed.id() + "/approve", "")
                    .json(200);

            assertThat(approved.path("reviewedBy").asString()).isEqualTo("sec-" + project);
            assertThat(build("c1").path("verdict").asString()).isEqualTo("pass");
            security.post("/decisions/" + proposed.id() + "/reject", "").problem(409);
        }

        @Test
        void aQueryThatFindsNothingDecidesNothingAndSaysSo() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String decision = "'decision':'false-positive','reason':'tested input'}";

            JsonNode nothing = api.post("/decisions", "{'q':'project:" + project + " nobody-says-this'," + decision)
                    .problem(400);
            JsonNode hidden = ApiClient.of(mvc, "triage", project + "-other")
                    .post("/decisions", "{'q':'project:" + project + "'," + decision)
                    .problem(400);

            assertThat(nothing.path("detail").asString()).startsWith("q: it finds nothing");
            assertThat(hidden.path("detail").asString()).startsWith("q: it finds nothing");
            assertThat(triage(finding(project, "critical-eval"))).isEqualTo("new");
        }

        @Test
        void proposalsComeInPagesAndOfProjectsThatTheReaderSees() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));
            uploadTo(project + "-other", "c1", TestReports.sarif(List.of(EVAL)));
            users.create(
                    users.caller("admin").orElseThrow(),
                    new NewUser("dev-" + project, "Some dev", Role.DEVELOPER, PASSWORD));
            var developer = users.caller("dev-" + project).orElseThrow();
            var ids = new ArrayList<String>();
            for (String finding : List.of(
                    finding(project, "critical-eval"),
                    finding(project + "-other", "critical-eval"),
                    finding(project, "low-style"))) {
                ids.add(Long.toString(decisions
                        .decide(
                                developer,
                                Decisions.byProject(List.of(Long.parseLong(finding))),
                                NewDecision.of(Ruling.FALSE_POSITIVE, "never reached"))
                        .id()));
            }
            String before = Long.toString(Long.parseLong(ids.getFirst()) - 1);
            ApiClient own = ApiClient.of(mvc, "read", project);

            JsonNode first =
                    api.get("/decisions/proposed?size=2&after=" + before).json(200);
            JsonNode second =
                    api.get("/decisions/proposed?size=2&after=" + ids.get(1)).json(200);
            List<String> asked =
                    StatementCounter.during(() -> assertThat(own.get("/decisions/proposed?size=2&after=" + before)
                                    .json(200)
                                    .findValuesAsString("id"))
                            .containsExactly(ids.get(0), ids.get(2)));

            assertThat(first.findValuesAsString("id")).containsExactly(ids.get(0), ids.get(1));
            assertThat(second.findValuesAsString("id")).startsWith(ids.get(2));
            assertThat(asked).filteredOn(sql -> sql.contains("from project")).hasSizeLessThan(3);
        }

        @Test
        void aRejectedProposalLeavesTheFindingAsItWas() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            users.create(
                    users.caller("admin").orElseThrow(),
                    new NewUser("dev-" + project, "Some dev", Role.DEVELOPER, PASSWORD));
            Decision proposed = decisions.decide(
                    users.caller("dev-" + project).orElseThrow(),
                    Decisions.byProject(List.of(Long.parseLong(finding))),
                    NewDecision.of(Ruling.FALSE_POSITIVE, "never reached"));

            api.post("/decisions/" + proposed.id() + "/reject", "").json(200);

            assertThat(triage(finding)).isEqualTo("new");
            assertThat(details(finding).path("decisions").path(0).path("status").asString())
                    .isEqualTo("rejected");
        }

        @Test
        void manyAreDecidedAtOnceAndTakenBackAtOnce() throws Exception {
            var many = IntStream.range(0, 1_200)
                    .mapToObj(n -> new Weak("high-" + n % 7, "src/f" + n + ".js", n + 1))
                    .toList();
            upload("c1", TestReports.sarif(many));
            var ids = new ArrayList<String>();
            for (int page = 0; page < 6; page++) {
                api.get("/findings?project=" + project + "&size=200&page=" + page)
                        .json(200)
                        .path("findings")
                        .forEach(one -> ids.add("'" + one.path("id").asString() + "'"));
            }

            JsonNode decision = api.post(
                            "/decisions",
                            "{'findings':[" + String.join(",", ids) + "],'decision':'wont-fix','reason':'old'}")
                    .json(201);

            assertThat(decision.path("findings").asInt()).isEqualTo(1_200);
            assertThat(build("c1").path("score").asInt()).isEqualTo(100);
            api.delete("/decisions/" + decision.path("id").asString()).json(200);
            assertThat(build("c1")
                            .path("findings")
                            .path("bySeverity")
                            .path("HIGH")
                            .asInt())
                    .isEqualTo(1_200);
        }

        @Test
        void whatCannotBeDecidedIsRefusedAndChangesNothing() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL)));
            String finding = finding(project, "critical-eval");
            String start = "{'findings':['" + finding + "'],";

            assertThat(api.post("/decisions", start + "'decision':'accepted-risk','reason':'x'}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("end date");
            api.post("/decisions", start + "'decision':'false-positive','reason':' '}")
                    .problem(400);
            api.post("/decisions", start + "'decision':'nonsense','reason':'x'}")
                    .problem(400);
            api.post("/decisions", start + "'decision':'authorised','reason':'x'}")
                    .problem(400);
            api.post("/decisions", start + "'decision':'wont-fix','reason':'x','until':'2001-01-01'}")
                    .problem(400);
            api.post("/decisions", start + "'decision':'wont-fix','reason':'x','until':'soon'}")
                    .problem(400);
            api.post("/decisions", start + "'decision':'wont-fix','reason':'x','link':'javascript:alert(1)'}")
                    .problem(400);
            api.post("/decisions", "{'findings':['4'],'decision':'wont-fix','reason':'x'}")
                    .problem(404);
            ApiClient reader = ApiClient.of(mvc, "read", null);
            reader.post("/decisions", start + "'decision':'wont-fix','reason':'x'}")
                    .problem(403);
            ApiClient other = ApiClient.of(mvc, "triage", project + "-other");
            other.post("/decisions", start + "'decision':'wont-fix','reason':'x'}")
                    .problem(404);

            assertThat(triage(finding)).isEqualTo("new");
            assertThat(build("c1").path("verdict").asString()).isEqualTo("fail");
        }
    }
}

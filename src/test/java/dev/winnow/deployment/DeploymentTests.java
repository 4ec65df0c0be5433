package dev.winnow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What runs where, since when, and what ran there before, whenever and in whatever order it is told. */
class DeploymentTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Weak MILD = new Weak("low-style", "src/b.js", 20);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(30));

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private static Instant day(int day) {
            return START.plus(Duration.ofDays(day));
        }

        private void build(int day, String commit, Weak... found) throws Exception {
            build(day, commit, "main", found);
        }

        private void build(int day, String commit, String branch, Weak... found) throws Exception {
            api.upload(
                            project,
                            TestReports.sarif(List.of(found)),
                            "commit",
                            commit,
                            "branch",
                            branch,
                            "committedAt",
                            day(day).toString())
                    .json(201);
        }

        private ApiClient.Answer deploy(String json) throws Exception {
            return api.post("/projects/" + project + "/deployments", json);
        }

        private JsonNode deployed(String build, String environment, int day) throws Exception {
            return deploy("{'build':'" + build + "','environment':'" + environment + "','deployedAt':'" + day(day)
                            + "'}")
                    .json(201);
        }

        private List<String> history(String environment) throws Exception {
            JsonNode page = api.get("/projects/" + project + "/deployments?environment=" + environment)
                    .json(200);
            return stream(page.path("deployments"))
                    .map(one -> ChronoUnit.DAYS.between(
                                    START, Instant.parse(one.path("deployedAt").asString())) + " "
                            + one.path("build").path("id").asString("-")
                            + (one.path("rollback").asBoolean() ? " back from " : " for ")
                            + one.path("replaced").asString("-"))
                    .toList();
        }

        private List<String> running() throws Exception {
            return stream(api.get("/projects/" + project + "/environments")
                            .json(200)
                            .path("environments"))
                    .map(one -> one.path("environment").asString() + " "
                            + one.path("build").path("id").asString() + " since "
                            + ChronoUnit.DAYS.between(
                                    START, Instant.parse(one.path("since").asString())))
                    .toList();
        }

        private static java.util.stream.Stream<JsonNode> stream(JsonNode nodes) {
            return StreamSupport.stream(nodes.spliterator(), false);
        }

        @Test
        void aBuildIsNamedByItsIdItsCommitOrItsImage() throws Exception {
            String image = "sha256:" + "1a".repeat(32);
            api.upload(
                            project,
                            TestReports.trivy("shop:1", List.of(new Hole("left", "HIGH", "CVE-2026-1")))
                                    .replace(
                                            "'Results'".replace('\'', '"'),
                                            "\"Metadata\": {\"RepoDigests\": [\"r.example/shop@" + image
                                                    + "\"]}, \"Results\""),
                            "commit",
                            "c0ffee11",
                            "build",
                            "41")
                    .json(201);

            for (String named : List.of(
                    "'build':'41'",
                    "'commit':'C0FFEE11'",
                    "'digest':'" + image + "'",
                    "'digest':'shop@" + image + "'")) {
                JsonNode made = deploy("{" + named + ",'environment':'env-" + named.length() + "'}")
                        .json(201);
                assertThat(made.path("build").path("id").asString()).as(named).isEqualTo("41");
            }
            // Known by the same bytes for another build.
            api.upload(
                            project,
                            TestReports.trivy("shop:1", List.of(new Hole("left", "HIGH", "CVE-2026-1")))
                                    .replace(
                                            "'Results'".replace('\'', '"'),
                                            "\"Metadata\": {\"RepoDigests\": [\"r.example/shop@" + image
                                                    + "\"]}, \"Results\""),
                            "commit",
                            "c0ffee12",
                            "build",
                            "42")
                    .json(201);
            assertThat(deploy("{'digest':'" + image + "','environment':'next'}")
                            .json(201)
                            .path("build")
                            .path("id")
                            .asString())
                    .isEqualTo("42");
        }

        @Test
        void whatNamesNoBuildOrTwoIsRefused() throws Exception {
            build(1, "b1", MILD);
            build(1, "b1", "release", MILD);

            assertThat(deploy("{'environment':'prod'}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("one way");
            deploy("{'build':'b1','commit':'b1','environment':'prod'}").problem(400);
            deploy("{'build':'b1','environment':''}").problem(400);
            deploy("{'build':'b1','environment':'a/b'}").problem(400);
            deploy("{'digest':'latest','environment':'prod'}").problem(400);
            deploy("{'build':'none','environment':'prod'}").problem(404);
            deploy("{'build':'b1','branch':'gone','environment':'prod'}").problem(404);
            deploy("{'digest':'sha256:" + "0".repeat(64) + "','environment':'prod'}")
                    .problem(404);
            deploy("{'build':'b1','environment':'prod','deployedAt':'"
                            + Instant.now().plusSeconds(600) + "'}")
                    .problem(400);
            assertThat(running()).isEmpty();

            assertThat(deploy("{'build':'b1','branch':'main','environment':'prod'}")
                            .json(201)
                            .path("build")
                            .path("branch")
                            .asString())
                    .isEqualTo("main");
        }

        @Test
        void aDeploymentToldTwiceIsOne() throws Exception {
            build(1, "b1", MILD);
            build(2, "b2", MILD);
            String body = "{'build':'b1','environment':'prod','deployedAt':'" + day(3) + "'}";
            String id = deploy(body).json(201).path("id").asString();

            assertThat(deploy(body).json(200).path("id").asString()).isEqualTo(id);
            assertThat(deploy("{'build':'b1','environment':'PROD'}")
                            .json(200)
                            .path("id")
                            .asString())
                    .as("what runs there is not deployed again")
                    .isEqualTo(id);
            assertThat(history("prod")).containsExactly("3 b1 for -");

            deployed("b1", "prod", 5);
            assertThat(running()).containsExactly("prod b1 since 3");
        }

        @Test
        void historyKeepsItsOrderHoweverItIsTold() throws Exception {
            build(1, "b1", MILD);
            build(2, "b2", MILD);
            build(3, "b3", MILD);
            deployed("b1", "prod", 4);
            deployed("b3", "prod", 8);
            assertThat(deployed("b2", "prod", 12).path("rollback").asBoolean()).isTrue();
            assertThat(history("prod")).containsExactly("12 b2 back from b3", "8 b3 for b1", "4 b1 for -");

            assertThat(deployed("b3", "prod", 6).path("replaced").asString())
                    .as("late")
                    .isEqualTo("b1");
            api.delete("/projects/" + project + "/environments/prod?at=" + day(10));
            assertThat(history("prod"))
                    .containsExactly("12 b2 for -", "10 - for b3", "8 b3 for b3", "6 b3 for b1", "4 b1 for -");
            assertThat(running()).containsExactly("prod b2 since 12");

            assertThat(api.delete("/projects/" + project + "/environments/prod").status())
                    .isEqualTo(204);
            assertThat(api.delete("/projects/" + project + "/environments/prod").status())
                    .as("again")
                    .isEqualTo(204);
            assertThat(running()).isEmpty();
            assertThat(history("prod")).hasSize(6);
            deployed("b2", "prod", 9);
            assertThat(running())
                    .as("what was before it was emptied runs no more")
                    .isEmpty();
        }

        @Test
        void aLateDeploymentMayBeWhatMadeTheNextOneARollback() throws Exception {
            build(1, "b1", MILD);
            build(2, "b2", MILD);
            deployed("b1", "prod", 5);
            deployed("b2", "prod", 4);

            assertThat(history("prod")).containsExactly("5 b1 back from b2", "4 b2 for -");
            assertThat(running()).containsExactly("prod b1 since 5");
        }

        @Test
        void pagesOfHistoryMissAndRepeatNothing() throws Exception {
            build(1, "b1", MILD);
            build(2, "b2", MILD);
            for (int day = 3; day < 8; day++) {
                deployed(day % 2 == 0 ? "b1" : "b2", "prod", day);
                deployed("b2", "staging", day);
            }
            var seen = new ArrayList<String>();
            String before = "";
            do {
                JsonNode page = api.get("/projects/" + project + "/deployments?size=3" + before)
                        .json(200);
                stream(page.path("deployments"))
                        .forEach(one -> seen.add(one.path("deployedAt").asString()
                                + one.path("environment").asString()));
                before = page.has("next") ? "&before=" + page.path("next").asString() : "";
            } while (!before.isEmpty());

            assertThat(seen).hasSize(10).doesNotHaveDuplicates();
            api.get("/projects/" + project + "/deployments?before=999999999").problem(400);
        }

        @Test
        void anEnvironmentIsOfProductionByItsNameUntilSomebodySays() throws Exception {
            build(1, "b1", MILD);
            for (String name : List.of("prod", "live-eu", "production", "staging", "pre-prod")) {
                assertThat(deploy("{'build':'b1','environment':'" + name + "'}")
                                .json(201)
                                .path("production")
                                .asBoolean())
                        .as(name)
                        .isEqualTo(!name.equals("staging") && !name.equals("pre-prod"));
            }
            assertThat(deploy("{'build':'b1','environment':'staging','production':true}")
                            .json(200)
                            .path("production")
                            .asBoolean())
                    .isTrue();
            build(2, "b2", MILD);
            assertThat(deploy("{'build':'b2','environment':'staging'}")
                            .json(201)
                            .path("production")
                            .asBoolean())
                    .as("remembered")
                    .isTrue();
            assertThat(api.get("/audit?subject=project:" + project).text())
                    .contains("deployment.recorded", "environment.changed");
        }

        @Test
        void whatIsFixedOnTheTrackedBranchWaitsToBeDeployed() throws Exception {
            build(1, "b1", EVAL, LINK, MILD);
            build(2, "b2", EVAL, MILD);
            build(3, "b3", MILD);
            build(1, "elsewhere", "side", new Weak("critical-side", "src/s.js", 1));
            deployed("b1", "prod", 4);
            deployed("b2", "staging", 4);
            deployed("elsewhere", "test", 4);

            JsonNode all =
                    api.get("/projects/" + project + "/environments").json(200).path("environments");
            JsonNode prod = all.path(0);
            assertThat(prod.path("environment").asString()).isEqualTo("prod");
            assertThat(prod.path("openCriticals").asInt()).isEqualTo(1);
            assertThat(prod.path("build").path("verdict").asString()).isEqualTo("fail");
            JsonNode fixes = prod.path("fixesWaiting");
            assertThat(fixes.path("total").asInt()).isEqualTo(2);
            assertThat(fixes.path("bySeverity").path("CRITICAL").asInt()).isEqualTo(1);
            assertThat(stream(fixes.path("firstFindings"))
                            .map(one -> one.path("ruleId").asString()))
                    .containsExactly("critical-eval", "high-link");
            assertThat(stream(all)
                            .filter(one -> !one.path("production").asBoolean())
                            .map(one -> one.path("environment").asString() + " "
                                    + one.path("fixesWaiting").path("total").asInt()))
                    .as("never on the tracked branch is not fixed there")
                    .containsExactlyInAnyOrder("staging 1", "test 0");

            deployed("b3", "prod", 5);
            assertThat(api.get("/projects/" + project + "/environments")
                            .json(200)
                            .path("environments")
                            .path(0)
                            .path("fixesWaiting")
                            .path("total")
                            .asInt())
                    .isZero();
        }

        @Test
        void aDecisionReachesWhatIsDeployedAndNoOtherOldBuild() throws Exception {
            build(1, "b1", EVAL, MILD);
            build(2, "b2", EVAL, MILD);
            build(3, "b3", EVAL, MILD);
            deployed("b2", "prod", 4);
            String finding = api.get("/findings?project=" + project + "&severity=critical")
                    .json(200)
                    .path("findings")
                    .path(0)
                    .path("id")
                    .asString();

            api.post("/decisions", "{'findings':['" + finding + "'],'decision':'false-positive','reason':'a constant'}")
                    .json(201);

            assertThat(verdict("b3")).isEqualTo("pass");
            assertThat(verdict("b2")).as("deployed").isEqualTo("pass");
            assertThat(verdict("b1")).as("neither new nor deployed").isEqualTo("fail");
            deployed("b1", "staging", 5);
            assertThat(verdict("b1")).as("deployed since").isEqualTo("pass");
        }

        private String verdict(String build) throws Exception {
            return api.get("/projects/" + project + "/builds/" + build)
                    .json(200)
                    .path("build")
                    .path("verdict")
                    .asString();
        }

        @Test
        void tokensForUploadsRecordDeploymentsOfTheirProjectAndOthersDoNot() throws Exception {
            build(1, "b1", MILD);
            String address = "/projects/" + project + "/deployments";
            String body = "{'build':'b1','environment':'prod'}";

            ApiClient.of(mvc, "read", project).post(address, body).problem(403);
            ApiClient.of(mvc, "triage", project).post(address, body).problem(403);
            ApiClient.of(mvc, "upload", project + "-other").post(address, body).problem(404);
            ApiClient uploader = ApiClient.of(mvc, "upload", project);
            uploader.post(address, body).json(201);
            uploader.get(address).problem(404);
            uploader.post("/projects/none-" + project + "/deployments", body).problem(404);
            assertThat(ApiClient.of(mvc, "read", project)
                            .get("/environments")
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            assertThat(ApiClient.of(mvc, "read", project + "-other")
                            .get("/environments")
                            .json(200)
                            .path("total")
                            .asInt())
                    .isZero();
        }
    }
}

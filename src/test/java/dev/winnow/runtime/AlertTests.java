package dev.winnow.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.api.ApiClaims;
import dev.winnow.deployment.Deployments;
import dev.winnow.finding.StreamCare;
import dev.winnow.support.ApiClient;
import dev.winnow.support.MovableClock;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;

/** Alerts of Falco's become findings with a count, know their build and its author, and none is lost. */
class AlertTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String SHELL = "Terminal shell in container";

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private GroupRows groups;

        @Autowired
        private Deployments deployments;

        @Autowired
        private StreamCare care;

        @Autowired
        private AlertSettings settings;

        @Autowired
        private InboxRows inbox;

        @Autowired
        private AlertSorting sorting;

        @Autowired
        private Sorter sorter;

        @Autowired
        private dev.winnow.vault.Vault vault;

        private static String alert(String rule, String workload, Instant at, String more) {
            return "{\"rule\":\"" + rule + "\",\"priority\":\"Warning\",\"output\":\"a shell in " + workload
                    + "\",\"time\":\"" + at + "\",\"hostname\":\"node-1\",\"output_fields\":{\"k8s.ns.name\":\"shop\","
                    + "\"k8s.deployment.name\":\"" + workload + "\"" + more + "}}";
        }

        private static String alert(String rule, String workload, Instant at) {
            return alert(rule, workload, at, "");
        }

        private ApiClient.Answer send(String query, byte[] body) throws Exception {
            return api.call(
                    MockMvcRequestBuilders.post(java.net.URI.create("/api/v1/projects/" + project + "/alerts" + query))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body));
        }

        private ApiClient.Answer send(String body) throws Exception {
            return send("", body.getBytes(StandardCharsets.UTF_8));
        }

        private void build(String commit, Instant committed, String... more) throws Exception {
            String[] query = {"commit", commit, "branch", "main", "committedAt", committed.toString()};
            String[] all = new String[query.length + more.length];
            System.arraycopy(query, 0, all, 0, query.length);
            System.arraycopy(more, 0, all, query.length, more.length);
            api.upload(project, TestReports.sarif(List.of(EVAL)), all).json(201);
        }

        /** Once nothing waits any more. */
        private JsonNode alerts() throws Exception {
            await().atMost(30, SECONDS)
                    .until(() -> jdbc.sql("select count(*) from alert_inbox where project = ?")
                            .param(project)
                            .query(Integer.class)
                            .single()
                            .equals(0));
            return api.get("/projects/" + project + "/alerts").json(200).path("alerts");
        }

        private JsonNode finding(JsonNode alert) throws Exception {
            return api.get("/findings/" + alert.path("finding").asString()).json(200);
        }

        @Test
        void oneAlertAnArrayAndOneALineAreTakenAndRepeatsAreOneFindingWithACount() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            Instant first = NOW.minusSeconds(500);
            assertThat(send(alert(SHELL, "desk", first))
                            .json(202)
                            .path("accepted")
                            .asInt())
                    .isEqualTo(1);
            assertThat(send("[" + alert(SHELL, "desk", first.plusSeconds(1)) + ","
                                    + alert("Write below etc", "desk", first.plusSeconds(2)) + "]")
                            .json(202)
                            .path("accepted")
                            .asInt())
                    .isEqualTo(2);
            assertThat(send(alert(SHELL, "desk", first.plusSeconds(3)) + "\n"
                                    + alert(SHELL, "till", first.plusSeconds(4)) + "\n")
                            .json(202)
                            .path("accepted")
                            .asInt())
                    .isEqualTo(2);
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(alert(SHELL, "till", first.plusSeconds(5)).getBytes(StandardCharsets.UTF_8));
            }
            assertThat(send("", packed.toByteArray()).status()).isEqualTo(202);

            JsonNode groups = alerts();
            assertThat(groups).hasSize(3);
            assertThat(groups.get(0).path("count").asInt()).isEqualTo(2);
            assertThat(groups.get(1).path("count").asInt()).isEqualTo(3);
            assertThat(groups.get(1).path("firstAt").asString()).isEqualTo(first.toString());
            assertThat(groups.get(1).path("lastAt").asString())
                    .isEqualTo(first.plusSeconds(3).toString());
            assertThat(groups.get(2).path("count").asInt()).isEqualTo(1);
            // The problem in the code, and three that happen.
            assertThat(open()).isEqualTo(4);
            JsonNode finding = finding(groups.get(1));
            assertThat(finding.path("finding").path("kind").asString()).isEqualToIgnoringCase("runtime");
            JsonNode episode = finding.path("episodes").get(0);
            assertThat(episode.path("introducedAt").asString()).isEqualTo(first.toString());
            assertThat(episode.path("backlog").asBoolean()).isFalse();
        }

        @Test
        void theImageLeadsToTheBuildAndItsAuthor() throws Exception {
            String image = "sha256:" + "2b".repeat(32);
            api.upload(
                            project,
                            TestReports.trivy("shop:1", List.of(new Hole("left", "HIGH", "CVE-2026-1")))
                                    .replace(
                                            "\"Results\"",
                                            "\"Metadata\": {\"RepoDigests\": [\"r.example/shop@" + image
                                                    + "\"]}, \"Results\""),
                            "commit",
                            "c0ffee11",
                            "author",
                            "Ada Byron <ada@shop.example>",
                            "committedAt",
                            NOW.minus(Duration.ofDays(3)).toString())
                    .json(201);
            build("c0ffee22", NOW.minus(Duration.ofDays(2)));
            send(alert(
                            SHELL,
                            "desk",
                            NOW.minusSeconds(9),
                            ",\"container.image.repository\":\"r.example/shop\",\"container.image.digest\":\"" + image
                                    + "\""))
                    .json(202);

            JsonNode alert = alerts().get(0);
            assertThat(alert.path("build").path("commit").asString()).isEqualTo("c0ffee11");
            assertThat(alert.path("author").asString()).isEqualTo("Ada Byron <ada@shop.example>");
            assertThat(alert.path("foundBy").asString()).isEqualTo("image-digest");
            // It is a problem of that build, and it is open though a newer build was scanned.
            assertThat(api.get("/projects/" + project + "/builds/c0ffee11")
                            .json(200)
                            .path("build")
                            .path("findings")
                            .path("total")
                            .asInt())
                    .isEqualTo(2);
            assertThat(finding(alert).path("finding").path("status").asString()).isEqualToIgnoringCase("open");
        }

        @Test
        void whatRanThenIsMeantAndAfterARollbackTheOlderBuild() throws Exception {
            build("old1111", NOW.minus(Duration.ofDays(9)));
            build("new2222", NOW.minus(Duration.ofDays(8)));
            String deploy = "/projects/" + project + "/deployments";
            Instant start = NOW.minus(Duration.ofDays(7));
            String[] steps = {"old1111", "new2222", "old1111"};
            for (int i = 0; i < steps.length; i++) {
                api.post(
                                deploy,
                                "{'commit':'" + steps[i] + "','environment':'prod','deployedAt':'"
                                        + start.plus(Duration.ofDays(i)) + "'}")
                        .json(201);
            }
            api.post(deploy, "{'commit':'new2222','environment':'staging','deployedAt':'" + start + "'}")
                    .json(201);
            send(alert(SHELL, "during-new", start.plus(Duration.ofHours(30)))).json(202);
            send(alert(SHELL, "after-rollback", start.plus(Duration.ofHours(60))))
                    .json(202);
            send(
                            "?environment=staging",
                            alert(SHELL, "elsewhere", start.plus(Duration.ofHours(60)))
                                    .getBytes(StandardCharsets.UTF_8))
                    .json(202);

            JsonNode found = alerts();
            assertThat(List.of(said(found.get(0)), said(found.get(1)), said(found.get(2))))
                    .containsExactlyInAnyOrder(
                            "new2222 deployed prod", "old1111 deployed prod", "new2222 environment staging");
            assertThat(open()).isEqualTo(4);
        }

        private static String said(JsonNode alert) {
            return alert.path("build").path("commit").asString() + " "
                    + alert.path("foundBy").asString() + " "
                    + alert.path("environment").asString();
        }

        @Test
        void nextBuildsDoNotWaitForWhatHappensAndTheVerdictOfBuildTimeStays() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            send(alert(SHELL, "desk", NOW.minusSeconds(5)).replace("Warning", "Critical"))
                    .json(202);
            alerts();
            build("c2", NOW.minus(Duration.ofDays(1)));
            assertThat(api.get("/projects/" + project + "/builds/c2")
                            .json(200)
                            .path("build")
                            .path("provisional")
                            .asString())
                    .isEqualTo("false");
            JsonNode alerted =
                    api.get("/projects/" + project + "/builds/c1").json(200).path("build");
            assertThat(alerted.path("findings")
                            .path("bySeverity")
                            .path("CRITICAL")
                            .asInt())
                    .isEqualTo(2);
            // What is scanned again by a complete report does not close what happened.
            assertThat(open()).isEqualTo(2);
            for (int i = 3; i < 16; i++) {
                build("c" + i, NOW.minus(Duration.ofHours(20 - i)));
            }
            JsonNode streams = api.get("/projects/" + project + "/streams").json(200);
            assertThat(streams.toString()).contains("\"stale\":false").doesNotContain("\"stale\":true");
        }

        @Test
        void aProjectWithoutAnyBuildIsSeenAllTheSame() throws Exception {
            send(alert(SHELL, "desk", NOW.minusSeconds(5))).json(202);
            JsonNode alert = alerts().get(0);
            assertThat(alert.path("count").asInt()).isEqualTo(1);
            assertThat(alert.path("foundBy").asString()).isEqualTo("none");
            assertThat(alert.path("build").path("id").asString()).isEqualTo("runtime");
            // Nobody looked at it: an alert is no reason for a score or a verdict.
            assertThat(alert.path("build").path("score").isNumber()).isFalse();
            assertThat(alert.path("build").path("verdict").isString()).isFalse();
            assertThat(open()).isEqualTo(1);
        }

        @Test
        void whatIsNoAlertIsRefusedWithWhereAndKeepsNothing() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            JsonNode broken = send(alert(SHELL, "desk", NOW) + "\n{\"rule\":").problem(400);
            assertThat(broken.path("line").asInt()).isEqualTo(2);
            assertThat(send("{\"alerts\":[]}").problem(415).path("detail").asString())
                    .contains("Falco");
            assertThat(send("").status()).isEqualTo(415);
            assertThat(send("x".repeat(5 << 20)).status()).isEqualTo(413);
            send("?environment=" + "e".repeat(101), alert(SHELL, "desk", NOW).getBytes(StandardCharsets.UTF_8))
                    .problem(400);
            assertThat(alerts()).isEmpty();
            assertThat(open()).isEqualTo(1);
        }

        @Test
        void theTokenMayComeAsAPasswordForThisAddressAlone() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            String token = ApiClient.of(mvc, "upload", project).token();
            String basic =
                    "Basic " + Base64.getEncoder().encodeToString(("falco:" + token).getBytes(StandardCharsets.UTF_8));
            var taken = mvc.perform(MockMvcRequestBuilders.post("/api/v1/projects/" + project + "/alerts")
                            .header("Authorization", basic)
                            .content(alert(SHELL, "desk", NOW.minusSeconds(3))))
                    .andReturn();
            assertThat(taken.getRequest().isAsyncStarted()).isTrue();
            // Before that nothing may wait yet.
            taken.getAsyncResult(30_000);
            assertThat(alerts()).hasSize(1);
            assertThat(mvc.perform(MockMvcRequestBuilders.get("/api/v1/projects/" + project)
                                    .header("Authorization", basic))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(401);
        }

        @Test
        void laterAlertsAddToTheBuildAndATagThatIsACommitLeadsToIt() throws Exception {
            build("c0ffee1122", NOW.minus(Duration.ofDays(3)), "build", "101");
            build("beef334455", NOW.minus(Duration.ofDays(2)), "build", "102");
            String image = ",\"container.image.repository\":\"r.example/shop\",\"container.image.tag\":\"c0ffee11\"";
            send(alert(SHELL, "desk", NOW.minusSeconds(60), image)).json(202);
            alerts();
            send(alert("Write below etc", "till", NOW.minusSeconds(50), image)).json(202);
            for (JsonNode alert : alerts()) {
                assertThat(alert.path("build").path("id").asString()).isEqualTo("101");
                assertThat(alert.path("foundBy").asString()).isEqualTo("image-tag");
                assertThat(alert.path("workload").asString()).startsWith("shop/");
                assertThat(alert.path("rule").asString()).isNotBlank();
            }
            // The problem in its code, and both that happened.
            assertThat(api.get("/projects/" + project + "/builds/101")
                            .json(200)
                            .path("build")
                            .path("findings")
                            .path("total")
                            .asInt())
                    .isEqualTo(3);
        }

        @Test
        void theAuthorIsToldOfAnAlertOnceHoweverOftenItComes() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)), "author", "Ada Byron <ada@shop.example>");
            for (int i = 0; i < 3; i++) {
                send(alert(SHELL, "desk", NOW.minusSeconds(90 - i))).json(202);
                alerts();
            }
            assertThat(jdbc.sql("select n.occasion, n.addressee, n.title, n.body from notice n"
                                    + " join project p on p.id = n.project_id where p.name = ?")
                            .param(project)
                            .query((row, n) -> row.getString(1) + " to " + row.getString(2) + ": " + row.getString(3)
                                    + ". " + row.getString(4))
                            .list())
                    .containsExactly("runtime-alert to ada@shop.example: " + SHELL
                            + ". Build c1, commit c1 by Ada Byron <ada@shop.example>.");
        }

        @Test
        void whatFalcoSaysOfItselfIsNoNewsForTheAuthor() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)), "author", "Ada Byron <ada@shop.example>");
            send(alert("Falco internal: syscall event drop", "desk", NOW.minusSeconds(5)))
                    .json(202);
            assertThat(alerts()).hasSize(1);
            assertThat(jdbc.sql("select count(*) from notice n join project p on p.id = n.project_id where p.name = ?")
                            .param(project)
                            .query(Integer.class)
                            .single())
                    .isZero();
        }

        @Test
        void aBurstFromManySendersLosesNothing() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            int requests = 400;
            try (var senders = Executors.newFixedThreadPool(8)) {
                List<Callable<Integer>> all = IntStream.range(0, requests)
                        .<Callable<Integer>>mapToObj(i -> () -> send(alert(
                                        i % 2 == 0 ? SHELL : "Write below etc",
                                        "desk-" + i % 5,
                                        NOW.minusSeconds(1_000 - i)))
                                .status())
                        .toList();
                for (var answer : senders.invokeAll(all)) {
                    assertThat(answer.get()).isEqualTo(202);
                }
            }
            JsonNode groups = alerts();
            assertThat(groups).hasSize(10);
            int counted = 0;
            for (JsonNode group : groups) {
                counted += group.path("count").asInt();
            }
            assertThat(counted).isEqualTo(requests);
            assertThat(open()).isEqualTo(11);
        }

        private ApiClient.Answer keyed(String key, String query, String body) throws Exception {
            return api.call(
                    MockMvcRequestBuilders.post(java.net.URI.create("/api/v1/projects/" + project + "/alerts" + query))
                            .header("Idempotency-Key", key)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body));
        }

        @Test
        void theSameRequestSentAgainWithItsKeyCountsOnceAlsoWhenItComesAtTheSameMoment() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            String body = alert(SHELL, "desk", NOW.minusSeconds(9));
            try (var senders = Executors.newFixedThreadPool(8)) {
                Callable<JsonNode> sending = () -> keyed("one", "", body).json(202);
                for (var answer : senders.invokeAll(
                        IntStream.range(0, 20).mapToObj(i -> sending).toList())) {
                    assertThat(answer.get().path("accepted").asInt()).isEqualTo(1);
                }
            }
            assertThat(alerts().get(0).path("count").asLong()).isEqualTo(1);
            // Long after it was sorted, too.
            keyed("one", "", body).json(202);
            assertThat(alerts().get(0).path("count").asLong()).isEqualTo(1);
            keyed("two", "", body).json(202);
            send(body).json(202);
            send(body).json(202);
            assertThat(alerts().get(0).path("count").asLong()).isEqualTo(4);

            String detail = keyed("one", "", alert(SHELL, "till", NOW.minusSeconds(3)))
                    .problem(409)
                    .path("detail")
                    .asString();
            assertThat(detail).contains("Idempotency-Key", "another request");
            keyed("one", "?environment=prod", body).problem(409);
            keyed("x".repeat(256), "", body).problem(400);
            keyed("ü", "", body).problem(400);
            assertThat(alerts()).hasSize(1);
        }

        @Test
        void keysAreForgottenAfterAWhile() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            var key = new RequestKey("k", "c");
            inbox.remember(project, key, NOW.minus(Duration.ofDays(8)));
            inbox.remember(project + "-b", key, NOW.minus(Duration.ofDays(6)));

            inbox.forgetKeys(NOW.minus(Duration.ofDays(7)));

            assertThat(inbox.content(project, "k")).isEmpty();
            assertThat(inbox.content(project + "-b", "k")).contains("c");
        }

        @Test
        void anEnvironmentThatNothingWasDeployedToIsTakenAndNamedInTheAnswer() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            byte[] body = alert(SHELL, "desk", NOW.minusSeconds(9)).getBytes(StandardCharsets.UTF_8);
            assertThat(send("?environment=prod", body).json(202).path("note").asString())
                    .contains("environment prod of project " + project, "newest build")
                    .doesNotContain("known are");
            api.post("/projects/" + project + "/deployments", "{'commit':'c1','environment':'prod'}")
                    .json(201);

            assertThat(send("?environment=prdo", body).json(202).path("note").asString())
                    .contains("environment prdo", "known are: prod.");
            assertThat(send("?environment=Prod", body).json(202).has("note")).isFalse();
            assertThat(send("", body).json(202).has("note")).isFalse();
            assertThat(alerts().get(0).path("count").asLong()).isEqualTo(4);
        }

        @Test
        void whatWaitedWhenTheProcessEndedIsSortedLater() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            inbox.insert(List.of(new WaitingAlert(
                    0,
                    project,
                    null,
                    null,
                    NOW,
                    "admin",
                    vault.sealBytes(
                            alert(SHELL, "desk", NOW.minusSeconds(3)).getBytes(StandardCharsets.UTF_8),
                            AlertInbox.PURPOSE))));
            assertThat(jdbc
                            .sql("select body from alert_inbox where project = ?")
                            .param(project)
                            .query(byte[].class)
                            .list()
                            .stream()
                            .map(body -> new String(body, StandardCharsets.ISO_8859_1)))
                    .noneMatch(body -> body.contains("shell"));
            sorting.wake();
            assertThat(alerts().get(0).path("count").asInt()).isEqualTo(1);
        }

        @Test
        void whatDoesNotComeAgainEndsAndADeploymentThatEndedItFixedIt() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(6)));
            build("c2", NOW.minus(Duration.ofDays(5)));
            String deploy = "/projects/" + project + "/deployments";
            Instant deployed = NOW.minus(Duration.ofDays(3));
            api.post(
                            deploy,
                            "{'commit':'c1','environment':'prod','deployedAt':'" + NOW.minus(Duration.ofDays(5)) + "'}")
                    .json(201);
            api.post(deploy, "{'commit':'c2','environment':'prod','deployedAt':'" + deployed + "'}")
                    .json(201);
            send(alert(SHELL, "before", deployed.minus(Duration.ofHours(5)))).json(202);
            send(alert(SHELL, "after", deployed.plus(Duration.ofHours(5)))).json(202);
            JsonNode both = alerts();
            var clock = new MovableClock(NOW);
            var ending = new AlertEnding(groups, deployments, care, settings, clock);
            ending.end();
            assertThat(open()).isEqualTo(3);
            clock.advance(settings.quietAfter().plusMinutes(10));
            ending.end();
            assertThat(open()).isEqualTo(1);
            JsonNode after = finding(both.get(0)).path("episodes").get(0);
            JsonNode before = finding(both.get(1)).path("episodes").get(0);
            assertThat(before.path("outcome").asString()).isEqualToIgnoringCase("fixed");
            // Known only later than the deployment that ended it: nothing is fixed before it is known.
            assertThat(before.path("closedAt").asString())
                    .isEqualTo(before.path("openedAt").asString());
            assertThat(after.path("outcome").asString()).isEqualToIgnoringCase("ceased");
            // It happens again: one finding, a second episode.
            send(alert(SHELL, "after", NOW)).json(202);
            JsonNode again = alerts().get(0);
            assertThat(again.path("finding").asString())
                    .isEqualTo(both.get(0).path("finding").asString());
            assertThat(again.path("count").asInt()).isEqualTo(2);
            assertThat(finding(again).path("episodes")).hasSize(2);
        }

        @Test
        void whatEndedAndComesAgainInTheSameBytesIsOpenAgain() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            String timeless = alert(SHELL, "desk", NOW).replace("\"time\":\"" + NOW + "\",", "");
            send(timeless).json(202);
            alerts();
            var clock = new MovableClock(NOW.plus(settings.quietAfter()).plus(Duration.ofHours(1)));
            new AlertEnding(groups, deployments, care, settings, clock).end();
            assertThat(open()).isEqualTo(1);
            send(timeless).json(202);
            JsonNode again = alerts().get(0);
            assertThat(again.path("count").asInt()).isEqualTo(2);
            assertThat(open()).isEqualTo(2);
            assertThat(finding(again).path("episodes")).hasSize(2);
        }

        @Test
        void timesThatNoClockShowsAreNotBelievedAndHoldUpNothing() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            String fine = alert(SHELL, "desk", NOW.minusSeconds(5));
            send(fine.replace("desk", "late").replace("" + NOW.minusSeconds(5), "+999999999-12-31T23:59:59Z"))
                    .json(202);
            send(fine.replace("desk", "early").replace("" + NOW.minusSeconds(5), "-999999999-01-01T00:00:00Z"))
                    .json(202);
            send(fine).json(202);
            JsonNode found = alerts();
            assertThat(found).hasSize(3);
            for (JsonNode one : found) {
                assertThat(Instant.parse(one.path("firstAt").asString())).isAfter(NOW.minusSeconds(6));
            }
        }

        @Test
        void alertsThatNoBuildIsFoundForAreNotLostBesideOthers() throws Exception {
            api.upload(project, TestReports.sarif(List.of(EVAL)), "commit", "fea7u2e1", "branch", "feature")
                    .json(201);
            send("["
                            + alert(
                                    SHELL,
                                    "desk",
                                    NOW.minusSeconds(9),
                                    ",\"container.image.repository\":\"r.example/shop\","
                                            + "\"container.image.tag\":\"fea7u2e1\"")
                            + "," + alert(SHELL, "till", NOW.minusSeconds(8)) + "]")
                    .json(202);
            JsonNode found = alerts();
            assertThat(found).hasSize(2);
            assertThat(found.get(0).path("build").path("id").asString()).isEqualTo("runtime");
            assertThat(found.get(1).path("build").path("commit").asString()).isEqualTo("fea7u2e1");
        }

        @Test
        void whatOthersCannotTellForAnAlertIsRefused() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            String fine = alert(SHELL, "desk", NOW.minusSeconds(5));
            for (String odd : List.of(
                    "{\"rule\":\"x\"}",
                    "{\"version\":\"2.1.0\",\"runs\":[],\"rule\":\"x\",\"priority\":\"Error\",\"output\":\"\",\"time\":\"\"}")) {
                assertThat(send("[" + fine + "," + odd + "]").status()).as(odd).isEqualTo(415);
            }
            assertThat(alerts()).isEmpty();
        }

        @Test
        void aScanNeverClosesWhatHappenedWhateverItSaysItLookedAt() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            String shell = alert(SHELL, "desk", NOW.minusSeconds(5));
            send(shell);
            JsonNode happened = alerts().get(0);
            String[] asked = {"commit", "c1", "branch", "main", "guard", "falco", "target", "alerts"};
            String other = alert("Write below etc", "till", NOW.minusSeconds(4));
            assertThat(api.upload(project, other, asked)
                            .json(400)
                            .path("detail")
                            .asString())
                    .contains("guard falco", "another target");
            assertThat(finding(happened).path("finding").path("status").asString())
                    .isEqualTo("open");
        }

        @Test
        void whatHappensFindsAnotherPlaceWhereAScanHasTaken() throws Exception {
            String[] asked = {"commit", "c1", "branch", "main", "guard", "falco", "target", "alerts"};
            api.upload(project, alert("Write below etc", "till", NOW.minusSeconds(40)), asked)
                    .json(201);
            send(alert(SHELL, "desk", NOW.minusSeconds(5)));
            JsonNode happened = alerts().get(0);
            api.upload(project, alert("Write below etc", "till", NOW.minusSeconds(3)), asked)
                    .json(201);
            assertThat(finding(happened).path("finding").path("status").asString())
                    .isEqualTo("open");
        }

        @Test
        void whatFalcoWasToldToLeaveOutIsNotNeeded() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            String bare =
                    "{\"hostname\":\"node-1\",\"output_fields\":{\"k8s.ns.name\":\"shop\",\"k8s.deployment.name\":"
                            + "\"desk\"},\"priority\":\"Warning\",\"rule\":\"" + SHELL
                            + "\",\"source\":\"syscall\",\"tags\":[]}";
            assertThat(send(bare).json(202).path("accepted").asInt()).isEqualTo(1);
            assertThat(finding(alerts().get(0)).path("finding").path("title").asString())
                    .isEqualTo(SHELL);
        }

        @Test
        void oneThatCannotBeSortedWaitsAloneAndNoOtherWaitsForIt() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            inbox.insert(List.of(
                    waiting("{\"rule\":\"x\"}"),
                    waiting(alert(SHELL, "desk", NOW.minusSeconds(3))),
                    waiting(alert(SHELL, "till", NOW.minusSeconds(3)))));
            sorting.wake();
            await().atMost(30, SECONDS)
                    .until(() -> jdbc.sql("select count(*) from alert_inbox where project = ?")
                            .param(project)
                            .query(Integer.class)
                            .single()
                            .equals(1));
            await().atMost(30, SECONDS)
                    .until(() ->
                            inbox.oldest(project, NOW.plusSeconds(300), 10, 1).isEmpty());
            assertThat(inbox.oldest(project, NOW.plus(Duration.ofHours(1)), 10, 1))
                    .hasSize(1);
            assertThat(api.get("/projects/" + project + "/alerts").json(200).path("alerts"))
                    .hasSize(2);
            jdbc.sql("delete from alert_inbox where project = ?").param(project).update();
        }

        @Test
        void nothingIsCountedTwiceWhoeverElseHasSortedIt() throws Exception {
            build("c1", NOW.minus(Duration.ofDays(2)));
            WaitingAlert gone = waiting(alert(SHELL, "desk", NOW.minusSeconds(3)));
            assertThatThrownBy(() -> sorter.sort(project, List.of(gone))).isInstanceOf(IllegalStateException.class);
            assertThat(alerts()).isEmpty();
        }

        @Test
        void requestsAreReadUpToABoundOfTheirBytes() {
            String far = project + "-elsewhere";
            List<WaitingAlert> three = IntStream.range(0, 3)
                    .mapToObj(i -> new WaitingAlert(0, far, null, null, NOW, "admin", new byte[100]))
                    .toList();
            inbox.insert(three);
            jdbc.sql("update alert_inbox set aside_until = ? where project = ?")
                    .params(NOW.plus(Duration.ofDays(1)).atOffset(java.time.ZoneOffset.UTC), far)
                    .update();
            Instant then = NOW.plus(Duration.ofDays(2));
            assertThat(inbox.oldest(far, then, 10, 1)).hasSize(1);
            assertThat(inbox.oldest(far, then, 10, 200)).hasSize(2);
            assertThat(inbox.oldest(far, then, 10, 1_000)).hasSize(3);
            assertThat(inbox.oldest(far, NOW, 10, 1_000)).isEmpty();
            jdbc.sql("delete from alert_inbox where project = ?").param(far).update();
        }

        private WaitingAlert waiting(String body) {
            return new WaitingAlert(
                    0,
                    project,
                    null,
                    null,
                    NOW,
                    "admin",
                    vault.sealBytes(body.getBytes(StandardCharsets.UTF_8), AlertInbox.PURPOSE));
        }
    }
}

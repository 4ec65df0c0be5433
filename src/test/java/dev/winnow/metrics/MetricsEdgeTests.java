package dev.winnow.metrics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.api.ApiClaims;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;

/** What is seldom so, and must be counted rightly all the same. */
class MetricsEdgeTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Weak KNOWN = new Weak("high-known", "src/k.js", 7, "known();", true);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(40));

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private dev.winnow.access.Members members;

        private static Instant hour(int hours) {
            return START.plus(Duration.ofHours(hours));
        }

        private void scan(String commit, int committed, String report, String... more) throws Exception {
            var query = new ArrayList<>(List.of(
                    "commit",
                    commit,
                    "committedAt",
                    hour(committed).toString(),
                    "scannedAt",
                    hour(committed + 1).toString()));
            query.addAll(List.of(more));
            api.upload(project, report, query.toArray(String[]::new)).json(201);
        }

        private void lint(String commit, int committed, Weak... found) throws Exception {
            scan(commit, committed, TestReports.sarif(List.of(found)));
        }

        private JsonNode metrics(Instant from, Instant to, String more) throws Exception {
            return api.get("/metrics?project=" + project + "&from=" + from + "&to=" + to + more)
                    .json(200);
        }

        /** From the beginning up to an hour from now. */
        private JsonNode metrics() throws Exception {
            return metrics(START, Instant.now().plus(Duration.ofHours(1)), "");
        }

        private JsonNode signals() throws Exception {
            return api.get("/guards?project=" + project + "&from=" + START).json(200);
        }

        private void decide(String decision, String word) throws Exception {
            String id = null;
            for (JsonNode one :
                    api.get("/findings?project=" + project).json(200).path("findings")) {
                if (one.toString().contains(word)) {
                    id = one.path("id").asString();
                }
            }
            api.post("/decisions", "{'findings':['" + id + "'],'decision':'" + decision + "','reason':'so'}")
                    .json(201);
        }

        @Test
        void whatAPartialScanFindsBeforeTheFirstCompleteOneIsBacklog() throws Exception {
            scan("c1", 0, TestReports.sarif("Lint", false, List.of(EVAL)));
            lint("c2", 24, EVAL, LINK);
            lint("c3", 48, EVAL, LINK, new Weak("low-new", "src/n.js", 3));
            JsonNode mttd = metrics().path("mttd");
            assertThat(mttd.path("backlog").asInt()).isEqualTo(2);
            assertThat(mttd.path("n").asInt()).isEqualTo(1);
        }

        @Test
        void whatIsRetiredIsNeitherFixedNorSilenced() throws Exception {
            lint("c1", 0);
            lint("c2", 24, EVAL, LINK);
            decide("wont-fix", LINK.rule());
            String stream = api.get("/projects/" + project + "/streams")
                    .json(200)
                    .path(0)
                    .path("id")
                    .asString();
            assertThat(api.post("/projects/" + project + "/streams/" + stream + "/retire", "")
                            .json(200)
                            .path("closed")
                            .asInt())
                    .isEqualTo(2);
            JsonNode all = metrics();
            assertThat(all.path("fixed").asInt()).isZero();
            assertThat(all.path("mttr").path("n").asInt()).isZero();
            assertThat(all.path("mttr").path("open").asInt()).isZero();
            assertThat(all.path("mttr").path("silenced").asInt())
                    .as("left out since it was retired, whatever was decided")
                    .isZero();
            JsonNode guard = signals().path(0);
            assertThat(guard.path("ended").asInt()).isEqualTo(1);
            assertThat(guard.path("accepted").asInt()).isEqualTo(1);
            assertThat(guard.path("signal").asDouble()).isZero();
            // It is no first scan when it is back.
            lint("c3", 48, EVAL);
            assertThat(metrics().path("reopened").asInt()).isEqualTo(1);
            assertThat(metrics().path("mttd").path("backlog").asInt()).isZero();
        }

        /** @param decided which of the two is decided on before anybody knows that they are one */
        @ParameterizedTest
        @ValueSource(strings = {"GHSA-aaaa-bbbb-7777", "CVE-2026-77"})
        void whatIsJoinedIsOneOfAllItsGuardsAndWasSilencedOnce(String decided) throws Exception {
            scan("c0", 0, TestReports.trivy("shop", List.of()), "target", "it", "guard", "trivy");
            scan("c0", 0, TestReports.grype("shop", List.of()), "target", "it", "guard", "grype");
            scan(
                    "c1",
                    24,
                    TestReports.trivy("shop", List.of(new Hole("lib", "HIGH", "CVE-2026-77"))),
                    "target",
                    "it",
                    "guard",
                    "trivy");
            scan(
                    "c1",
                    24,
                    TestReports.grype("shop", List.of(new Hole("lib", "HIGH", "GHSA-aaaa-bbbb-7777"))),
                    "target",
                    "it",
                    "guard",
                    "grype");
            assertThat(metrics().path("opened").asInt()).as("nobody knows yet").isEqualTo(2);
            decide("false-positive", decided);
            assertThat(metrics().path("silenced").asInt()).isEqualTo(1);
            scan(
                    "c2",
                    48,
                    TestReports.grype("shop", List.of(new Hole("lib", "HIGH", "GHSA-aaaa-bbbb-7777", "CVE-2026-77"))),
                    "target",
                    "it",
                    "guard",
                    "grype");
            assertThat(open()).isEqualTo(1);
            JsonNode all = metrics();
            assertThat(all.path("opened").asInt()).isEqualTo(1);
            assertThat(all.path("reopened").asInt()).isZero();
            assertThat(all.path("silenced").asInt()).isEqualTo(1);
            assertThat(all.path("mttr").path("open").asInt()).isZero();
            JsonNode guards = signals();
            for (String guard : List.of("grype", "trivy")) {
                JsonNode its = guards.path(guard.equals("grype") ? 0 : 1);
                assertThat(its.path("guard").asString()).isEqualTo(guard);
                assertThat(its.path("opened").asInt()).isEqualTo(1);
                assertThat(its.path("falsePositive").asInt()).isEqualTo(1);
                assertThat(its.path("onlyIt").asInt()).isZero();
                assertThat(metrics(START, Instant.now(), "&guard=" + guard)
                                .path("opened")
                                .asInt())
                        .isEqualTo(1);
            }
        }

        @Test
        void whatTheScannerSuppressesIsNoAlertAndDoesNotWaitForARepair() throws Exception {
            lint("c1", 0);
            lint("c2", 24, KNOWN, LINK);
            JsonNode all = metrics();
            assertThat(all.path("opened").asInt()).isEqualTo(2);
            assertThat(all.path("alertsPerPersonPerDay").path("alerts").asInt()).isEqualTo(1);
            assertThat(all.path("mttr").path("open").asInt()).isEqualTo(1);
            assertThat(metrics(START, hour(48), "").path("mttr").path("open").asInt())
                    .as("nor did it in the past")
                    .isEqualTo(1);
            assertThat(all.path("silenced").asInt()).as("nobody decided that").isZero();
            assertThat(signals().path(0).path("accepted").asInt()).isEqualTo(1);
            lint("c3", 72);
            all = metrics();
            assertThat(all.path("mttr").path("n").asInt()).isEqualTo(1);
            assertThat(all.path("mttr").path("silenced").asInt()).isEqualTo(1);
        }

        @Test
        void anAlertOfWhatHappensIsDetectedFromItsOwnTimeAndNeverBacklog() throws Exception {
            lint("c1", 0, EVAL);
            Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
            byte[] alert = ("{\"rule\":\"A shell\",\"priority\":\"Warning\",\"output\":\"a shell\",\"time\":\"" + then
                            + "\",\"hostname\":\"node-1\",\"output_fields\":{\"k8s.ns.name\":\"shop\","
                            + "\"k8s.deployment.name\":\"desk\"}}")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            api.call(MockMvcRequestBuilders.post("/api/v1/projects/" + project + "/alerts")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(alert))
                    .json(202);
            await().atMost(60, SECONDS).until(() -> open() == 2);
            JsonNode all = metrics();
            assertThat(all.path("mttd").path("backlog").asInt()).isEqualTo(1);
            assertThat(all.path("mttd").path("negative").asInt()).isZero();
            assertThat(all.path("mttd").path("n").asInt()).isEqualTo(1);
            assertThat(all.path("mttd").path("mean").asDouble())
                    .as("since it happened, not since the commit 40 days ago")
                    .isBetween(3_600.0, 20.0 * 86_400);
            assertThat(all.path("alertsPerPersonPerDay").path("alerts").asInt()).isEqualTo(1);
            assertThat(all.path("passRate").path("changes").asInt()).isEqualTo(1);
        }

        @Test
        void whereNobodyIsOfTheTeamThoseWithGlobalRolesCountAndWithoutDaysThereIsNoRate() throws Exception {
            lint("c1", 0);
            lint("c2", 24, EVAL);
            JsonNode alerts = metrics(START, hour(48), "").path("alertsPerPersonPerDay");
            int persons = members.ofProjects(List.of(), List.of());
            assertThat(alerts.path("persons").asInt()).isEqualTo(persons);
            assertThat(alerts.path("value").isNull()).isEqualTo(persons == 0);
            assertThat(alerts.path("alerts").asInt()).isEqualTo(1);

            Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
            JsonNode ahead = metrics(tomorrow, tomorrow.plus(Duration.ofDays(20)), "&bucket=day");
            assertThat(ahead.path("opened").asInt()).isZero();
            assertThat(ahead.path("mttd").path("mean").isNull()).isTrue();
            assertThat(ahead.path("passRate").path("value").isNull()).isTrue();
            assertThat(ahead.path("alertsPerPersonPerDay").path("days").asInt()).isZero();
            assertThat(ahead.path("alertsPerPersonPerDay").path("value").isNull())
                    .isTrue();
            assertThat(ahead.path("series").size()).isEqualTo(20);
        }

        @Test
        void aPullRequestAndACommitOfTheSameNameAreTwoChanges() throws Exception {
            scan("77", 0, TestReports.sarif(List.of()));
            scan("abc", 1, TestReports.sarif(List.of(EVAL)), "change", "77", "branch", "f");
            JsonNode rate = metrics().path("passRate");
            assertThat(rate.path("changes").asInt()).isEqualTo(2);
            assertThat(rate.path("passed").asInt()).isEqualTo(1);
        }

        @Test
        void yearsThatNoClockReachesAreRefused() throws Exception {
            for (String period : List.of(
                    "from=-999999999-01-01T00:00:00Z",
                    "to=%2B999999999-12-31T23:59:59Z",
                    "from=0001-01-01",
                    "to=9999-12-31")) {
                api.get("/metrics?" + period).problem(400);
                api.get("/guards?" + period).problem(400);
            }
        }
    }
}

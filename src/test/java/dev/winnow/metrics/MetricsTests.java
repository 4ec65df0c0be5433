package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The numbers as the interface gives them, of small histories whose numbers anybody can work out. */
class MetricsTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Weak MILD = new Weak("low-style", "src/b.js", 20);
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(40));

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private static Instant hour(int hours) {
            return START.plus(Duration.ofHours(hours));
        }

        /** A scan one hour after its commit. */
        private void scan(String commit, int committed, Weak... found) throws Exception {
            api.upload(
                            project,
                            TestReports.sarif(List.of(found)),
                            "commit",
                            commit,
                            "branch",
                            "main",
                            "committedAt",
                            hour(committed).toString(),
                            "scannedAt",
                            hour(committed + 1).toString())
                    .json(201);
        }

        private JsonNode metrics(String more) throws Exception {
            return api.get("/metrics?project=" + project + "&from=" + START + "&to=" + START.plus(Duration.ofDays(30))
                            + more)
                    .json(200);
        }

        private void decide(String decision, Weak finding) throws Exception {
            String id = null;
            for (JsonNode one :
                    api.get("/findings?project=" + project).json(200).path("findings")) {
                if (one.toString().contains(finding.rule())) {
                    id = one.path("id").asString();
                }
            }
            api.post("/decisions", "{'findings':['" + id + "'],'decision':'" + decision + "','reason':'as it is'}")
                    .json(201);
        }

        @Test
        void whatOpensAfterTheFirstScanIsDetectedAndWhatGoesIsRepaired() throws Exception {
            scan("c1", 0, EVAL);
            scan("c2", 24, EVAL, LINK);
            scan("c3", 48, EVAL, LINK, MILD);
            // Link was open for 48 hours, from 25 to 73.
            scan("c4", 72, EVAL, MILD);
            JsonNode all = metrics("");
            assertThat(all.path("mttd").path("n").asInt()).isEqualTo(2);
            assertThat(all.path("mttd").path("mean").asInt()).isEqualTo(3_600);
            assertThat(all.path("mttd").path("backlog").asInt()).isEqualTo(1);
            assertThat(all.path("mttr").path("n").asInt()).isEqualTo(1);
            assertThat(all.path("mttr").path("mean").asInt()).isEqualTo(48 * 3_600);
            assertThat(all.path("mttr")
                            .path("bySeverity")
                            .path("HIGH")
                            .path("n")
                            .asInt())
                    .isEqualTo(1);
            assertThat(all.path("mttr").path("open").asInt()).isEqualTo(2);
            // One of three ended: after 48 hours two of three last on, so half is not reached.
            assertThat(all.path("mttr").path("kaplanMeierMedian").isNull()).isTrue();
            assertThat(all.path("opened").asInt()).isEqualTo(3);
            assertThat(all.path("fixed").asInt()).isEqualTo(1);
            assertThat(all.path("reopened").asInt()).isZero();
            // The critical one fails every build.
            assertThat(all.path("passRate").path("value").asDouble()).isZero();
            assertThat(all.path("passRate").path("changes").asInt()).isEqualTo(4);
            assertThat(all.path("alertsPerPersonPerDay").path("alerts").asInt()).isEqualTo(2);
            assertThat(all.path("alertsPerPersonPerDay").path("days").asInt()).isEqualTo(30);
        }

        @Test
        void whatIsSilencedWhenItGoesIsNoRepairAndWhatComesBackIsReopened() throws Exception {
            scan("c1", 0);
            scan("c2", 24, LINK, MILD);
            decide("false-positive", MILD);
            scan("c3", 48);
            scan("c4", 72, LINK);
            JsonNode all = metrics("");
            assertThat(all.path("mttr").path("n").asInt()).isEqualTo(1);
            assertThat(all.path("mttr").path("silenced").asInt()).isEqualTo(1);
            assertThat(all.path("opened").asInt()).isEqualTo(3);
            assertThat(all.path("reopened").asInt()).isEqualTo(1);
            assertThat(all.path("passRate").path("value").asDouble()).isEqualTo(1);
            JsonNode guard = api.get(
                            "/guards?project=" + project + "&from=" + START + "&to=" + START.plus(Duration.ofDays(30)))
                    .json(200)
                    .get(0);
            assertThat(guard.path("opened").asInt()).isEqualTo(3);
            assertThat(guard.path("fixed").asInt()).isEqualTo(1);
            assertThat(guard.path("falsePositive").asInt()).isEqualTo(1);
            assertThat(guard.path("open").asInt()).isEqualTo(1);
            assertThat(guard.path("advice").asString()).isEqualTo("too-few");
            assertThat(guard.path("signal").asDouble()).isEqualTo(1.0 / 3);
        }

        @Test
        void aGuardOverTimeHasItsPartsAndEachLeadsToWhatItCounts() throws Exception {
            scan("c1", 0);
            scan("c2", 24, LINK);
            scan("c3", 48, LINK, MILD);
            scan("c4", 72, MILD);
            String period = "project=" + project + "&from=" + START + "&to=" + START.plus(Duration.ofDays(4));
            JsonNode whole = api.get("/guards?" + period).json(200).get(0);
            assertThat(whole.has("series")).isFalse();

            JsonNode guard =
                    api.get("/guards?" + period + "&bucket=day").json(200).get(0);

            assertThat(guard.path("opened").asInt()).isEqualTo(2);
            JsonNode series = guard.path("series");
            int opened = 0;
            int fixed = 0;
            for (JsonNode part : series) {
                opened += part.path("opened").asInt();
                fixed += part.path("fixed").asInt();
                assertThat(part.path("bucket").asString())
                        .isEqualTo(part.path("from").asString());
                assertThat(api.get(part.path("links").path("opened").asString().split("/api/v1", 2)[1])
                                .json(200)
                                .path("total")
                                .asInt())
                        .isEqualTo(part.path("opened").asInt());
            }
            assertThat(series.size()).isBetween(4, 5);
            assertThat(opened).isEqualTo(2);
            assertThat(fixed).isEqualTo(1);
            assertThat(api.get("/guards?bucket=eon").problem(400).path("detail").asString())
                    .contains("sprint");
        }

        @Test
        void aGuardThatIsNotThereIsNotFoundInsteadOfQuiet() throws Exception {
            scan("c1", 0, LINK);
            String guard = api.get("/guards?project=" + project)
                    .json(200)
                    .get(0)
                    .path("guard")
                    .asString();
            for (String address :
                    List.of("/metrics?", "/guards?", "/metrics/behind?metric=mttr&", "/guards/behind?fate=open&")) {
                api.get(address + "project=" + project + "&guard=" + guard).json(200);
                assertThat(api.get(address + "project=" + project + "&guard=nope")
                                .problem(404)
                                .path("detail")
                                .asString())
                        .contains("no guard nope");
            }
        }

        @Test
        void theNoisiestRulesAreThoseOfWhichMostWasSilencedWithWhatTheyOpenedInAll() throws Exception {
            var other = new Weak(MILD.rule(), "src/other.js", 30);
            scan("c1", 0);
            scan("c2", 24, EVAL, LINK, MILD, other);
            decide("wont-fix", EVAL);
            for (JsonNode one : api.get("/findings?q=rule:" + MILD.rule() + "&project=" + project)
                    .json(200)
                    .path("findings")) {
                String id = one.path("id").asString();
                api.post("/decisions", "{'findings':['" + id + "'],'decision':'false-positive','reason':'as it is'}")
                        .json(201);
            }
            // Nothing of Link was silenced. Mild comes again, as a third episode, when one of both had gone.
            scan("c3", 48, EVAL, LINK, MILD);
            scan("c4", 72, EVAL, LINK, MILD, other);
            JsonNode noisiest = api.get(
                            "/guards?project=" + project + "&from=" + START + "&to=" + START.plus(Duration.ofDays(30)))
                    .json(200)
                    .get(0)
                    .path("noisiest");
            assertThat(noisiest.size()).isEqualTo(2);
            JsonNode mild = noisiest.path(0);
            assertThat(mild.path("rule").asString()).isEqualTo(MILD.rule());
            assertThat(mild.path("opened").asInt()).isEqualTo(3);
            assertThat(mild.path("falsePositive").asInt()).isEqualTo(3);
            assertThat(mild.path("noise").asDouble()).isEqualTo(1);
            assertThat(mild.path("high").asDouble()).isEqualTo(1);
            JsonNode eval = noisiest.path(1);
            assertThat(eval.path("rule").asString()).isEqualTo(EVAL.rule());
            assertThat(eval.path("accepted").asInt()).isEqualTo(1);
            assertThat(eval.path("opened").asInt()).isEqualTo(1);
            // Of another time there is nothing to tell.
            assertThat(api.get("/guards?project=" + project + "&from=2020-01-01&to=2020-02-01")
                            .json(200)
                            .get(0)
                            .path("noisiest")
                            .size())
                    .isZero();
        }

        @Test
        void whatIsFoundAfterBuildTimeIsNoFaultOfTheChange() throws Exception {
            scan("c1", 0, MILD);
            // The night after, the same guard finds more, and then another guard comes for the first time.
            scan("c1", 0, MILD, EVAL);
            api.upload(project, TestReports.sarif(List.of(LINK)), "commit", "c1", "branch", "main", "guard", "night")
                    .json(201);
            JsonNode rate = metrics("").path("passRate");
            assertThat(rate.path("passed").asInt()).isEqualTo(1);
            assertThat(rate.path("changes").asInt()).isEqualTo(1);
            assertThat(api.get("/projects/" + project + "/builds/c1")
                            .json(200)
                            .path("build")
                            .path("verdict")
                            .asString())
                    .isEqualTo("fail");
        }

        @Test
        void partsOfAPeriodAddUpAndEachHasItsBeginning() throws Exception {
            scan("c1", 0);
            scan("c2", 24, LINK);
            scan("c3", 240, LINK, MILD);
            scan("c4", 480);
            JsonNode all = metrics("&bucket=week");
            int opened = 0;
            int fixed = 0;
            for (JsonNode part : all.path("series")) {
                assertThat(part.path("bucket").asString())
                        .isEqualTo(part.path("from").asString());
                opened += part.path("opened").asInt();
                fixed += part.path("fixed").asInt();
            }
            assertThat(opened).isEqualTo(all.path("opened").asInt()).isEqualTo(2);
            assertThat(fixed).isEqualTo(all.path("fixed").asInt()).isEqualTo(2);
            assertThat(all.path("series").size()).isBetween(5, 6);
        }

        @Test
        void severityAndGuardChooseEpisodes() throws Exception {
            scan("c1", 0);
            scan("c2", 24, LINK, MILD);
            assertThat(metrics("&severity=high").path("opened").asInt()).isEqualTo(1);
            assertThat(metrics("&category=drift").path("opened").asInt()).isZero();
            assertThat(metrics("&category=sast").path("opened").asInt()).isEqualTo(2);
            assertThat(metrics("&severity=high").path("mttd").path("mean").asInt())
                    .isEqualTo(3_600);
            JsonNode nothing = metrics("&category=drift").path("mttd");
            assertThat(nothing.path("mean").isNull()).isTrue();
            api.get("/metrics?severity=worst").problem(400);
            api.get("/metrics?from=2026-02-30").problem(400);
            api.get("/metrics?from=2026-02-02&to=2026-02-02").problem(400);
            api.get("/metrics?bucket=day&from=2020-01-01&to=2026-01-01").problem(400);
            api.get("/metrics?project=none-" + project).problem(404);
        }

        @Test
        void targetsAreKeptAndChangedByAdministrators() throws Exception {
            JsonNode before = api.get("/metrics/targets").json(200);
            assertThat(before.path("mttd").asInt()).isEqualTo(300);
            String changed = before.toString().replace("\"mttr\":86400", "\"mttr\":7200");
            assertThat(api.put("/metrics/targets", changed)
                            .json(200)
                            .path("mttr")
                            .asInt())
                    .isEqualTo(7_200);
            assertThat(api.get("/metrics/targets").json(200).path("mttr").asInt())
                    .isEqualTo(7_200);
            api.put("/metrics/targets", before.toString().replace("\"mttd\":300", "\"mttd\":0"))
                    .problem(400);
            api.put("/metrics/targets", before.toString()).json(200);
        }
    }
}

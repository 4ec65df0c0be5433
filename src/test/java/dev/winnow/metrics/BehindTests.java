package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;

/** What is behind the numbers, and what changed meanwhile, as the interface gives it: by the links that numbers carry. */
class BehindTests {
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak LINK = new Weak("high-link", "src/l.js", 14);
    private static final Weak MILD = new Weak("low-style", "src/b.js", 20);
    private static final String POLICY = "rules:\n  - {name: all, when: 'finding.severity == \"LOW\"', effect: warn}\n";
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
        private BehindNumbers behind;

        private void scan(String commit, int committed, String guard, Weak... found) throws Exception {
            api.upload(
                            project,
                            TestReports.sarif(List.of(found)),
                            "commit",
                            commit,
                            "branch",
                            "main",
                            "guard",
                            guard,
                            "committedAt",
                            START.plus(Duration.ofHours(committed)).toString(),
                            "scannedAt",
                            START.plus(Duration.ofHours(committed + 1)).toString())
                    .json(201);
        }

        private String period() {
            return "project=" + project + "&from=" + START + "&to=" + START.plus(Duration.ofDays(60));
        }

        private JsonNode follow(JsonNode link) throws Exception {
            URI address = URI.create(link.asString());
            assertThat(address.isAbsolute()).isTrue();
            String path = address.getRawPath() + "?" + URLDecoder.decode(address.getRawQuery(), StandardCharsets.UTF_8);
            return api.get(path.substring("/api/v1".length())).json(200);
        }

        @Test
        void eachNumberLeadsToJustWhatItCounts() throws Exception {
            scan("c1", 0, "lint", EVAL);
            scan("c2", 24, "lint", EVAL, LINK);
            scan("c3", 48, "lint", EVAL, LINK, MILD);
            scan("c4", 72, "lint", EVAL, MILD);
            JsonNode all = api.get("/metrics?bucket=week&" + period()).json(200);
            JsonNode links = all.path("links");

            JsonNode mttr = follow(links.path("mttr"));
            assertThat(mttr.path("total").asInt())
                    .isEqualTo(all.path("mttr").path("n").asInt())
                    .isEqualTo(1);
            assertThat(mttr.path("mean").asInt())
                    .isEqualTo(all.path("mttr").path("mean").asInt())
                    .isEqualTo(48 * 3_600);
            JsonNode link = mttr.path("items").get(0);
            assertThat(link.path("seconds").asInt()).isEqualTo(48 * 3_600);
            assertThat(link.path("project").asString()).isEqualTo(project);
            assertThat(link.path("severity").asString()).isEqualTo("HIGH");
            assertThat(link.path("outcome").asString()).isEqualTo("fixed");
            assertThat(link.path("guards").toString()).isEqualTo("[\"lint\"]");
            assertThat(link.path("closed").asString())
                    .isEqualTo(START.plus(Duration.ofHours(73)).toString());
            assertThat(link.path("url").asString())
                    .endsWith("/findings/" + link.path("finding").asString());
            JsonNode finding =
                    api.get("/findings/" + link.path("finding").asString()).json(200);
            assertThat(finding.toString()).contains("high-link");

            assertThat(follow(links.path("backlog")).path("total").asInt()).isEqualTo(1);
            assertThat(follow(links.path("mttd")).path("total").asInt()).isEqualTo(2);
            assertThat(follow(links.path("stillOpen")).path("total").asInt()).isEqualTo(2);
            assertThat(follow(links.path("alerts")).path("total").asInt()).isEqualTo(2);
            assertThat(follow(links.path("bySeverity").path("HIGH").path("mttr"))
                            .path("total")
                            .asInt())
                    .isEqualTo(1);

            JsonNode builds = follow(links.path("passRate"));
            assertThat(builds.path("total").asInt()).isEqualTo(4);
            JsonNode newest = builds.path("items").get(0);
            assertThat(newest.path("commit").asString()).isEqualTo("c4");
            assertThat(newest.path("verdict").asString()).isEqualTo("fail");
            assertThat(newest.path("url").asString()).contains("/projects/" + project + "/builds/");
            assertThat(follow(links.path("failed")).path("total").asInt()).isEqualTo(4);
            assertThat(follow(links.path("passed")).path("items").isEmpty()).isTrue();

            int opened = 0;
            for (JsonNode part : all.path("series")) {
                JsonNode its = follow(part.path("links").path("opened"));
                assertThat(its.path("total").asInt())
                        .isEqualTo(part.path("opened").asInt());
                assertThat(its.path("from")).isEqualTo(part.path("from"));
                opened += its.path("total").asInt();
            }
            assertThat(opened).isEqualTo(3);
        }

        @Test
        void aPageIsAPartOfTheListAndTheOrderIsAskedFor() throws Exception {
            scan("c1", 0, "lint");
            scan("c2", 24, "lint", EVAL, LINK, MILD);
            scan("c3", 48, "lint", LINK, MILD);
            scan("c4", 72, "lint", MILD);
            String fixed = "/metrics/behind?metric=mttr&" + period();
            JsonNode first = api.get(fixed + "&size=1").json(200);
            assertThat(first.path("total").asInt()).isEqualTo(2);
            assertThat(first.path("items").size()).isEqualTo(1);
            assertThat(first.path("items").get(0).path("severity").asString()).isEqualTo("HIGH");
            JsonNode second = api.get(fixed + "&size=1&page=1").json(200);
            assertThat(second.path("items").get(0).path("severity").asString()).isEqualTo("CRITICAL");
            assertThat(second.path("mean")).isEqualTo(first.path("mean"));
            assertThat(api.get(fixed + "&page=7").json(200).path("items").isEmpty())
                    .isTrue();
            assertThat(seconds(api.get(fixed + "&sort=longest").json(200))).containsExactly(48 * 3_600, 24 * 3_600);

            api.get("/metrics/behind?metric=fortune&" + period()).problem(400);
            api.get("/metrics/behind").problem(400);
            api.get(fixed + "&sort=dearest").problem(400);
            api.get(fixed + "&page=-1").problem(400);
            api.get(fixed + "&size=5000").problem(400);
            api.get("/metrics/behind?metric=mttr&project=none-" + project).problem(404);
        }

        @Test
        void furtherPagesAreOfTheSameListUntilSomethingChanges() throws Exception {
            scan("c1", 0, "lint");
            scan("c2", 24, "lint", EVAL, LINK, MILD);
            var question = new MetricsQuestion(
                    new TreeSet<>(Set.of(project)), new Period(START, START.plus(Duration.ofDays(30))));
            // A minute may end between two, once.
            assertThat(Stream.generate(() -> opened(question)).limit(3).toList())
                    .satisfiesAnyOf(
                            lists -> assertThat(lists.get(1)).isSameAs(lists.get(0)),
                            lists -> assertThat(lists.get(2)).isSameAs(lists.get(1)));
            assertThat(Stream.generate(() -> behind.of(question, GuardCounted.OPENED))
                            .limit(3)
                            .toList())
                    .satisfiesAnyOf(
                            lists -> assertThat(lists.get(1)).isSameAs(lists.get(0)),
                            lists -> assertThat(lists.get(2)).isSameAs(lists.get(1)));
            assertThat(opened(question)).hasSize(3);

            scan("c3", 48, "lint", EVAL, LINK, MILD, new Weak("low-other", "src/o.js", 2));
            assertThat(opened(question)).hasSize(4);
            assertThat(behind.of(question, GuardCounted.OPENED)).hasSize(4);
            assertThat(behind.of(question, Counted.FIXED, BehindNumbers.Order.NEWEST))
                    .isEmpty();

            scan("c4", 72, "lint", EVAL, LINK);
            assertThat(behind.of(question, Counted.FIXED, BehindNumbers.Order.NEWEST))
                    .hasSize(2);
        }

        private List<Behind> opened(MetricsQuestion question) {
            return behind.of(question, Counted.OPENED, BehindNumbers.Order.NEWEST);
        }

        private static List<Integer> seconds(JsonNode page) {
            return StreamSupport.stream(page.path("items").spliterator(), false)
                    .map(item -> item.path("seconds").asInt())
                    .toList();
        }

        @Test
        void aNumberOfAGuardLeadsToItsEpisodes() throws Exception {
            scan("c1", 0, "lint");
            scan("c2", 24, "lint", LINK, MILD);
            scan("c3", 48, "lint", MILD);
            JsonNode guard = api.get("/guards?" + period()).json(200).get(0);
            JsonNode links = guard.path("links");
            for (String number :
                    List.of("opened", "fixed", "falsePositive", "accepted", "open", "ended", "alerts", "onlyIt")) {
                assertThat(follow(links.path(number)).path("total").asInt())
                        .as(number)
                        .isEqualTo(guard.path(number).asInt());
            }
            assertThat(follow(links.path("fixed"))
                            .path("items")
                            .get(0)
                            .path("severity")
                            .asString())
                    .isEqualTo("HIGH");
            api.get("/guards/behind?guard=lint&fate=sold&" + period()).problem(400);
        }

        @Test
        void whatChangedIsToldWithTheNumbersAndOnlyOfTheProjectsAskedFor() throws Exception {
            scan("c1", 0, "lint", MILD);
            scan("c2", 24, "lint", MILD);
            scan("c3", 30, "night", MILD);
            assertThat(api.call(MockMvcRequestBuilders.put("/api/v1/projects/" + project + "/policy")
                                    .contentType("application/x-www-form-urlencoded")
                                    .content(POLICY))
                            .status())
                    .isEqualTo(200);
            JsonNode targets = api.get("/metrics/targets").json(200);
            api.put("/metrics/targets", targets.toString()).json(200);
            List<String> told = annotations("/metrics?" + period());
            assertThat(told)
                    .startsWith(
                            START.plus(Duration.ofHours(1)) + " guard-added Guard lint added",
                            START.plus(Duration.ofHours(31)) + " guard-added Guard night added")
                    .anyMatch(one -> one.contains(" policy-changed Policy sent by the pipeline"))
                    .anyMatch(one -> one.contains(" targets-changed Targets changed"));
            assertThat(annotations("/metrics?guard=night&" + period()))
                    .noneMatch(one -> one.contains("lint"))
                    .anyMatch(one -> one.contains("night"));
            String earlier =
                    "/metrics?project=" + project + "&from=" + START.minus(Duration.ofDays(9)) + "&to=" + START;
            assertThat(annotations(earlier)).isEmpty();
        }

        private List<String> annotations(String address) throws Exception {
            var told = new ArrayList<String>();
            for (JsonNode one : api.get(address).json(200).path("annotations")) {
                assertThat(one.path("project").asString(project)).isEqualTo(project);
                told.add(one.path("at").asString() + " " + one.path("kind").asString() + " "
                        + one.path("text").asString());
            }
            return told;
        }
    }
}

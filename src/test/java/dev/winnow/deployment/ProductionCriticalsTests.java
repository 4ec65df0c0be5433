package dev.winnow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.finding.Findings;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.Seeds;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Critical CVEs in production as of any instant: by what ran there then, what scans had said, and what was silenced. */
class ProductionCriticalsTests {
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(30));

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private ProductionCriticals criticals;

        @Autowired
        private Projects projects;

        @Autowired
        private Findings findings;

        private static Instant day(double day) {
            return START.plus(Duration.ofMinutes((long) (day * 24 * 60)));
        }

        private void scan(String build, double day, String report) throws Exception {
            assertThat(scan(build, day(day), report)).isEqualTo(201);
        }

        private int scan(String build, Instant at, String report) throws Exception {
            return api.upload(
                            project,
                            report,
                            "commit",
                            build,
                            "committedAt",
                            day(0).toString(),
                            "scannedAt",
                            at.toString())
                    .status();
        }

        private static Hole critical(String cve) {
            return new Hole("lib-" + cve, "CRITICAL", cve);
        }

        private void deployed(String build, String environment, double day) throws Exception {
            api.post(
                            "/projects/" + project + "/deployments",
                            "{'build':'" + build + "','environment':'" + environment + "','deployedAt':'" + day(day)
                                    + "'}")
                    .json(201);
        }

        private String at(double day) throws Exception {
            return at(day(day));
        }

        private String at(Instant instant) throws Exception {
            JsonNode found = api.get("/production/criticals?project=" + project + "&at=" + instant)
                    .json(200);
            String names = StreamSupport.stream(found.path("findings").spliterator(), false)
                    .map(one -> one.path("identifier").asString())
                    .sorted()
                    .collect(Collectors.joining(" "));
            assertThat(found.path("count").asInt()).isEqualTo(names.isEmpty() ? 0 : names.split(" ").length);
            return names;
        }

        @Test
        void whatRanInProductionThenCountsOnceAndNothingElse() throws Exception {
            scan(
                    "b1",
                    1,
                    TestReports.trivy(
                            "shop",
                            List.of(
                                    critical("CVE-2026-1"),
                                    critical("CVE-2026-2"),
                                    new Hole("l", "HIGH", "CVE-2026-9"))));
            scan("b1", 1, TestReports.sarif(List.of(new Weak("critical-eval", "src/a.js", 10))));
            scan("b2", 1, TestReports.trivy("shop", List.of(critical("CVE-2026-2"), critical("CVE-2026-3"))));
            deployed("b1", "staging", 2);
            deployed("b1", "prod", 4);
            deployed("b2", "prod", 8);
            deployed("b1", "prod", 12);
            deployed("b2", "live", 6);
            api.delete("/projects/" + project + "/environments/live?at=" + day(14));

            assertThat(at(3)).as("staging alone").isEmpty();
            assertThat(at(4)).as("from that instant on").isEqualTo("CVE-2026-1 CVE-2026-2");
            assertThat(at(day(4).minusSeconds(1))).isEmpty();
            assertThat(at(7)).as("two environments").isEqualTo("CVE-2026-1 CVE-2026-2 CVE-2026-3");
            assertThat(at(9)).isEqualTo("CVE-2026-2 CVE-2026-3");
            assertThat(at(13)).as("rolled back").isEqualTo("CVE-2026-1 CVE-2026-2 CVE-2026-3");
            assertThat(at(15)).as("one emptied").isEqualTo("CVE-2026-1 CVE-2026-2");

            deployed("b2", "prod", 5);
            assertThat(at(5.5)).as("told late").isEqualTo("CVE-2026-2 CVE-2026-3");
            api.post(
                            "/projects/" + project + "/deployments",
                            "{'build':'b1','environment':'staging','production':true}")
                    .json(200);
            assertThat(at(3)).as("staging was production all the time").isEqualTo("CVE-2026-1 CVE-2026-2");
        }

        @Test
        void whatIsToldLateEndsWhereTheEnvironmentWasEmptied() throws Exception {
            scan("b1", 1, TestReports.trivy("shop", List.of(critical("CVE-2026-1"))));
            deployed("b1", "prod", 9);
            String emptied = "/projects/" + project + "/environments/prod?at=" + day(5);
            assertThat(api.delete(emptied).status())
                    .as("nothing is known to run there")
                    .isEqualTo(204);
            assertThat(api.delete(emptied).status()).as("told twice").isEqualTo(204);
            deployed("b1", "prod", 3);

            assertThat(at(4)).isEqualTo("CVE-2026-1");
            assertThat(at(6)).isEmpty();
            assertThat(at(9)).isEqualTo("CVE-2026-1");
        }

        @Test
        void aNightlyScanOfWhatRunsCountsFromWhenItFinished() throws Exception {
            scan("b1", 1, TestReports.trivy("shop", List.of(critical("CVE-2026-1"))));
            deployed("b1", "prod", 2);
            scan("b2", 3, TestReports.trivy("shop", List.of()));
            scan("b1", 5, TestReports.trivy("shop", List.of(critical("CVE-2026-1"), critical("CVE-2026-5"))));
            scan("b1", 6, TestReports.grype("shop", List.of(critical("CVE-2026-5"), critical("CVE-2026-6"))));
            scan("b1", 7, TestReports.trivy("shop", List.of(critical("CVE-2026-5"))));

            assertThat(at(4.9)).isEqualTo("CVE-2026-1");
            assertThat(at(5)).isEqualTo("CVE-2026-1 CVE-2026-5");
            assertThat(at(6)).as("two scanners").isEqualTo("CVE-2026-1 CVE-2026-5 CVE-2026-6");
            assertThat(at(7)).isEqualTo("CVE-2026-5 CVE-2026-6");

            // A report without a list of matches has not looked everywhere.
            scan(
                    "b1",
                    8,
                    "{\"source\":{\"type\":\"image\",\"target\":{\"userInput\":\"shop\"}},"
                            + "\"descriptor\":{\"name\":\"grype\",\"version\":\"0.94.0\"},\"ignoredMatches\":[]}");
            assertThat(at(9)).as("after a partial scan").isEqualTo("CVE-2026-5 CVE-2026-6");
        }

        @Test
        void whatWasSilencedThenDidNotCountThen() throws Exception {
            scan("b1", 1, TestReports.trivy("shop", List.of(critical("CVE-2026-1"), critical("CVE-2026-2"))));
            deployed("b1", "prod", 2);
            Instant before = Instant.now();
            String finding = finding("CVE-2026-1");
            String decision = api.post(
                            "/decisions",
                            "{'findings':['" + finding + "'],'decision':'false-positive','reason':'tested'}")
                    .json(201)
                    .path("id")
                    .asString();
            Instant silenced = Instant.now();
            assertThat(api.delete("/decisions/" + decision).status()).isLessThan(300);
            Instant undone = Instant.now();
            api.post(
                            "/silence-rules",
                            "{'name':'" + project + "','reason':'tested','match':{'project':'" + project
                                    + "','package':'lib-CVE-2026-*'}}")
                    .json(201);
            // Never counted, though it was found before it was imported and the rule was made.
            scan("b1", 3, TestReports.grype("shop", List.of(critical("CVE-2026-7"))));
            Instant ruled = Instant.now();

            assertThat(at(before)).isEqualTo("CVE-2026-1 CVE-2026-2");
            assertThat(at(silenced)).isEqualTo("CVE-2026-2");
            assertThat(at(undone)).isEqualTo("CVE-2026-1 CVE-2026-2");
            assertThat(at(ruled)).isEmpty();
            assertThat(at(3)).isEqualTo("CVE-2026-1 CVE-2026-2");
        }

        private String finding(String cve) throws Exception {
            for (JsonNode one : api.get("/findings?project=" + project + "&size=200")
                    .json(200)
                    .path("findings")) {
                if (one.path("identifier").asString().equals(cve)) {
                    return one.path("id").asString();
                }
            }
            throw new AssertionError("no finding of " + cve);
        }

        @Test
        void anInstantInTheFutureAndAProjectOutOfSightAreRefused() throws Exception {
            api.get("/production/criticals?at=" + Instant.now().plusSeconds(60)).problem(400);
            api.get("/production/criticals?project=none-" + project).problem(404);
            api.get("/production/criticals?at=yesterday").problem(400);
        }

        private record Scanned(String build, String guard, int minute, Set<Integer> critical) {}

        private record Deployed(String environment, int minute, Optional<String> build) {}

        /** Held against a model that knows nothing but lists. */
        @Test
        void anyHistoryIsToldAsItWas() throws Exception {
            long seed = Seeds.some(0).findFirst().orElseThrow();
            var random = new Random(seed);
            List<String> builds = List.of("b1", "b2", "b3");
            List<String> guards = List.of("trivy", "grype");
            List<String> environments = List.of("prod", "live", "staging");
            var scans = new ArrayList<Scanned>();
            var deployments = new ArrayList<Deployed>();
            List<Integer> minutes =
                    new ArrayList<>(IntStream.range(0, 200).boxed().toList());
            java.util.Collections.shuffle(minutes, random);
            for (int step = 0; step < 24; step++) {
                int minute = minutes.get(step);
                String build = builds.get(random.nextInt(builds.size()));
                if (step < 6 || random.nextInt(3) == 0) {
                    // Each build has one of each to begin with.
                    String of = step < 6 ? builds.get(step / 2) : build;
                    String guard = step < 6 ? guards.get(step % 2) : guards.get(random.nextInt(2));
                    var critical = new TreeSet<Integer>();
                    var holes = new ArrayList<Hole>();
                    for (int cve = 1; cve < 7; cve++) {
                        int luck = random.nextInt(3);
                        if (luck == 0) {
                            critical.add(cve);
                        }
                        if (luck < 2) {
                            holes.add(new Hole("lib" + cve, luck == 0 ? "CRITICAL" : "HIGH", "CVE-2026-" + cve));
                        }
                    }
                    int answer = scan(
                            of,
                            moment(minute),
                            guard.equals("trivy")
                                    ? TestReports.trivy("shop", holes)
                                    : TestReports.grype("shop", holes));
                    assertThat(answer).isIn(200, 201);
                    if (answer == 201) {
                        // Else the very same report is known.
                        scans.add(new Scanned(of, guard, minute, critical));
                    }
                } else if (random.nextInt(5) == 0 && !deployments.isEmpty()) {
                    var emptied = new Deployed(environments.get(random.nextInt(3)), minute, Optional.empty());
                    if (api.delete("/projects/" + project + "/environments/" + emptied.environment() + "?at="
                                            + moment(minute))
                                    .status()
                            == 204) {
                        deployments.add(emptied);
                    }
                } else {
                    var made = new Deployed(environments.get(random.nextInt(3)), minute, Optional.of(build));
                    api.post(
                                    "/projects/" + project + "/deployments",
                                    "{'build':'" + build + "','environment':'" + made.environment() + "','deployedAt':'"
                                            + moment(minute) + "'}")
                            .json(201);
                    deployments.add(made);
                }
            }

            long id = projects.idOf(project).orElseThrow();
            List<Instant> instants =
                    IntStream.range(-1, 202).mapToObj(Claims::moment).toList();
            var told = criticals.at(Set.of(id), instants);
            for (int minute = -1; minute < 202; minute++) {
                var numbers = told.get(moment(minute)).get(id);
                Set<String> names = numbers == null
                        ? Set.of()
                        : findings
                                .ofNumbers(
                                        id,
                                        Arrays.stream(numbers.toArray()).boxed().toList())
                                .stream()
                                .map(finding -> String.valueOf(finding.identifier()))
                                .collect(Collectors.toSet());
                assertThat(names)
                        .as("seed %d, minute %d, scans %s, deployments %s", seed, minute, scans, deployments)
                        .isEqualTo(expected(scans, deployments, minute));
                if (minute % 50 == 0) {
                    assertThat(Optional.ofNullable(
                                    criticals.at(Set.of(id), moment(minute)).get(id)))
                            .as("alone")
                            .isEqualTo(Optional.ofNullable(numbers));
                }
            }
        }

        private static Instant moment(int minute) {
            return START.plus(Duration.ofMinutes(minute));
        }

        private static Set<String> expected(List<Scanned> scans, List<Deployed> deployments, int minute) {
            Map<String, Optional<String>> runs = new HashMap<>();
            deployments.stream()
                    .filter(one -> one.minute() <= minute && !one.environment().equals("staging"))
                    .sorted(Comparator.comparingInt(Deployed::minute))
                    .forEach(one -> runs.put(one.environment(), one.build()));
            Map<String, Set<Integer>> newest = new HashMap<>();
            for (Scanned scan : scans) {
                if (scan.minute() <= minute && runs.containsValue(Optional.of(scan.build()))) {
                    newest.put(scan.build() + scan.guard(), scan.critical());
                }
            }
            return newest.values().stream()
                    .flatMap(Set::stream)
                    .map(cve -> "CVE-2026-" + cve)
                    .collect(Collectors.toSet());
        }
    }
}

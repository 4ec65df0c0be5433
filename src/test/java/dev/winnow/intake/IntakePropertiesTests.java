package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.Episodes;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.Seeds;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whole uploads in random worlds, against an oracle of sets and maps. A failure names the seed of its world. */
class IntakePropertiesTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        private static final String[] SEVERITIES = {"CRITICAL", "HIGH", "MEDIUM", "LOW"};
        private static final int UPLOADS = 30;

        @Autowired
        private Intake intake;

        @Autowired
        private Scans scans;

        @Autowired
        private Projects projects;

        @Autowired
        private Builds builds;

        @Autowired
        private Findings findings;

        @Autowired
        private Episodes episodes;

        static LongStream seeds() {
            return Seeds.some(5);
        }

        /** A problem under the name that lists show, as each guard reports it. */
        private record Problem(String name, Severity severity, Weak weak, Hole trivy, Hole grype) {}

        @ParameterizedTest
        @MethodSource("seeds")
        void uploadsInAnyOrderComeToWhatTheDesignSays(long seed) throws Exception {
            var random = new Random(seed);
            String project = "world-" + Long.toUnsignedString(seed, 36);
            List<Problem> lines = lines();
            List<Problem> holes = holes();
            var severities = new HashMap<String, Severity>();
            lines.forEach(problem -> severities.put(problem.name(), problem.severity()));
            holes.forEach(problem -> severities.put(problem.name(), problem.severity()));
            var oracle = new Oracle(severities);
            var last = new HashMap<String, List<Problem>>();
            long place = 1_000;
            for (int i = 0; i < UPLOADS; i++) {
                String guard = List.of("lint", "lint", "trivy", "grype").get(random.nextInt(4));
                boolean tracked = random.nextInt(5) > 0;
                boolean complete = !guard.equals("lint") || random.nextInt(5) > 0;
                // Mostly a new build, at times the newest one again, at times one that comes late.
                long at = switch (random.nextInt(6)) {
                    case 0 -> place;
                    case 1 -> place - 1 - random.nextInt(15);
                    default -> place += 10;
                };
                at = tracked ? at : -at;
                boolean repeated = random.nextInt(5) == 0 && last.containsKey(guard);
                int share = random.nextInt(6) == 0 ? 1 : 9;
                List<Problem> reported = repeated
                        ? last.get(guard)
                        : new ArrayList<>((guard.equals("lint") ? lines : holes)
                                .stream()
                                        .filter(problem -> random.nextInt(10) < share)
                                        .toList());
                last.put(guard, reported);
                int shift = repeated ? 0 : random.nextInt(100);
                String world = "seed " + seed + ", upload " + i + " of " + guard + " at " + at
                        + (complete ? "" : ", partial") + (repeated ? ", repeated" : "");

                Scan scan = upload(
                        project,
                        guard,
                        tracked,
                        at,
                        complete ? report(guard, reported, shift) : partial(reported, shift));
                if (scan == null) {
                    continue;
                }
                Set<String> names =
                        new HashSet<>(reported.stream().map(Problem::name).toList());
                var expected = oracle.take(new Oracle.Upload(guard, tracked, at, complete, names));

                var counts = scan.counts();
                assertThat(new Oracle.Counts(
                                counts.total(), counts.fresh(), counts.fixed(), counts.reopened(), counts.unchanged()))
                        .as(world)
                        .isEqualTo(expected);
                Build build = builds.findById(scan.buildId().orElseThrow()).orElseThrow();
                assertThat(build.score()).as("score, " + world).isEqualTo(oracle.score(at));
                assertThat(build.verdict().map(Outcome::word))
                        .as("verdict, " + world)
                        .isEqualTo(oracle.verdict(at));
                var rolledUp = projects.findByName(project).orElseThrow();
                assertThat(rolledUp.open().total())
                        .as("open, " + world)
                        .isEqualTo(oracle.open().size());
            }
            compare(project, oracle, "seed " + seed);
        }

        private void compare(String name, Oracle oracle, String world) {
            long project = projects.findByName(name).orElseThrow().id();
            List<Finding> open = findings.ofProject(project, FindingStatus.OPEN, null, 1_000);
            List<Finding> closed = findings.ofProject(project, FindingStatus.CLOSED, null, 1_000);
            assertThat(open.stream().map(Claims::name)).as(world).containsExactlyInAnyOrderElementsOf(oracle.open());
            Set<String> gone = new TreeSet<>(oracle.everOpen());
            gone.removeAll(oracle.open());
            assertThat(closed.stream().map(Claims::name)).as(world).containsExactlyInAnyOrderElementsOf(gone);
            var all = new ArrayList<>(open);
            all.addAll(closed);
            for (Finding finding : all) {
                var stretches = episodes.of(finding.id());
                assertThat(stretches).as("%s: %s", world, finding).hasSize(oracle.timesOpened(name(finding)));
                assertThat(stretches.stream().filter(stretch -> stretch.closedAt() != null))
                        .as("%s: %s", world, finding)
                        .hasSize(oracle.timesClosed(name(finding)));
            }
        }

        private static String name(Finding finding) {
            return finding.identifier() == null ? finding.ruleId() : finding.identifier() + " " + finding.packageName();
        }

        private static List<Problem> lines() {
            var lines = new ArrayList<Problem>();
            for (int i = 0; i < 30; i++) {
                String severity = SEVERITIES[i % 4];
                var weak =
                        new Weak(severity.toLowerCase(java.util.Locale.ROOT) + "-" + i, "f" + i % 4 + ".js", i * 3 + 1);
                lines.add(new Problem(weak.rule(), Severity.valueOf(severity), weak, null, null));
            }
            return lines;
        }

        private static List<Problem> holes() {
            var holes = new LinkedHashMap<String, Problem>();
            for (int i = 0; i < 26; i++) {
                String severity = SEVERITIES[i % 4];
                String pack = "lib" + i % 5;
                String cve = "CVE-2024-" + i / 2;
                String ghsa = "GHSA-aaaa-bbbb-" + (1000 + i / 2);
                holes.put(
                        cve + pack,
                        new Problem(
                                cve + " " + pack,
                                Severity.valueOf(severity),
                                null,
                                new Hole(pack, severity, cve),
                                new Hole(pack, severity, ghsa, cve)));
            }
            return List.copyOf(holes.values());
        }

        private static String report(String guard, List<Problem> reported, int shift) {
            return switch (guard) {
                case "lint" -> TestReports.sarif("Lint", true, weak(reported, shift));
                case "trivy" ->
                    TestReports.trivy(
                            "shop:" + shift,
                            reported.stream().map(Problem::trivy).toList());
                default ->
                    TestReports.grype(
                            "shop:" + shift,
                            reported.stream().map(Problem::grype).toList());
            };
        }

        private static String partial(List<Problem> reported, int shift) {
            return TestReports.sarif("Lint", false, weak(reported, shift));
        }

        private static List<Weak> weak(List<Problem> reported, int shift) {
            return reported.stream()
                    .map(problem -> problem.weak().at(problem.weak().line() + shift))
                    .toList();
        }

        /** @return null where the same report was there for the build already */
        private Scan upload(String project, String guard, boolean tracked, long at, String report) throws Exception {
            var request = new ScanRequest(
                    project,
                    "c" + at,
                    tracked ? "main" : "feature",
                    Instant.ofEpochSecond(Math.abs(at) * 60),
                    "b" + at,
                    null,
                    null,
                    guard,
                    null,
                    null,
                    null,
                    null);
            var accepted =
                    intake.accept(new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)), request, "test");
            intake.settled(accepted.scanId()).join();
            Scan scan = scans.findById(accepted.scanId()).orElseThrow();
            assertThat(scan.status()).as(project + ": " + scan.failure()).isEqualTo(ScanStatus.IMPORTED);
            return accepted.isNew() ? scan : null;
        }
    }
}

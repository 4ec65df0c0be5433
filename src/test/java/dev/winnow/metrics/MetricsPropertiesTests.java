package dev.winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Caller;
import dev.winnow.access.Members;
import dev.winnow.access.Users;
import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.NewDeployment;
import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.finding.EpisodeFacts;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingStatus;
import dev.winnow.finding.Findings;
import dev.winnow.finding.GuardRules;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.finding.SilencedHistories;
import dev.winnow.finding.StreamCare;
import dev.winnow.importers.Severity;
import dev.winnow.intake.Intake;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.statistics.Spread;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.Seeds;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.triage.Decisions;
import dev.winnow.triage.JudgedFindings;
import dev.winnow.triage.NewDecision;
import dev.winnow.triage.Ruling;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random histories by the real services: what is kept in memory and read again piece by piece comes to the same numbers as
 * what is read anew, parts add up, and what can be counted in the database is as many there. A failure names its seed.
 */
class MetricsPropertiesTests {
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(100));
    private static final int STEPS = 36;

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        @Autowired
        private Intake intake;

        @Autowired
        private Scans scans;

        @Autowired
        private Findings findings;

        @Autowired
        private Decisions decisions;

        @Autowired
        private StreamCare care;

        @Autowired
        private Users users;

        @Autowired
        private Projects projects;

        @Autowired
        private Guards guards;

        @Autowired
        private GuardRules guardRules;

        @Autowired
        private EpisodeFacts facts;

        @Autowired
        private EpisodeTables tables;

        @Autowired
        private Recomputation recomputation;

        @Autowired
        private SilencedHistories silenced;

        @Autowired
        private FirstBuilds firstBuilds;

        @Autowired
        private ProductionCriticals criticals;

        @Autowired
        private Deployments deployments;

        @Autowired
        private Members members;

        @Autowired
        private TargetStore targets;

        @Autowired
        private JudgedFindings judged;

        @Autowired
        private JdbcClient jdbc;

        private Caller admin;

        static LongStream seeds() {
            return Seeds.some(2);
        }

        @BeforeEach
        void who() {
            admin = users.caller("admin").orElseThrow();
        }

        /** Everything that counts, over one way to come by episodes. */
        private record Counting(MetricsService metrics, GuardSignals signals, BehindNumbers behind) {}

        private Rollups rollups(EpisodeTables source) {
            return new Rollups(
                    reckoner(source, Instant.EPOCH),
                    new MetricsSettings(ZoneOffset.UTC, java.time.LocalDate.of(2026, 1, 5)));
        }

        private Reckoner reckoner(EpisodeTables source, Instant now) {
            return new Reckoner(
                    new ProjectEpisodes(source, projects, guards),
                    firstBuilds,
                    criticals,
                    targets,
                    Clock.fixed(now, ZoneOffset.UTC));
        }

        private Counting over(EpisodeTables source, Rollups rollups, ZoneId zone, Instant now) {
            var episodes = new ProjectEpisodes(source, projects, guards);
            var reckoner = reckoner(source, now);
            var settings = new MetricsSettings(zone, java.time.LocalDate.of(2026, 1, 5));
            var clock = Clock.fixed(now, ZoneOffset.UTC);
            var signals = new GuardSignals(episodes, guards, guardRules, judged);
            return new Counting(
                    new MetricsService(reckoner, rollups, members, settings),
                    signals,
                    new BehindNumbers(reckoner, signals, new BehindLists(episodes, source, targets, clock)));
        }

        @ParameterizedTest
        @MethodSource("seeds")
        void whatIsKeptIsWhatIsReadAnewAndPartsAddUp(long seed) throws Exception {
            var random = new Random(seed);
            String name = "history-" + Long.toUnsignedString(seed, 36);
            long hour = 24;
            int joined = 0;
            var built = new ArrayList<Long>();
            // Goes through all of it, so that what it keeps has to follow.
            Rollups rollups = rollups(tables);
            for (int step = 0; step < STEPS; step++) {
                int luck = step < 4 ? 9 : random.nextInt(12);
                switch (luck) {
                    case 0, 1, 2 -> decide(random, name);
                    case 3 -> retire(random, name);
                    case 4 -> deploy(random, name, built);
                    default -> {
                        hour += random.nextInt(30);
                        // At times a build that others overtook.
                        long at = random.nextInt(7) == 0 ? hour - 20 : hour;
                        upload(random, name, at);
                        built.add(at);
                    }
                }
                if (step % 3 == 2) {
                    compare(random, rollups, name, "seed " + seed + ", step " + step);
                }
                joined = jdbc.sql("select count(*) from finding_join where absorbed_id between ? and ?")
                        .params(FindingId.of(id(name), 1), FindingId.of(id(name), Integer.MAX_VALUE))
                        .query(Integer.class)
                        .single();
            }
            compare(random, rollups, name, "seed " + seed + ", at the end, " + joined + " joined");
            assertThat(recomputation.run(admin))
                    .as("seed %s: all that was kept is what is read anew", seed)
                    .satisfies(outcome -> assertThat(outcome.same()).isTrue())
                    .satisfies(outcome -> assertThat(outcome.episodes()).isPositive());
        }

        private long id(String name) {
            return projects.idOf(name).orElseThrow();
        }

        private void upload(Random random, String name, long hour) throws Exception {
            String guard = List.of("lint", "lint", "trivy", "grype").get(random.nextInt(4));
            List<Integer> found = IntStream.range(0, 12)
                    .filter(i -> random.nextInt(3) > 0)
                    .boxed()
                    .toList();
            String report = switch (guard) {
                case "lint" ->
                    TestReports.sarif(
                            "Lint",
                            random.nextInt(5) > 0,
                            found.stream().map(Claims::weak).toList());
                case "trivy" ->
                    TestReports.trivy(
                            "it",
                            found.stream()
                                    .map(i -> new Hole(
                                            "lib" + i % 3,
                                            List.of("CRITICAL", "HIGH", "LOW").get(random.nextInt(3)),
                                            "CVE-2026-" + i))
                                    .toList());
                // Only at times it knows that its names are other names.
                default ->
                    TestReports.grype(
                            "it",
                            found.stream()
                                    .map(i -> random.nextInt(4) == 0
                                            ? new Hole("lib" + i % 3, "HIGH", ghsa(i), "CVE-2026-" + i)
                                            : new Hole("lib" + i % 3, "HIGH", ghsa(i)))
                                    .toList());
            };
            Instant committed = START.plus(Duration.ofHours(hour));
            var request = new ScanRequest(
                    name,
                    "c" + hour,
                    random.nextInt(8) == 0 ? "feature" : "main",
                    committed,
                    "b" + hour,
                    null,
                    random.nextInt(4) == 0 ? Long.toString(random.nextInt(5)) : null,
                    guard,
                    null,
                    null,
                    "it",
                    committed.plus(Duration.ofMinutes(random.nextInt(600) - 60)));
            long scan = intake.accept(
                            new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)), request, "test")
                    .scanId();
            intake.settled(scan).join();
            Scan imported = scans.findById(scan).orElseThrow();
            assertThat(imported.status()).as(name + ": " + imported.failure()).isEqualTo(ScanStatus.IMPORTED);
        }

        private static String ghsa(int i) {
            return "GHSA-aaaa-bbbb-" + (2000 + i);
        }

        private static Weak weak(int i) {
            return new Weak(
                    List.of("critical", "high", "low").get(i % 3) + "-" + i,
                    "f" + i + ".js",
                    7,
                    "c" + i + "();",
                    i == 5);
        }

        private void decide(Random random, String name) {
            var chosen = new HashSet<Long>();
            for (FindingStatus status : List.of(FindingStatus.OPEN, FindingStatus.CLOSED)) {
                for (Finding finding : findings.ofProject(id(name), status, null, 1_000)) {
                    if (random.nextInt(6) == 0) {
                        chosen.add(finding.id());
                    }
                }
            }
            if (!chosen.isEmpty()) {
                Ruling ruling = List.of(Ruling.FALSE_POSITIVE, Ruling.WONT_FIX, Ruling.REOPENED)
                        .get(random.nextInt(3));
                var made = decisions.decide(admin, Decisions.byProject(chosen), NewDecision.of(ruling, "tested"));
                if (random.nextInt(3) == 0) {
                    decisions.undo(admin, made.id());
                }
            }
        }

        /** At any time, told in any order. */
        private void deploy(Random random, String name, List<Long> built) {
            String build = "b" + built.get(random.nextInt(built.size()));
            String environment = random.nextInt(3) == 0 ? "staging" : "production";
            deployments.record(
                    admin,
                    name,
                    NewDeployment.of(build, environment).at(START.plus(Duration.ofHours(random.nextInt(2_000)))));
            if (random.nextInt(4) == 0) {
                deployments.empty(admin, name, environment, START.plus(Duration.ofHours(random.nextInt(2_000))));
            }
        }

        private void retire(Random random, String name) {
            Project project = projects.findByName(name).orElseThrow();
            var streams = care.of(project);
            care.retire(streams.get(random.nextInt(streams.size())).stream().id(), admin.actor());
        }

        private void compare(Random random, Rollups rollups, String name, String world) {
            Instant now = Instant.now().plus(Duration.ofHours(1));
            ZoneId zone = ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "America/Havana");
            // Some episodes lie before, and some behind; decisions and retirements are all of today.
            Instant from = START.plus(Duration.ofHours(random.nextInt(200)));
            Instant to = random.nextBoolean() ? now : from.plus(Duration.ofHours(1 + random.nextInt(600)));
            Optional<String> guard = random.nextInt(3) == 0 ? Optional.of("grype") : Optional.empty();
            Optional<Severity> severity = random.nextInt(3) == 0 ? Optional.of(Severity.HIGH) : Optional.empty();
            var question = new MetricsQuestion(
                    new TreeSet<>(Set.of(name)), new Period(from, to), severity, guard, Optional.empty());
            Counting kept = over(tables, rollups, zone, now);
            var source = new EpisodeTables(facts, silenced);
            Counting anew = over(source, rollups(source), zone, now);
            Metrics whole = kept.metrics().of(question);
            assertThat(whole).as(world).isEqualTo(anew.metrics().of(question));
            assertThat(kept.signals().of(question))
                    .as(world)
                    .isEqualTo(anew.signals().of(question));
            for (Bucket bucket : List.of(Bucket.DAY, Bucket.WEEK, Bucket.SPRINT)) {
                List<Metrics> parts = kept.metrics().series(question, bucket);
                assertThat(parts).as(world).isEqualTo(anew.metrics().series(question, bucket));
                Map<String, ToIntFunction<Metrics>> additive = Map.ofEntries(
                        Map.entry("opened", Metrics::opened),
                        Map.entry("fixed", Metrics::fixed),
                        Map.entry("silenced", Metrics::silenced),
                        Map.entry("reopened", Metrics::reopened),
                        Map.entry("detected", one -> one.mttd().spread().count()),
                        Map.entry("backlog", one -> one.mttd().backlog()),
                        Map.entry("negative", one -> one.mttd().negative()),
                        Map.entry("repaired", one -> one.mttr().spread().count()),
                        Map.entry("silenced when closed", one -> one.mttr().silenced()),
                        Map.entry("changes", one -> one.passRate().changes()),
                        Map.entry("passed", one -> one.passRate().passed()),
                        Map.entry("alerts", one -> one.alerts().alerts()));
                additive.forEach((what, number) -> assertThat(
                                parts.stream().mapToInt(number).sum())
                        .as(world + ", " + what + " by " + bucket)
                        .isEqualTo(number.applyAsInt(whole)));
                assertThat(parts.getLast().mttr().stillOpen())
                        .as(world)
                        .isEqualTo(whole.mttr().stillOpen());
                assertThat(parts.getLast().criticalsInProduction()).isEqualTo(whole.criticalsInProduction());
            }
            behind(kept, question, whole, world);
            Bucket bucket = List.of(Bucket.WEEK, Bucket.SPRINT, Bucket.MONTH).get(random.nextInt(3));
            Trends trends = kept.metrics().trends(question, bucket);
            assertThat(trends.whole()).as(world).isEqualTo(whole);
            assertThat(trends.parts()).as(world).isEqualTo(kept.metrics().series(question, bucket));
            trends.parts().forEach(part -> {
                assertThat(kept.metrics().of(question.in(part.period())))
                        .as(world)
                        .isEqualTo(part);
                behind(kept, question.in(part.period()), part, world);
            });
            assertThat(trends.sprints()).as(world).hasSize(3);
            trends.sprints()
                    .forEach(sprint -> assertThat(kept.metrics().of(question.in(sprint.period())))
                            .as(world)
                            .isEqualTo(sprint));
            guardsBehind(kept, question, world);
            if (guard.isEmpty() && severity.isEmpty()) {
                counted(name, question.period(), whole, world);
            }
        }

        /** What is listed behind a number is what it counts: as many, with the same mean, each once. */
        private void behind(Counting of, MetricsQuestion question, Metrics number, String world) {
            for (Counted what : Counted.values()) {
                String said = world + ", " + what + " of " + question;
                List<Behind> listed = of.behind().of(question, what, BehindNumbers.Order.NEWEST);
                assertThat(keys(listed)).as(said).hasSize(number.count(what)).doesNotHaveDuplicates();
                assertThat(keys(of.behind().of(question, what, BehindNumbers.Order.LONGEST)))
                        .as(said)
                        .containsExactlyInAnyOrderElementsOf(keys(listed));
                var times = listed.stream()
                        .flatMap(one -> one instanceof Behind.OfEpisode episode
                                ? episode.took().stream()
                                : java.util.stream.Stream.empty())
                        .map(Duration::toMillis)
                        .toList();
                if (what == Counted.MTTD) {
                    assertThat(Spread.of(times))
                            .as(said)
                            .isEqualTo(number.mttd().spread());
                } else if (what == Counted.MTTR) {
                    assertThat(Spread.of(times))
                            .as(said)
                            .isEqualTo(number.mttr().spread());
                }
            }
            number.mttr()
                    .bySeverity()
                    .forEach((severity, spread) -> assertThat(
                                    of.behind().of(question.of(severity), Counted.MTTR, BehindNumbers.Order.NEWEST))
                            .as(world)
                            .hasSize(spread.count()));
            number.due().forEach((severity, due) -> {
                assertThat(of.behind().of(question.of(severity), Counted.DUE, BehindNumbers.Order.NEWEST))
                        .as(world)
                        .hasSize(due.due());
                assertThat(of.behind().of(question.of(severity), Counted.IN_TIME, BehindNumbers.Order.NEWEST))
                        .as(world)
                        .hasSize(due.inTime());
            });
        }

        private static List<String> keys(List<Behind> listed) {
            return listed.stream()
                    .map(one -> one.project().name() + " " + one.id() + " " + one.at())
                    .toList();
        }

        private void guardsBehind(Counting of, MetricsQuestion question, String world) {
            for (GuardSignal guard : of.signals().of(question)) {
                var its = new MetricsQuestion(
                        question.projects(),
                        question.period(),
                        question.severity(),
                        Optional.of(guard.guard()),
                        Optional.empty());
                for (GuardCounted what : GuardCounted.values()) {
                    int number = switch (what) {
                        case OPENED -> guard.opened();
                        case FIXED -> guard.fixed();
                        case FALSE_POSITIVE -> guard.falsePositive();
                        case ACCEPTED -> guard.accepted();
                        case OPEN -> guard.open();
                        case ENDED -> guard.ended();
                        case ALERTS -> guard.alerts();
                        case ALONE -> guard.alone();
                    };
                    assertThat(keys(of.behind().of(its, what)))
                            .as(world + ", " + what + " of guard " + guard.guard())
                            .hasSize(number)
                            .doesNotHaveDuplicates();
                }
            }
        }

        /** What a statement can count. */
        private void counted(String name, Period period, Metrics whole, String world) {
            String opened = "e.opened_at >= :from and e.opened_at < :to";
            String closed = "e.closed_at >= :from and e.closed_at < :to and e.outcome = 'FIXED'";
            var told = new ArrayList<>(List.of(
                    whole.opened(),
                    whole.mttd().backlog(),
                    whole.mttd().negative(),
                    whole.fixed(),
                    whole.mttr().silenced(),
                    whole.alerts().alerts()));
            var expected = List.of(
                    count(name, period, opened),
                    count(name, period, opened + " and e.backlog = true"),
                    count(name, period, opened + " and e.backlog = false and e.opened_at < e.introduced_at"),
                    count(name, period, closed + " and e.closed_silenced = false"),
                    count(name, period, closed + " and e.closed_silenced = true"),
                    count(name, period, opened + " and e.backlog = false and e.opened_silenced = false"));
            assertThat(told).as(world).isEqualTo(expected);
        }

        private int count(String name, Period period, String condition) {
            return jdbc.sql("select count(*) from episode e where e.finding_id between :first and :last and "
                            + condition)
                    .param("first", FindingId.of(id(name), 1))
                    .param("last", FindingId.of(id(name), Integer.MAX_VALUE))
                    .param("from", period.from().atOffset(ZoneOffset.UTC))
                    .param("to", period.to().atOffset(ZoneOffset.UTC))
                    .query(Integer.class)
                    .single();
        }
    }
}

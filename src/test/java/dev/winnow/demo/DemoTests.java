package dev.winnow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.Winnow;
import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.finding.Episodes;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Kind;
import dev.winnow.intake.ScanImported;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.support.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The demo fills an empty database once, with projects of the character that {@link Stories} promises. It takes its reports
 * in as everybody's are, which is tested on either database elsewhere.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTests {
    private final Map<String, String> database = TestDatabase.h2();
    private ConfigurableApplicationContext application;
    private long afterInterruption;
    private long afterFilling;

    @BeforeAll
    void interruptTheFillingAndStartAgainTwice() throws Exception {
        var imported = new CountDownLatch(20);
        application = start(database, imported::countDown);
        assertThat(imported.await(5, TimeUnit.MINUTES)).isTrue();
        application.close();

        application = start(database, () -> {});
        afterInterruption = count("scan where not asked_events");
        bean(Demo.class).done().get(10, TimeUnit.MINUTES);
        afterFilling = count("scan where not asked_events");
        application.close();

        application = start(database, () -> {});
        bean(Demo.class).done().get(1, TimeUnit.MINUTES);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void anInterruptedDemoGoesOnAndALaterStartAddsNothing() {
        int reports = new Plan(Stories.all(), Instant.EPOCH).uploads().size();

        assertThat(afterInterruption).isBetween(20L, reports - 1L);
        assertThat(afterFilling).isEqualTo(reports);
        assertThat(count("scan where not asked_events")).isEqualTo(reports);
    }

    @Test
    void everyReportIsImported() {
        int reports = new Plan(Stories.all(), Instant.EPOCH).uploads().size();

        assertThat(reports).isBetween(300, 450);
        assertThat(count("scan where status = 'IMPORTED' and not asked_events")).isEqualTo(reports);
        assertThat(count("scan where held > 0")).isZero();
        assertThat(count("scan where late")).isZero();
    }

    @Test
    void shopApiWasBadIsMendedAndItsNewestBuildWaitsForAGuard() {
        List<Build> builds = main("shop-api");
        Build newest = builds.getFirst();

        assertThat(project("shop-api").team()).isEqualTo("Payments");
        assertThat(newest.provisional()).isTrue();
        assertThat(newest.guardsReported()).isEqualTo(3);
        assertThat(newest.guardsExpected()).isEqualTo(4);
        // One scanner broke off once: nobody knows what it would have found in that build.
        assertThat(builds.stream().skip(1).filter(Build::provisional)).hasSize(1);
        int worst = builds.stream()
                .mapToInt(build -> build.score().orElseThrow())
                .min()
                .orElseThrow();
        assertThat(worst).isLessThan(newest.score().orElseThrow() - 30);
        assertThat(worst).isLessThan(builds.getLast().score().orElseThrow() - 15);
    }

    @Test
    void storefrontFailsForACriticalInItsNewestBuild() {
        Build newest = main("storefront").getFirst();

        assertThat(project("storefront").team()).isEqualTo("Web");
        assertThat(newest.verdict()).contains(Outcome.FAIL);
        assertThat(newest.findings().critical()).isEqualTo(1);
        assertThat(newest.provisional()).isFalse();
    }

    @Test
    void ledgerPassesAndIsCalm() {
        List<Build> builds = main("ledger");

        assertThat(builds.getFirst().verdict()).contains(Outcome.PASS);
        assertThat(builds.getFirst().score().orElseThrow()).isGreaterThanOrEqualTo(85);
        assertThat(builds.stream().filter(build -> build.verdict().orElseThrow() == Outcome.FAIL))
                .hasSize(1);
    }

    @Test
    void thereAreChangesSomeOfWhichFailedAtFirst() {
        List<Map<String, Object>> changes = jdbc().queryForList("""
                select change_id, count(*) as builds, max(case when verdict = 'FAIL' then 1 else 0 end) as failed
                from build where change_id is not null group by change_id""");

        assertThat(changes)
                .hasSize(14)
                .allSatisfy(change -> assertThat(change.get("builds")).isEqualTo(2L));
        assertThat(changes)
                .filteredOn(change -> ((Number) change.get("failed")).intValue() == 1)
                .hasSize(2);
    }

    @Test
    void aMovedFileOpensAndClosesNothing() {
        for (Story story : Stories.all()) {
            Story.Move move = story.moves.getFirst();
            Build build = main(story.project).reversed().get(move.build());
            Scan scan = bean(Scans.class).findByBuildIdOrderById(build.id()).stream()
                    .filter(one -> "semgrep".equals(one.request().guard()))
                    .findFirst()
                    .orElseThrow();

            assertThat(scan.counts().total()).as(story.project).isPositive();
            assertThat(scan.counts().fresh()).as(story.project).isZero();
            assertThat(scan.counts().fixed()).as(story.project).isZero();
            assertThat(scan.counts().reopened()).as(story.project).isZero();
            assertThat(count("finding where place = '" + move.to() + "'"))
                    .as(move.to())
                    .isPositive();
        }
    }

    @Test
    void productionHasACriticalNowHadOthersBeforeAndWasRolledBackOnce() {
        assertThat(count("environment where build_id is not null")).isEqualTo(6);
        assertThat(count("deployment d join build b on b.id = d.build_id join build r on r.id = d.replaced_id"
                        + " where b.placed_at < r.placed_at"))
                .as("two projects roll back once")
                .isEqualTo(2);
        var ids = Set.of(
                project("storefront").id(),
                project("shop-api").id(),
                project("ledger").id());
        var criticals = bean(ProductionCriticals.class);
        Instant now = Instant.now();
        assertThat(criticals.at(ids, now))
                .containsOnlyKeys(project("storefront").id());
        assertThat(criticals.at(
                        ids,
                        IntStream.range(0, 270)
                                .mapToObj(day -> now.minus(Duration.ofDays(day)))
                                .toList()))
                .as("the logging library of winter")
                .anySatisfy((at, found) ->
                        assertThat(found).containsKey(project("shop-api").id()));
    }

    @Test
    void aFlawThatCameBackIsOneFindingWithTwoEpisodes() {
        String place = "src/main/java/com/example/shop/payment/PaymentGateway.java";
        List<Long> findings = jdbc().queryForList(
                        "select id from finding where rule_id = 'java.sql.string-concatenation' and place = ?",
                        Long.class,
                        place);

        assertThat(findings).hasSize(1);
        assertThat(bean(Episodes.class).of(findings.getFirst()))
                .hasSize(2)
                .allSatisfy(episode -> assertThat(episode.closedAt()).isNotNull());
        assertThat(count("scan where findings_reopened > 0")).isPositive();
    }

    @Test
    void thePartialScanClosesNothing() {
        List<Scan> partial =
                jdbc().queryForList("select id from scan where not complete and not asked_events", Long.class).stream()
                        .map(id -> bean(Scans.class).findById(id).orElseThrow())
                        .toList();

        assertThat(partial).hasSize(2).allSatisfy(scan -> {
            assertThat(scan.counts().fixed()).isZero();
            assertThat(scan.notices()).hasSize(1);
        });
    }

    /** What a story tells is what Winnow found out: as many problems, open and mended in the same builds. */
    @Test
    void episodesAreThoseOfTheStories() {
        for (Story story : Stories.all()) {
            long problems = story.roles.stream()
                    .filter(role -> story.guards.stream().anyMatch(guard -> guard.sees(role.problem())))
                    .count();
            long spans =
                    story.roles.stream().mapToLong(role -> role.spans().size()).sum();
            long project = project(story.project).id();

            assertThat(count("finding_state where status < 2 and kind <> " + Kind.RUNTIME.ordinal()
                            + " and project_id = " + project))
                    .as(story.project)
                    .isEqualTo(problems);
            assertThat(count(
                            "episode e join scan s on s.id = e.opened_scan_id where not s.asked_events and s.project_id = "
                                    + project))
                    .as(story.project)
                    .isEqualTo(spans);
        }
    }

    @Test
    void timesAreThoseOfThePlanNotOfTheImport() {
        assertThat(count("episode where opened_at < introduced_at")).isZero();
        Instant first = jdbc().queryForObject("select min(opened_at) from episode", java.time.OffsetDateTime.class)
                .toInstant();
        assertThat(Duration.between(first, Instant.now())).isBetween(Duration.ofDays(255), Duration.ofDays(275));
    }

    @Test
    void itsPeopleJudgedDiscussedAndSilencedOnce() {
        assertThat(count("decision where state = 'MADE'")).isEqualTo(7);
        assertThat(count("decision where state = 'PROPOSED'")).isEqualTo(1);
        assertThat(count("decision where ruling = 'AUTHORISED' and link like 'https://%' and findings = 1"))
                .isEqualTo(1);
        assertThat(count("finding_state where kind = " + Kind.CHANGE.ordinal() + " and status < 2"))
                .as("one change is authorised, and one is not")
                .isEqualTo(2);
        assertThat(count("silence_rule")).isEqualTo(1);
        assertThat(count("silence_hit where found > 0")).isEqualTo(1);
        assertThat(count("finding_comment")).isEqualTo(2);
        assertThat(count("audit_record where action like 'decision.%'")).isEqualTo(8);
    }

    @Test
    void noSecretIsInTheDatabase() {
        List<String> values = Stories.all().stream()
                .flatMap(story -> story.roles.stream())
                .map(Story.Role::problem)
                .filter(Problem.Leak.class::isInstance)
                .map(problem -> ((Problem.Leak) problem).value())
                .toList();
        List<String> details = jdbc().query("select details from sighting", (row, n) -> new String(row.getBytes(1)));

        assertThat(values).hasSize(3);
        assertThat(details).allSatisfy(text -> assertThat(values).noneMatch(text::contains));
    }

    private List<Build> main(String project) {
        return bean(Builds.class).newestOnBranch(project(project).id(), "main", Limit.unlimited());
    }

    private Project project(String name) {
        return bean(Projects.class).findByName(name).orElseThrow();
    }

    private long count(String from) {
        return jdbc().queryForObject("select count(*) from " + from, Long.class);
    }

    private JdbcTemplate jdbc() {
        return bean(JdbcTemplate.class);
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** As a user starts it, on a port of its own. */
    static ConfigurableApplicationContext start(Map<String, String> database, Runnable onImport) {
        Map<String, Object> settings = new LinkedHashMap<>(database);
        settings.put("winnow.demo", "true");
        settings.put("server.port", "0");
        settings.put("server.address", "127.0.0.1");
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Winnow.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> context.addApplicationListener(
                        ApplicationListener.forPayload((ScanImported event) -> onImport.run())))
                .run(arguments);
    }
}

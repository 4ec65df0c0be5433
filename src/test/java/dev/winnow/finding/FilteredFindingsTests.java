package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.importers.Kind;
import dev.winnow.importers.Severity;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Projects;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

/** Each combination of filters chooses what looking at every finding would choose, in the same order on every page. */
class FilteredFindingsTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        private static final AtomicInteger WORLDS = new AtomicInteger();

        @Autowired
        private MockMvc mvc;

        @Autowired
        private Findings findings;

        @Autowired
        private OpenFindings open;

        @Autowired
        private Projects projects;

        @Autowired
        private Guards guards;

        @Autowired
        private Streams streams;

        @Autowired
        private JdbcTemplate jdbc;

        private ApiClient api;
        private final String name = "filtered-" + WORLDS.incrementAndGet();

        /** No other project has guards of these names. */
        private final String lint = name + "-lint";

        private final String images = name + "-images";
        private final String site = name + "-site";

        @BeforeEach
        void signIn() throws Exception {
            api = ApiClient.of(mvc, "admin", null);
        }

        private void imported(String project, String report, String guard, String commit, String... more)
                throws Exception {
            var query = new ArrayList<>(List.of("guard", guard, "commit", commit, "wait", "60"));
            query.addAll(List.of(more));
            api.upload(project, report, query.toArray(String[]::new)).json(201);
        }

        private static String weak(int from, int to) {
            return TestReports.sarif(IntStream.rangeClosed(from, to)
                    .mapToObj(i -> {
                        String rule =
                                List.of("critical", "high", "medium", "low").get(i % 4) + "-" + i;
                        return new Weak(rule, "src/f" + i + ".js", i, "call" + i + "();", i % 5 == 0);
                    })
                    .toList());
        }

        private static String holes(int from, int to) {
            return TestReports.trivy(
                    "shop:1",
                    IntStream.rangeClosed(from, to)
                            .mapToObj(i -> new Hole("lib" + i, i % 2 == 0 ? "HIGH" : "LOW", "CVE-2024-" + (1000 + i)))
                            .toList());
        }

        /** Findings of three kinds by three guards, open, closed and on another branch, in two projects. */
        private void world() throws Exception {
            imported(name, weak(1, 30), lint, "a", "scannedAt", "2026-01-01T00:00:00Z");
            imported(name, holes(1, 12), images, "a", "scannedAt", "2026-01-01T00:00:00Z");
            imported(name, TestReports.zap("https://shop.example", List.of("/a", "/b")), site, "a");
            imported(name, weak(6, 30), lint, "b", "scannedAt", "2026-01-02T00:00:00Z");
            imported(name, holes(4, 12), images, "b", "scannedAt", "2026-01-02T00:00:00Z");
            imported(name, weak(40, 43), lint, "x", "branch", "feature");
            imported(name + "-too", weak(100, 108), lint, "a");
        }

        private List<FindingFilter> filters() {
            var all = new ArrayList<FindingFilter>();
            for (FindingStatus status : FindingStatus.values()) {
                for (Set<Severity> severities :
                        List.of(Set.<Severity>of(), Set.of(Severity.HIGH), Set.of(Severity.LOW, Severity.CRITICAL))) {
                    for (String kind : List.of("", "CODE", "VULNERABILITY", "SECRET")) {
                        for (String guard : List.of("", lint, images, site, "nobody")) {
                            for (Silenced silenced : Silenced.values()) {
                                all.add(new FindingFilter(
                                        status,
                                        severities,
                                        kind.isEmpty() ? null : Kind.valueOf(kind),
                                        guard.isEmpty() ? null : guard,
                                        silenced));
                            }
                        }
                    }
                }
            }
            return all;
        }

        /** All findings of this test's projects. */
        private List<Finding> everything(@Nullable Long project) {
            return jdbc
                    .queryForList(
                            "select f.id from finding f join project p on p.id = f.project_id where p.name in (?, ?)",
                            Long.class,
                            name,
                            name + "-too")
                    .stream()
                    .map(id -> findings.find(id).orElseThrow())
                    .filter(finding -> project == null || finding.projectId() == project)
                    .sorted(java.util.Comparator.comparing(Finding::severity).thenComparing(Finding::id))
                    .toList();
        }

        private List<Long> expected(List<Finding> all, FindingFilter filter, java.util.Map<Long, List<String>> guards) {
            return all.stream()
                    .filter(finding -> finding.status() == filter.status())
                    .filter(finding ->
                            filter.severities().isEmpty() || filter.severities().contains(finding.severity()))
                    .filter(finding -> filter.kind() == null || filter.kind() == finding.kind())
                    .filter(finding -> filter.guard() == null
                            || guards.getOrDefault(finding.id(), List.of()).contains(filter.guard()))
                    .filter(finding -> switch (filter.silenced()) {
                        case HIDE -> !finding.silenced();
                        case SHOW -> true;
                        case ONLY -> finding.silenced();
                    })
                    .map(Finding::id)
                    .toList();
        }

        private List<Long> walked(@Nullable Long project, FindingFilter filter, int size) {
            var ids = new ArrayList<Long>();
            Findings.@Nullable After after = null;
            while (true) {
                List<Finding> page = findings.list(project, filter, after, size);
                page.stream().map(Finding::id).forEach(ids::add);
                if (page.size() < size) {
                    return ids;
                }
                after = new Findings.After(
                        page.getLast().severity(), page.getLast().id());
            }
        }

        @Test
        void eachCombinationChoosesWhatLookingAtEveryFindingChooses() throws Exception {
            world();
            long project = projects.findByName(name).orElseThrow().id();
            List<Finding> all = everything(project);
            var guards = findings.guardsOf(all.stream().map(Finding::id).toList());
            int chosen = 0;
            for (FindingFilter filter : filters()) {
                List<Long> expected = expected(all, filter, guards);
                assertThat(walked(project, filter, 4)).as(filter.toString()).isEqualTo(expected);
                open.of(projects.findById(project).orElseThrow(), filter)
                        .ifPresent(set -> assertThat(
                                        findings.page(project, set.numbers(), set.content(), 0, 200).stream()
                                                .map(Finding::id)
                                                .toList())
                                .as("set of " + filter)
                                .isEqualTo(expected));
                chosen += expected.isEmpty() ? 0 : 1;
            }
            assertThat(chosen).isGreaterThan(60);
        }

        @Test
        void theGuardsOfAllProjectsAreFoundByTheirName() throws Exception {
            world();
            List<Finding> all = everything(null);
            var guards = findings.guardsOf(all.stream().map(Finding::id).toList());
            for (FindingFilter filter : filters()) {
                if (filter.guard() != null) {
                    assertThat(walked(null, filter, 3)).as(filter.toString()).isEqualTo(expected(all, filter, guards));
                }
            }
        }

        @Test
        void aGuardThatSeesMoreThanIsLookedUpIsWalkedWithTheIndex() throws Exception {
            imported(name, many(1, 3_500), lint, "a", "scannedAt", "2026-01-01T00:00:00Z");
            imported(name, many(3_400, 7_000), images, "a", "scannedAt", "2026-01-01T00:00:00Z");
            imported(name, many(3_501, 3_600), lint, "b", "scannedAt", "2026-01-02T00:00:00Z");
            long project = projects.findByName(name).orElseThrow().id();
            assertThat(heldBack(lint)).isTrue();

            var byLint = new FindingFilter(FindingStatus.OPEN, Set.of(), Kind.CODE, lint, Silenced.HIDE);
            var byImages = new FindingFilter(FindingStatus.OPEN, Set.of(), Kind.CODE, images, Silenced.HIDE);

            assertThat(walked(project, byLint, 500)).hasSize(3_600).doesNotHaveDuplicates();
            assertThat(walked(project, byImages, 500)).hasSize(3_601).doesNotHaveDuplicates();
            assertThat(walked(null, byImages, 500)).hasSize(3_601);
            assertThat(walked(
                            project,
                            new FindingFilter(FindingStatus.OPEN, Set.of(), Kind.WEB, images, Silenced.SHOW),
                            50))
                    .isEmpty();
        }

        private boolean heldBack(String guard) {
            Guard one = guards.findByProjectIdAndName(
                            projects.findByName(name).orElseThrow().id(), guard)
                    .orElseThrow();
            return streams.findByProjectIdAndBranch(one.projectId(), "main").stream()
                    .anyMatch(stream ->
                            stream.guardId() == one.id() && stream.heldScanId().isPresent());
        }

        private static String many(int from, int to) {
            return TestReports.sarif(IntStream.rangeClosed(from, to)
                    .mapToObj(i -> new Weak("medium-" + i % 7, "src/f" + i + ".js", 1, "call" + i + "();", false))
                    .toList());
        }

        @Test
        void theListIsFilteredByItsQueryAndAnswersWhatItDoesNotKnow() throws Exception {
            world();
            JsonNode page = api.get("/findings?project=" + name
                            + "&severity=high&severity=low&kind=code&silenced=hide&guard=" + lint)
                    .json(200);
            assertThat(page.path("findings").size()).isPositive();
            assertThat(page.path("findings").findValuesAsString("severity")).containsOnly("HIGH", "LOW");
            assertThat(page.path("findings").findValuesAsString("kind")).containsOnly("CODE");
            assertThat(page.path("findings").findValuesAsString("silenced")).containsOnly("false");
            assertThat(api.get("/findings?project=" + name + "&guard=" + images + "&severity=high")
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(5);
            assertThat(api.get("/findings?project=" + name + "&build=b&silenced=only")
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(5);

            assertThat(problem("severity=hgih")).startsWith("severity: one of critical, high");
            assertThat(problem("kind=bug")).startsWith("kind: one of vulnerability");
            assertThat(problem("silenced=maybe")).startsWith("silenced: one of hide, show, only");
            assertThat(problem("status=gone")).startsWith("status: one of open, closed, elsewhere");
            assertThat(problem("guard=nobody")).startsWith("guard: no project has");
            assertThat(problem("project=" + name + "&guard=nobody")).contains("has no guard nobody");
            assertThat(problem("project=" + name + "&build=b&kind=code")).startsWith("kind: not for");
        }

        private String problem(String query) throws Exception {
            return api.get("/findings?" + query).problem(400).path("detail").asString();
        }
    }
}

package dev.winnow.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingChanges;
import dev.winnow.project.Projects;
import dev.winnow.search.query.Field;
import dev.winnow.search.query.Query;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class FindingIndexTests {
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
        private FindingIndex index;

        @Autowired
        private FindingChanges changes;

        @Autowired
        private Projects projects;

        @Autowired
        private Users users;

        @Autowired
        private TransactionTemplate transaction;

        private ApiClient api;
        private Caller admin;
        private final String project = "index-" + WORLDS.incrementAndGet();

        @BeforeEach
        void signIn() throws Exception {
            api = ApiClient.of(mvc, "admin", null);
            admin = users.caller("admin").orElseThrow();
        }

        private void imported(String to, String report, String... query) throws Exception {
            assertThat(api.upload(to, report, query).json(201).path("status").asString())
                    .isEqualTo("imported");
        }

        private void world() throws Exception {
            imported(
                    project,
                    TestReports.sarif(
                            "Lint",
                            true,
                            List.of(
                                    new Weak("high-eval", "src/api/v1/OrderController.java", 3),
                                    new Weak("low-log", "src/web/Page.java", 4),
                                    new Weak("critical-quiet", "docs/readme.md", 5, "q();", true))),
                    "commit",
                    "a1");
            imported(
                    project,
                    TestReports.trivy(
                            "img",
                            List.of(
                                    new Hole("log4j-core", "CRITICAL", "CVE-2031-1001"),
                                    new Hole("lodash", "LOW", "CVE-2031-2002"))),
                    "commit",
                    "a1");
            imported(project, TestReports.zap("https://shop.example", List.of("/orders/7")), "commit", "a1");
        }

        private static ApiClient.Answer post(ApiClient by, String address) throws Exception {
            return by.call(MockMvcRequestBuilders.post("/api/v1" + address));
        }

        private List<String> names(String typed) {
            assertThat(index.awaitFresh(Duration.ofSeconds(60))).isTrue();
            return index
                    .find(admin, index.parse(typed + " project:" + project), Order.SEVERITY, 0, 50, Set.of())
                    .findings()
                    .stream()
                    .map(Finding::name)
                    .toList();
        }

        @Test
        void everyFieldChoosesFindings() throws Exception {
            world();

            assertThat(names("")).hasSize(6);
            assertThat(names("severity:critical")).containsExactlyInAnyOrder("critical-quiet", "CVE-2031-1001");
            assertThat(names("severity:>=high"))
                    .containsExactlyInAnyOrder("critical-quiet", "CVE-2031-1001", "high-eval", "40012");
            assertThat(names("guard:lint")).containsExactly("critical-quiet", "high-eval", "low-log");
            assertThat(names("kind:vulnerability,web")).containsExactly("CVE-2031-1001", "40012", "CVE-2031-2002");
            assertThat(names("rule:HIGH-*")).containsExactly("high-eval");
            assertThat(names("path:src/**")).containsExactly("high-eval", "low-log");
            assertThat(names("path:src/*/*.java")).containsExactly("low-log");
            assertThat(names("path:src/api")).containsExactly("high-eval");
            assertThat(names("path:page.java")).containsExactly("low-log");
            assertThat(names("path:**/v1/*")).containsExactly("high-eval");
            assertThat(names("path:/orders/*")).containsExactly("40012");
            assertThat(names("cve:cve-2031-1*")).containsExactly("CVE-2031-1001");
            assertThat(names("cwe:79")).containsExactly("40012");
            assertThat(names("package:log4j*")).containsExactly("CVE-2031-1001");
            assertThat(names("pkg:npm/lodash@1.0.0")).containsExactly("CVE-2031-2002");
            assertThat(names("package:pkg:npm/lodash")).containsExactly("CVE-2031-2002");
            assertThat(names("version:1.0.0 fixed:yes")).containsExactly("CVE-2031-1001", "CVE-2031-2002");
            assertThat(names("fixed:no")).isEmpty();
            assertThat(names("kev:yes")).isEmpty();
            assertThat(names("silenced:yes")).containsExactly("critical-quiet");
            assertThat(names("title:hole")).containsExactly("CVE-2031-1001", "CVE-2031-2002");
            // ZAP's report says when it was made, and that is long ago.
            assertThat(names("age:<1d")).hasSize(5);
            assertThat(names("age:>1d")).containsExactly("40012");
            assertThat(names("seen:>=2020-01-01 introduced:>2020-01-01")).hasSize(6);
            assertThat(names("closed:>=2020-01-01")).isEmpty();
            assertThat(names("decision:false-positive")).isEmpty();
            assertThat(names("-kind:vulnerability -severity:critical"))
                    .containsExactly("high-eval", "40012", "low-log");
            assertThat(names("(rule:high-eval OR package:lodash) status:open"))
                    .containsExactly("high-eval", "CVE-2031-2002");
        }

        @Test
        void wordsAreFoundInEveryTextByTheirBeginnings() throws Exception {
            world();

            assertThat(names("ordercontr")).containsExactly("high-eval");
            assertThat(names("controller")).containsExactly("high-eval");
            assertThat(names("api/v1/Order")).containsExactly("high-eval");
            assertThat(names("log4j-co")).containsExactly("CVE-2031-1001");
            assertThat(names("CVE-2031-20")).containsExactly("CVE-2031-2002");
            assertThat(names("cross-site")).containsExactly("40012");
            assertThat(names("\"hole in lodash\"")).containsExactly("CVE-2031-2002");
            assertThat(names("\"lodash hole\"")).isEmpty();
            assertThat(names("hole nowhere")).isEmpty();
        }

        @Test
        void theBestMatchComesFirst() throws Exception {
            imported(
                    project,
                    TestReports.trivy(
                            "img",
                            List.of(
                                    new Hole("pad-left-extra", "CRITICAL", "CVE-2031-3001"),
                                    new Hole("pad-left", "LOW", "CVE-2031-3002"))),
                    "commit",
                    "a1");
            index.awaitFresh(Duration.ofSeconds(60));

            Query query = index.parse("pad-left project:" + project);
            assertThat(index.find(admin, query, Order.RELEVANCE, 0, 10, Set.of())
                            .findings())
                    .extracting(Finding::packageName)
                    .containsExactly("pad-left", "pad-left-extra");
            assertThat(index.find(admin, query, Order.SEVERITY, 0, 10, Set.of()).findings())
                    .extracting(Finding::packageName)
                    .containsExactly("pad-left-extra", "pad-left");
        }

        @Test
        void whatChangesIsFoundAsItIsNow() throws Exception {
            List<Weak> both = List.of(new Weak("high-one", "a.js", 1), new Weak("low-two", "b.js", 2));
            imported(project, TestReports.sarif("Lint", true, both), "commit", "a1");
            imported(project, TestReports.sarif("Sast", true, both.subList(0, 1)), "commit", "a1");
            assertThat(names("status:open")).containsExactly("high-one", "low-two");

            imported(project, TestReports.sarif("Lint", true, both.subList(0, 1)), "commit", "a2");
            assertThat(names("status:open")).containsExactly("high-one");
            assertThat(names("status:closed closed:>=2020-01-01 guard:lint")).containsExactly("low-two");

            imported(project, TestReports.sarif("Lint", true, both), "commit", "a3");
            assertThat(names("status:open guard:lint")).containsExactly("high-one", "low-two");

            JsonNode streams = api.get("/projects/" + project + "/streams").json(200);
            for (JsonNode stream : streams.isArray() ? streams : streams.path("streams")) {
                if (stream.path("guard").asString().equals("lint")) {
                    post(
                            api,
                            "/projects/" + project + "/streams/"
                                    + stream.path("id").asString() + "/retire");
                }
            }
            assertThat(names("status:open")).containsExactly("high-one");
            assertThat(names("guard:sast")).containsExactly("high-one");

            imported(project, TestReports.sarif("Lint", true, both), "commit", "p1", "branch", "feature");
            imported(
                    project,
                    TestReports.sarif("Lint", true, List.of(new Weak("high-three", "c.js", 3))),
                    "commit",
                    "p2",
                    "branch",
                    "feature");
            assertThat(names("status:elsewhere")).containsExactly("high-three");
        }

        @Test
        void facetsCountWhatTheQueryFindsAndOfferOtherValuesOfAChosenField() throws Exception {
            world();
            index.awaitFresh(Duration.ofSeconds(60));

            Query query = index.parse("status:open severity:low project:" + project);
            var found = index.find(admin, query, Order.SEVERITY, 0, 10, EnumSet.allOf(Facet.class));

            assertThat(found.total()).isEqualTo(2);
            assertThat(counts(found, Facet.SEVERITY))
                    .containsAllEntriesOf(Map.of("critical", 2L, "high", 2L, "low", 2L));
            assertThat(counts(found, Facet.GUARD)).isEqualTo(Map.of("lint", 1L, "trivy", 1L));
            assertThat(counts(found, Facet.KIND)).isEqualTo(Map.of("code", 1L, "vulnerability", 1L));
            assertThat(counts(found, Facet.RULE)).containsEntry("low-log", 1L);
            assertThat(counts(found, Facet.PACKAGE)).isEqualTo(Map.of("lodash", 1L));
            assertThat(counts(found, Facet.PROJECT)).containsEntry(project, 2L);
            assertThat(counts(found, Facet.AGE)).containsEntry("<7d", 2L).containsEntry(">90d", 0L);
            assertThat(found.facets().getOrDefault(Facet.SEVERITY, List.of()))
                    .filteredOn(Facet.Count::chosen)
                    .extracting(Facet.Count::value)
                    .containsExactly("low");
            assertThat(counts(
                            index.find(
                                    admin,
                                    index.parse("project:" + project),
                                    Order.SEVERITY,
                                    0,
                                    0,
                                    EnumSet.of(Facet.CWE)),
                            Facet.CWE))
                    .isEqualTo(Map.of("79", 1L));
        }

        private static Map<String, Long> counts(FoundFindings found, Facet facet) {
            return found.facets().getOrDefault(facet, List.of()).stream()
                    .collect(Collectors.toMap(Facet.Count::value, Facet.Count::findings));
        }

        @Test
        void pagesAreInOrderAndShowEachFindingOnce() throws Exception {
            imported(
                    project,
                    TestReports.sarif(IntStream.rangeClosed(1, 120)
                            .mapToObj(i -> new Weak((i % 3 == 0 ? "high-" : "low-") + i, "f" + i + ".js", i))
                            .toList()),
                    "commit",
                    "a1");
            index.awaitFresh(Duration.ofSeconds(60));
            Query query = index.parse("project:" + project);

            List<Finding> pages = IntStream.range(0, 3)
                    .boxed()
                    .flatMap(page ->
                            index.find(admin, query, Order.SEVERITY, page * 50, 50, Set.of()).findings().stream())
                    .toList();

            assertThat(pages).hasSize(120).doesNotHaveDuplicates();
            assertThat(pages.subList(0, 40))
                    .allMatch(finding -> finding.ruleId().startsWith("high"));
            assertThat(index.find(admin, query, Order.NEWEST, 0, 5, Set.of()).total())
                    .isEqualTo(120);
            RoaringBitmap all = index.all(admin, index.parse("rule:high-* project:" + project))
                    .get(projects.idOf(project).orElseThrow());
            assertThat(all.getCardinality()).isEqualTo(40);
        }

        @Test
        void whoMayNotReadAProjectFindsAndCountsNothingOfIt() throws Exception {
            world();
            imported(project + "-own", TestReports.sarif(List.of(new Weak("high-own", "o.js", 1))), "commit", "a1");
            index.awaitFresh(Duration.ofSeconds(60));
            ApiClient own = ApiClient.of(mvc, "read", project + "-own");

            JsonNode page = own.get("/findings?q=&facets=project").json(200);
            assertThat(page.path("total").asInt()).isEqualTo(1);
            assertThat(page.path("facets").path("project").size()).isEqualTo(1);
            assertThat(own.get("/findings?q=project:" + project)
                            .json(200)
                            .path("total")
                            .asInt())
                    .isZero();
            assertThat(own.get("/findings?q=-project:" + project + "-own")
                            .json(200)
                            .path("total")
                            .asInt())
                    .isZero();
            own.get("/findings?q=&project=" + project).problem(404);
            own.get("/admin/search-index").problem(403);
        }

        @Test
        void theApiTakesTheQueryLineTogetherWithItsOtherParameters() throws Exception {
            world();
            index.awaitFresh(Duration.ofSeconds(60));

            JsonNode page = api.get("/findings?q=hole&severity=critical&facets=severity,kind&project=" + project)
                    .json(200);
            assertThat(page.path("total").asInt()).isEqualTo(1);
            assertThat(page.path("complete").asBoolean()).isTrue();
            assertThat(page.path("findings")
                            .path(0)
                            .path("highlights")
                            .path("title")
                            .asString())
                    .isEqualTo("A <mark>hole</mark> in log4j-core");
            assertThat(page.path("facets").path("severity").size()).isEqualTo(2);
            assertThat(api.get("/findings?q=rule:high-eval&build=a1&project=" + project)
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            assertThat(api.get("/findings?q=&silenced=hide&status=open&kind=code&guard=lint&sort=oldest&project="
                                    + project)
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(2);

            JsonNode wrong = api.get("/findings?q=status:open%20gard:trivy").problem(400);
            assertThat(wrong.path("column").asInt()).isEqualTo(13);
            assertThat(wrong.path("detail").asString()).contains("column 13").contains("guard");
            api.get("/findings?q=a&sort=worst").problem(400);
            api.get("/findings?q=a&facets=colour").problem(400);
            api.get("/findings?q=a&page=100000").problem(400);
        }

        @Test
        void hostileTextsAreEscapedAroundTheMarks() throws Exception {
            String hostile = "<img src=x onerror=alert(1)> </mark><script>&amp; needle ' \\\"";
            imported(project, """
                    {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Lint"}}, "results": [
                      {"ruleId": "r", "message": {"text": "%s"}}]}]}""".formatted(hostile), "commit", "a1");
            index.awaitFresh(Duration.ofSeconds(60));

            var hit = index.find(admin, index.parse("needle project:" + project), Order.RELEVANCE, 0, 1, Set.of())
                    .hits()
                    .getFirst();

            assertThat(hit.highlights()).isNotEmpty();
            hit.highlights().values().forEach(highlight -> {
                assertThat(highlight.html()).contains("<mark>needle</mark>");
                assertThat(highlight.html().replace("<mark>", "").replace("</mark>", ""))
                        .doesNotContain("<")
                        .doesNotContain(">");
                String plain =
                        highlight.pieces().stream().map(Highlight.Piece::text).collect(Collectors.joining());
                assertThat(plain).contains("</mark><script>&amp; needle '");
                assertThat(highlight.pieces())
                        .filteredOn(Highlight.Piece::marked)
                        .hasSize(1);
            });
        }

        @Test
        void aQueryOfAnythingIsNoError() throws Exception {
            world();
            for (String typed : List.of(
                    "rule:*?\\[a](b)",
                    "path:[a]{b}*.+?~@&<>#",
                    "path:**",
                    "path:*",
                    "\"*\"",
                    "*",
                    "....",
                    "é",
                    "-a",
                    "rule:\"\\\\\"",
                    "path:/",
                    "package:*",
                    "title:*",
                    "a".repeat(500),
                    "path:" + "a/".repeat(200))) {
                assertThat(names(typed)).as(typed).isNotNull();
            }
        }

        @Test
        void changesAreNotedWithWhatChangedThemOrNotAtAll() throws Exception {
            imported(project, TestReports.sarif(List.of(new Weak("high-x", "x.js", 1))), "commit", "a1");
            long id = projects.idOf(project).orElseThrow();
            index.awaitFresh(Duration.ofSeconds(60));
            assertThat(changes.waiting()).isZero();

            assertThatThrownBy(() -> changes.note(id, RoaringBitmap.bitmapOf(1)))
                    .isInstanceOf(IllegalTransactionStateException.class);
            transaction.executeWithoutResult(status -> {
                changes.note(id, RoaringBitmap.bitmapOf(1, 3_000_000));
                assertThat(changes.upTo(10, 10))
                        .filteredOn(change -> change.projectId() == id)
                        .extracting(FindingChanges.Change::size)
                        .containsExactly(1, 1);
                status.setRollbackOnly();
            });
            assertThat(changes.waiting()).isZero();
            transaction.executeWithoutResult(status -> changes.note(id, RoaringBitmap.bitmapOf(1)));
            assertThat(index.awaitFresh(Duration.ofSeconds(60))).isTrue();
            assertThat(changes.waiting()).isZero();
            assertThat(names("rule:high-x")).hasSize(1);
        }

        @Test
        void administratorsSeeTheIndexAndRebuildIt() throws Exception {
            world();
            index.awaitFresh(Duration.ofSeconds(60));

            JsonNode status = api.get("/admin/search-index").json(200);
            assertThat(status.path("state").asString()).isIn("READY", "REFRESHING");
            assertThat(status.path("findings").asInt()).isGreaterThanOrEqualTo(6);
            assertThat(post(api, "/admin/search-index").status()).isEqualTo(202);
            assertThat(names("")).hasSize(6);
            ApiClient.of(mvc, "triage", null).get("/admin/search-index").problem(403);
            assertThat(post(ApiClient.of(mvc, "triage", null), "/admin/search-index")
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void valuesThatAFacetOffersFindWhatItCounted() throws Exception {
            world();
            index.awaitFresh(Duration.ofSeconds(60));
            Query query = index.parse("project:" + project);
            var found = index.find(admin, query, Order.SEVERITY, 0, 0, EnumSet.allOf(Facet.class));

            found.facets()
                    .forEach((facet, counts) -> counts.forEach(count -> {
                        if (facet.field() != Field.PROJECT) {
                            assertThat(index.find(
                                                    admin,
                                                    query.with(facet.field(), count.value()),
                                                    Order.SEVERITY,
                                                    0,
                                                    0,
                                                    Set.of())
                                            .total())
                                    .as("%s %s", facet, count)
                                    .isEqualTo(count.findings());
                        }
                    }));
        }
    }
}

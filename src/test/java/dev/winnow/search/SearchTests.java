package dev.winnow.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Packages;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

class SearchTests {
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
        private Search search;

        @Autowired
        private Users users;

        private ApiClient api;
        private Caller admin;

        /** A word of this test alone: the database is shared. */
        private final String own = "w" + Integer.toString(WORLDS.incrementAndGet() + 1_000, 36) + "q";

        private final String project = "find-" + own;

        @BeforeEach
        void signIn() throws Exception {
            api = ApiClient.of(mvc, "admin", null);
            admin = users.caller("admin").orElseThrow();
        }

        private Found find(String typed) {
            return search.find(admin, typed, 20);
        }

        private void imported(String to, String report, String... query) throws Exception {
            assertThat(api.upload(to, report, query).json(201).path("status").asString())
                    .isEqualTo("imported");
        }

        private static List<String> rules(Found found) {
            return found.findings().hits().stream().map(Finding::ruleId).toList();
        }

        @Test
        void findingsAreFoundByTheBeginningOfAnyWordWhateverItsCase() throws Exception {
            imported(
                    project,
                    TestReports.sarif(List.of(
                            new Weak("high-" + own + "-injection", "src/Orders.java", 1),
                            new Weak("low-other", "src/" + own + "/Export.java", 2))),
                    "commit",
                    "a1");

            assertThat(rules(find("HIGH-" + own))).containsExactly("high-" + own + "-injection");
            assertThat(rules(find("inject " + own))).containsExactly("high-" + own + "-injection");
            assertThat(rules(find(own + "/Export.java"))).containsExactly("low-other");
            assertThat(rules(find("expo " + own))).containsExactly("low-other");
            assertThat(rules(find(own))).containsExactly("high-" + own + "-injection", "low-other");
            assertThat(find(own + " nowhere").isEmpty()).isTrue();
        }

        @Test
        void aVulnerabilityIsFoundByEachOfItsNames() throws Exception {
            String ghsa = "GHSA-" + own + "-aaaa-bbbb";
            String cve = "CVE-2031-" + (10_000 + WORLDS.get());
            imported(
                    project,
                    TestReports.grype("img", List.of(new Hole("lib-" + own, "HIGH", ghsa, cve))),
                    "commit",
                    "a1");

            for (String name : List.of(ghsa, ghsa.toLowerCase(java.util.Locale.ROOT), cve)) {
                Found found = find(name);
                assertThat(found.findings().hits()).as(name).hasSize(1);
                assertThat(found.findings().exact()).isEqualTo(1);
            }
        }

        @Test
        void packagesAreFoundByNameAndAddressAndCountTheirFindings() throws Exception {
            String other = project + "-two";
            imported(
                    project,
                    TestReports.trivy(
                            "img",
                            List.of(
                                    new Hole("pad-" + own, "HIGH", "CVE-2032-1001"),
                                    new Hole("pad-" + own, "LOW", "CVE-2032-1002"),
                                    new Hole("pad-" + own + "-extra", "LOW", "CVE-2032-1003"))),
                    "commit",
                    "a1");
            imported(
                    other,
                    TestReports.trivy("img", List.of(new Hole("pad-" + own, "HIGH", "CVE-2032-1001"))),
                    "commit",
                    "a1");
            imported(other, TestReports.trivy("img", List.of()), "commit", "a2");

            for (String typed : List.of("pad-" + own, "pkg:npm/pad-" + own + "@1.0.0")) {
                Found found = find(typed);
                assertThat(found.packages().hits())
                        .as(typed)
                        .extracting(Packages.Counted::name)
                        .containsExactly("pad-" + own, "pad-" + own + "-extra");
                Packages.Counted first = found.packages().hits().getFirst();
                assertThat(first.findings()).isEqualTo(3);
                assertThat(first.projects()).isEqualTo(2);
                assertThat(found.packages().exact()).isEqualTo(1);
            }
            assertThat(search.ofPackage(admin, "pad-" + own, 20).hits())
                    .hasSize(3)
                    .allMatch(finding -> ("pad-" + own).equals(finding.packageName()));
        }

        @Test
        void buildsAreFoundByIdCommitChangeAndBranch() throws Exception {
            String sha = "abcdef" + Integer.toString(1_000_000 + WORLDS.get(), 16);
            String report = TestReports.sarif(List.of(new Weak("low-x", "a.js", 1)));
            imported(project, report, "commit", sha + "0123456789", "build", "4" + own, "change", "7" + own);
            imported(project, report, "commit", "ffff", "build", "40" + own, "branch", "topic/" + own);
            imported(project, report, "commit", "eeee", "build", "41" + own, "branch", "topic/" + own);

            imported(project, report, "commit", "ffff", "build", "40" + own, "branch", "topic/" + own, "guard", "late");

            assertThat(ids(find("4" + own))).containsExactly("4" + own);
            assertThat(ids(find(sha))).containsExactly("4" + own);
            assertThat(ids(find("#7" + own))).containsExactly("4" + own);
            assertThat(ids(find("TOPIC/" + own))).as("the build that came last").containsExactly("41" + own);
            assertThat(find(sha.toUpperCase(java.util.Locale.ROOT)).theBuild()).isPresent();
            assertThat(find(own).theBuild()).isEmpty();
        }

        private static List<String> ids(Found found) {
            return found.builds().hits().stream().map(hit -> hit.build().ciId()).toList();
        }

        @Test
        void exactHitsComeFirstAndTheWorstOfThem() throws Exception {
            imported(
                    project,
                    TestReports.sarif(List.of(
                            new Weak("critical-" + own + "x", "a.js", 1),
                            new Weak("low-" + own, "b.js", 2),
                            new Weak("high-" + own, "c.js", 3))),
                    "commit",
                    "a1");

            assertThat(rules(find(own))).containsExactly("high-" + own, "low-" + own, "critical-" + own + "x");
        }

        @Test
        void theNameOfAProjectNarrowsTheOthersToIt() throws Exception {
            String report = TestReports.sarif(List.of(new Weak("low-" + own, "a.js", 1)));
            imported(project, report, "commit", "c" + own);
            imported(project + "-two", report, "commit", "c" + own);

            assertThat(find("low-" + own).findings().total()).isEqualTo(2);
            assertThat(find("low-" + own + " " + project).findings().total()).isEqualTo(1);
            assertThat(find(project + " c" + own).builds().total()).isEqualTo(1);
            assertThat(find(project).projects().hits())
                    .hasSize(2)
                    .first()
                    .satisfies(first -> assertThat(first.name()).isEqualTo(project));
        }

        @Test
        void whatTheCallerMayNotReadIsNotFound() throws Exception {
            String secret = project + "-secret";
            imported(
                    secret,
                    TestReports.trivy("img", List.of(new Hole("lib-" + own, "HIGH", "CVE-2033-1001"))),
                    "commit",
                    "c" + own);
            imported(project, TestReports.sarif(List.of(new Weak("low-x", "a.js", 1))), "commit", "b1");
            ApiClient narrow = ApiClient.of(mvc, "read", project);

            for (String typed : List.of("lib-" + own, "c" + own, secret, "CVE-2033-1001", own)) {
                assertThat(narrow.get("/search?q=" + typed).json(200).toString())
                        .as(typed)
                        .doesNotContain("secret", "lib-");
            }
            assertThat(api.get("/search?q=lib-" + own).json(200).toString()).contains("secret");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "%%",
                    "%_%",
                    "'; drop table finding; --",
                    "\"\"\"\"",
                    "<b>bold</b>",
                    "a\u0000b\u0001c",
                    "\uD83D\uDE00 \uDC00\uD800",
                    "\\\\ !! $$ ?1 :word",
                    "ﬀﬀﬀ İİİ ßß"
                })
        void hostileTextsAreTexts(String typed) throws Exception {
            imported(project, TestReports.sarif(List.of(new Weak("low-" + own, "a.js", 1))), "commit", "a1");
            find(typed);
            find(typed.repeat(50_000));

            assertThat(find("%" + own.charAt(0) + "_" + own.substring(1)).isEmpty())
                    .isTrue();
            int status = api.get("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                    .status();
            assertThat(status).isIn(200, 400);
        }

        @Test
        void aFindingWhoseTextsChangeIsFoundByTheNewOnes() throws Exception {
            imported(
                    project,
                    TestReports.trivy("img", List.of(new Hole("lib-" + own, "HIGH", "CVE-2034-1001"))),
                    "commit",
                    "a1");
            imported(
                    project,
                    TestReports.trivy("img", List.of(new Hole("lib-" + own, "HIGH", "CVE-2034-1001")))
                            .replace("A hole in", "A pit " + own + "pit in"),
                    "commit",
                    "a2");

            assertThat(find(own + "pit").findings().hits()).hasSize(1);
        }

        @Test
        void aSearchCostsTheSameStatementsForManyFindingsAsForFew() throws Exception {
            imported(project, weak(3), "commit", "a1");
            int few = StatementCounter.during(() -> find("common" + own)).size();
            imported(project, weak(3_000), "commit", "a2");

            List<String> many = StatementCounter.during(() -> find("common" + own));

            assertThat(many).hasSizeLessThanOrEqualTo(few + 2).hasSizeLessThan(10);
            Found found = find("common" + own);
            assertThat(found.findings().hits()).hasSize(20);
            assertThat(found.findings().total()).isEqualTo(3_000);
            assertThat(found.findings().goesOn()).isTrue();
        }

        private String weak(int count) {
            return TestReports.sarif(IntStream.rangeClosed(1, count)
                    .mapToObj(i -> new Weak("medium-" + i + "-common" + own, "src/f" + i % 50 + ".js", i))
                    .toList());
        }

        @Test
        void theApiRefusesWhatLooksForNothing() throws Exception {
            api.get("/search?q=%25").problem(400);
            api.get("/search?q=ab&size=0").problem(400);
            api.get("/search?q=ab&size=201").problem(400);
        }
    }
}

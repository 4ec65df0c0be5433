package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What is read costs the same number of statements, and connections, however much belongs to it. */
class ReadCostTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private JdbcTemplate jdbc;

        private static String report(int from, int to) {
            return TestReports.sarif(IntStream.rangeClosed(from, to)
                    .mapToObj(i -> new Weak("medium-" + i, "src/f.js", i))
                    .toList());
        }

        private JsonNode imported(String name, String report, String... query) throws Exception {
            return api.upload(name, report, query).json(201);
        }

        private List<String> asked(String address) throws Exception {
            return StatementCounter.during(() -> api.get(address).json(200));
        }

        private String finding() throws Exception {
            JsonNode list = api.get("/findings?project=" + project).json(200).path("findings");
            for (JsonNode one : list) {
                if (one.toString().contains("medium-1\"")) {
                    return "/findings/" + one.path("id").asString();
                }
            }
            throw new AssertionError(list.toString());
        }

        @Test
        void aFindingOfManyStreamsTakesNoMoreStatements() throws Exception {
            imported(project, report(1, 3), "commit", "a", "target", "t0");
            imported(project, report(1, 4), "commit", "b", "branch", "f0", "target", "t0");
            String finding = finding();
            int few = asked(finding).size();
            for (int i = 1; i < 5; i++) {
                imported(project, report(1, 3 + i), "commit", "a", "target", "t" + i);
                imported(project, report(1, 3 + i), "commit", "b", "branch", "f" + i, "target", "t0");
            }

            List<String> many = asked(finding);

            assertThat(api.get(finding).json(200).path("guards").size()).isGreaterThanOrEqualTo(5);
            assertThat(many).as(String.join("\n", many)).hasSizeLessThanOrEqualTo(few);
        }

        @Test
        void eachStreamSaysWhetherItContainsTheFindingNow() throws Exception {
            imported(project, report(1, 4), "commit", "a", "target", "stays", "scannedAt", "2026-01-01T00:00:00Z");
            imported(project, report(1, 4), "commit", "a", "target", "goes", "scannedAt", "2026-01-01T00:00:00Z");
            imported(project, report(1, 5), "commit", "x", "branch", "feature", "target", "new");
            imported(project, report(1, 5), "commit", "y", "branch", "gone", "target", "new");
            imported(project, report(2, 4), "commit", "b", "target", "goes", "scannedAt", "2026-01-02T00:00:00Z");
            var present = new TreeMap<String, Boolean>();
            api.get(finding())
                    .json(200)
                    .path("guards")
                    .forEach(guard -> present.put(
                            guard.path("branch").asString() + " "
                                    + guard.path("target").asString(),
                            guard.path("present").asBoolean()));
            assertThat(present).containsEntry("main stays", true).containsEntry("main goes", false);

            // A finding that only other branches have.
            JsonNode elsewhere = api.get("/findings?status=elsewhere&project=" + project)
                    .json(200)
                    .path("findings");
            assertThat(elsewhere.size()).isEqualTo(1);
            String only = "/findings/" + elsewhere.path(0).path("id").asString();
            assertThat(api.get(only).json(200).path("guards").findValuesAsString("present"))
                    .isNotEmpty()
                    .containsOnly("true");
            imported(project, report(1, 4), "commit", "z", "branch", "feature", "target", "new");
            var later = new TreeMap<String, Boolean>();
            api.get(only)
                    .json(200)
                    .path("guards")
                    .forEach(guard -> later.put(
                            guard.path("branch").asString(),
                            guard.path("present").asBoolean()));
            assertThat(later).containsEntry("feature", false);
        }

        @Test
        void theMapOfGuardsTakesNoMoreStatementsAndReadsNoFinding() throws Exception {
            imported(project, report(1, 3), "commit", "a", "guard", "lint");
            String map = "/projects/" + project + "/guards";
            int few = asked(map).size();
            for (int i = 0; i < 24; i++) {
                imported(project, report(1, 4 + i), "commit", "b" + i, "guard", "lint" + i % 4, "target", "t" + i % 3);
            }

            List<String> many = asked(map);

            assertThat(api.get(map).json(200).path("guards")).hasSize(5);
            assertThat(many).as(String.join("\n", many)).hasSizeLessThanOrEqualTo(few);
            assertThat(many).noneMatch(statement -> statement.matches("(?s).*\\b(finding|sighting|episode)\\b.*"));
        }

        @Test
        void moreReadersThanConnectionsDoNotWaitForEachOther() throws Exception {
            imported(project, report(1, 3), "commit", "a");
            String finding = finding();
            var threads = Executors.newFixedThreadPool(16);
            try {
                List<Future<Integer>> answers = IntStream.range(0, 160)
                        .mapToObj(i -> threads.submit(() -> api.get(finding).status()))
                        .toList();
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get(25, TimeUnit.SECONDS)).isEqualTo(200);
                }
            } finally {
                // Where they do wait, each would wait half a minute.
                threads.shutdownNow();
            }
        }

        @Test
        void aBuildOfManyScansTakesNoMoreStatementsAndListsTheNewest() throws Exception {
            String build = "/projects/" + project + "/builds/1";
            imported(project, report(1, 3), "commit", "a", "build", "1");
            int few = asked(build).size();
            JsonNode newest = imported(project, report(1, 4), "commit", "a", "build", "1");
            copy(newest.path("id").asString(), 210);

            List<String> many = asked(build);

            assertThat(many).as(String.join("\n", many)).hasSizeLessThanOrEqualTo(few);
            var ids = new ArrayList<Long>();
            api.get(build)
                    .json(200)
                    .path("scans")
                    .forEach(scan -> ids.add(Long.parseLong(scan.path("id").asString())));
            assertThat(ids)
                    .hasSize(200)
                    .isSorted()
                    .endsWith(jdbc.queryForObject("select max(id) from scan", Long.class));
        }

        private void copy(String scan, int times) {
            String columns = String.join(
                    ", ",
                    jdbc.queryForList(
                            "select column_name from information_schema.columns"
                                    + " where lower(table_name) = 'scan' and lower(column_name) <> 'id'"
                                    + " and lower(table_schema) = 'public'",
                            String.class));
            for (int i = 0; i < times; i++) {
                jdbc.update("insert into scan (" + columns + ") select " + columns + " from scan where id = " + scan);
            }
        }

        @Test
        void aPageThatWouldBeReachedByWalkingFarIsRefused() throws Exception {
            imported(project, report(1, 2), "commit", "a");
            for (String list : List.of("/findings?", "/findings?status=closed&project=" + project + "&")) {
                api.get(list + "page=1000").json(200);
                assertThat(api.get(list + "page=1001")
                                .problem(400)
                                .path("detail")
                                .asString())
                        .contains("after");
            }
            api.get("/findings?page=1001&project=" + project).json(200);
        }

        @Test
        void moreProjectsTakeNoMoreStatements() throws Exception {
            imported(project, report(1, 2), "commit", "a");
            int few = asked("/projects").size();
            imported(project, report(1, 3), "commit", "b");
            imported(project, report(1, 3), "commit", "c", "branch", "feature");
            imported(project + "-x", report(1, 2), "commit", "x", "branch", "master");
            imported(project + "-y", report(1, 2), "commit", "y", "branch", "feature");

            List<String> many = asked("/projects");

            assertThat(many).as(String.join("\n", many)).hasSizeLessThanOrEqualTo(few);
            var newest = new TreeMap<String, String>();
            api.get("/projects")
                    .json(200)
                    .forEach(one -> newest.put(
                            one.path("name").asString(),
                            one.path("newestBuild").path("commit").asString("")));
            assertThat(newest)
                    .containsEntry(project, "b")
                    .containsEntry(project + "-x", "x")
                    .containsEntry(project + "-y", "");
        }
    }
}

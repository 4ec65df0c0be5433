package dev.winnow.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.finding.FindingId;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.IndexStatus;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people say of a finding stays with it, whatever happens to it, and findings are found by it. */
class DiscussionTests {
    private static final String PASSWORD = "a long enough one";
    private static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    private static final Weak MILD = new Weak("low-style", "src/b.js", 20);

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private Users users;

        @Autowired
        private Marks marks;

        @Autowired
        private FindingIndex index;

        @Autowired
        private TransactionTemplate transaction;

        @Autowired
        private Comments discussed;

        /** The index in memory is made when the application starts. */
        @BeforeEach
        void awaitTheIndex() throws InterruptedException {
            while (index.status().state() != IndexStatus.State.READY) {
                Thread.sleep(50);
            }
        }

        private void upload(String commit, String report, String... more) throws Exception {
            var query = new ArrayList<>(List.of("commit", commit));
            query.addAll(List.of(more));
            api.upload(project, report, query.toArray(String[]::new)).json(201);
        }

        private String finding(String rule) throws Exception {
            for (JsonNode one :
                    api.get("/findings?project=" + project).json(200).path("findings")) {
                if (one.path("ruleId").asString().equals(rule)) {
                    return one.path("id").asString();
                }
            }
            throw new AssertionError("no finding of " + rule);
        }

        private String evaluated() throws Exception {
            upload("c1", TestReports.sarif(List.of(EVAL, MILD)));
            return finding("critical-eval");
        }

        private ApiClient client(String login, Role role) throws Exception {
            String unique = login + "-" + project;
            users.create(admin(), new NewUser(unique, "Some " + login, role, PASSWORD));
            return ApiClient.of(mvc, unique, PASSWORD, role == Role.VIEWER ? "read" : "triage", null);
        }

        private dev.winnow.access.Caller admin() {
            return users.caller("admin").orElseThrow();
        }

        private static JsonNode comment(ApiClient as, String finding, String text) throws Exception {
            return as.post("/findings/" + finding + "/comments", "{'text':'" + text + "'}")
                    .json(201);
        }

        private List<String> comments(String finding) throws Exception {
            return texts(api.get("/findings/" + finding + "/comments").json(200), "text");
        }

        private static List<String> texts(JsonNode list, String field) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(one ->
                            field.isEmpty() ? one.asString() : one.path(field).asString())
                    .toList();
        }

        private JsonNode shown(String finding) throws Exception {
            return api.get("/findings/" + finding).json(200).path("finding");
        }

        private List<String> found(ApiClient as, String q) throws Exception {
            return found(as, q, "ruleId");
        }

        private List<String> found(ApiClient as, String q, String field) throws Exception {
            String asked = UriUtils.encode("project:" + project + " " + q, StandardCharsets.UTF_8);
            return texts(as.get("/findings?q=" + asked).json(200).path("findings"), field);
        }

        private List<JsonNode> audited(String action, String subject) throws Exception {
            var response = api.get("/audit?action=" + action + "&subject=" + subject);
            assertThat(response.status()).isEqualTo(200);
            return Stream.of(response.text().split("\n"))
                    .skip(1)
                    .map(line -> JsonMapper.shared().readTree(line))
                    .toList();
        }

        @Test
        void aCommentIsKeptAsItWasTypedAndShownAsSafeHtml() throws Exception {
            String finding = evaluated();

            JsonNode made = comment(api, finding, "Seen in **prod**.\\n<script>alert(1)</script>");

            assertThat(made.path("author").asString()).isEqualTo("admin");
            assertThat(made.path("text").asString()).isEqualTo("Seen in **prod**.\n<script>alert(1)</script>");
            assertThat(made.path("html").asString())
                    .contains("<strong>prod</strong>", "&lt;script&gt;")
                    .doesNotContain("<script>");
            assertThat(made.has("editedAt")).isFalse();
            assertThat(api.get("/findings/" + finding)
                            .json(200)
                            .path("comments")
                            .asInt())
                    .isEqualTo(1);
        }

        @Test
        void aCommentIsNeitherEmptyNorEndless() throws Exception {
            String finding = evaluated();
            String address = "/findings/" + finding + "/comments";

            comment(api, finding, "x".repeat(10_000));
            assertThat(api.post(address, "{'text':'" + "x".repeat(10_001) + "'}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("10,000")
                    .contains("10,001");
            api.post(address, "{'text':' \\n '}").problem(400);
            api.post(address, "{}").problem(400);

            assertThat(comments(finding)).hasSize(1);
        }

        @Test
        void commentsAreReadPageByPage() throws Exception {
            String finding = evaluated();
            for (String text : List.of("one", "two", "three", "four", "five")) {
                comment(api, finding, text);
            }
            String address = "/findings/" + finding + "/comments?size=2";

            JsonNode first = api.get(address).json(200);
            JsonNode second = api.get(
                            address + "&after=" + first.get(1).path("id").asString())
                    .json(200);

            assertThat(texts(first, "text")).containsExactly("one", "two");
            assertThat(texts(second, "text")).containsExactly("three", "four");
            for (int size : new int[] {0, 201}) {
                assertThat(api.get("/findings/" + finding + "/comments?size=" + size)
                                .problem(400)
                                .path("detail")
                                .asString())
                        .contains("1 to 200");
            }
        }

        @Test
        void authorsEditTheirOwnCommentsAndNobodyElses() throws Exception {
            String finding = evaluated();
            ApiClient ann = client("ann", Role.DEVELOPER);
            ApiClient bob = client("bob", Role.SECURITY);
            String id = comment(ann, finding, "first").path("id").asString();
            String address = "/findings/" + finding + "/comments/" + id;

            JsonNode edited = ann.put(address, "{'text':'second thoughts'}").json(200);

            assertThat(edited.path("text").asString()).isEqualTo("second thoughts");
            assertThat(edited.has("editedAt")).isTrue();
            bob.put(address, "{'text':'words in her mouth'}").problem(403);
            api.put(address, "{'text':'words in her mouth'}").problem(403);
            bob.delete(address).problem(403);
            assertThat(comments(finding)).containsExactly("second thoughts");
            assertThat(audited("comment.edited", "finding:" + finding)).hasSize(1);
        }

        @Test
        void aDeletedCommentLeavesATraceButNotItsWords() throws Exception {
            String finding = evaluated();
            ApiClient ann = client("ann", Role.DEVELOPER);
            String own = comment(ann, finding, "mine").path("id").asString();
            String pasted =
                    comment(ann, finding, "the password is hunter22").path("id").asString();

            assertThat(ann.delete("/findings/" + finding + "/comments/" + own).status())
                    .isEqualTo(204);
            assertThat(api.delete("/findings/" + finding + "/comments/" + pasted)
                            .status())
                    .isEqualTo(204);

            assertThat(comments(finding)).isEmpty();
            List<JsonNode> trace = audited("comment.deleted", "finding:" + finding);
            assertThat(trace).hasSize(2);
            assertThat(trace.getLast().path("before").path("author").asString()).isEqualTo("ann-" + project);
            assertThat(trace.toString()).doesNotContain("hunter22");
            api.delete("/findings/" + finding + "/comments/" + own).problem(404);
        }

        @Test
        void viewersReadAndDevelopersTakePart() throws Exception {
            String finding = evaluated();
            ApiClient viewer = client("viewer", Role.VIEWER);
            ApiClient developer = client("developer", Role.DEVELOPER);

            comment(developer, finding, "mine to fix");
            developer
                    .put("/findings/" + finding + "/assignee", "{'assignee':'me'}")
                    .json(200);
            developer
                    .put("/findings/" + finding + "/labels", "{'labels':['sprint-1']}")
                    .json(200);

            assertThat(viewer.get("/findings/" + finding + "/comments")
                            .json(200)
                            .size())
                    .isEqualTo(1);
            viewer.post("/findings/" + finding + "/comments", "{'text':'hello'}")
                    .problem(403);
            viewer.put("/findings/" + finding + "/assignee", "{'assignee':'none'}")
                    .problem(403);
            viewer.put("/findings/" + finding + "/labels", "{'labels':[]}").problem(403);
            viewer.post("/findings/marks", "{'findings':['" + finding + "'],'assignee':'none'}")
                    .problem(403);
            assertThat(shown(finding).path("assignee").asString()).isEqualTo("developer-" + project);
            assertThat(texts(shown(finding).path("labels"), "")).containsExactly("sprint-1");
        }

        @Test
        void onlyWhoWorksOnTheProjectIsAssigned() throws Exception {
            String finding = evaluated();
            client("viewer", Role.VIEWER);
            client("developer", Role.DEVELOPER);
            String address = "/findings/" + finding + "/assignee";

            api.put(address, "{'assignee':'viewer-" + project + "'}").problem(400);
            api.put(address, "{'assignee':'nobody-at-all'}").problem(400);
            api.put(address, "{'assignee':' '}").problem(400);
            assertThat(shown(finding).has("assignee")).isFalse();

            api.put(address, "{'assignee':'Developer-" + project + "'}").json(200);
            users.disable(admin(), "developer-" + project);

            assertThat(shown(finding).path("assignee").asString()).isEqualTo("developer-" + project);
            assertThat(api.put(address, "{'assignee':'none'}").json(200).has("assignee"))
                    .isFalse();
            api.put(address, "{'assignee':'developer-" + project + "'}").problem(400);
            JsonNode trace = audited("finding.assigned", "finding:" + finding).getFirst();
            assertThat(trace.path("after").path("assignee").asString()).isEqualTo("developer-" + project);
        }

        @Test
        void labelsAreShortWordsAndNotTooMany() throws Exception {
            String finding = evaluated();
            String address = "/findings/" + finding + "/labels";
            String twenty = IntStream.range(0, 20)
                    .mapToObj(n -> "'l" + n + "'")
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();

            JsonNode set = api.put(address, "{'labels':['Wait-for:vendor/v1.2_x','b','b']}")
                    .json(200);

            assertThat(texts(set.path("labels"), "")).containsExactly("b", "wait-for:vendor/v1.2_x");
            for (String wrong : List.of("two words", "<b>", "a,b", "ä", "none", "x".repeat(41))) {
                api.put(address, "{'labels':['" + wrong + "']}").problem(400);
            }
            api.put(address, "{'labels':[" + twenty + "]}").json(200);
            assertThat(api.post("/findings/marks", "{'findings':['" + finding + "'],'addLabels':['one-more']}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("at most 20");
            assertThat(shown(finding).path("labels").size()).isEqualTo(20);
        }

        @Test
        void allThatIsSaidSurvivesNewReportsAndMovedLines() throws Exception {
            String finding = evaluated();
            comment(api, finding, "known");
            api.put("/findings/" + finding + "/assignee", "{'assignee':'me'}").json(200);
            api.put("/findings/" + finding + "/labels", "{'labels':['sprint-1']}")
                    .json(200);

            upload("c2", TestReports.sarif(List.of(EVAL.at(44), MILD)));
            upload("c3", TestReports.sarif(List.of(MILD)));
            upload("c4", TestReports.sarif(List.of(EVAL.at(47), MILD)));

            String now = finding("critical-eval");
            assertThat(now).isEqualTo(finding);
            assertThat(comments(now)).containsExactly("known");
            assertThat(shown(now).path("assignee").asString()).isEqualTo("admin");
            assertThat(found(api, "label:sprint-1 status:open")).containsExactly("critical-eval");
        }

        @Test
        void whatIsSaidOfTwoFindingsIsSaidOfTheOneTheyAre() throws Exception {
            var cve = new Hole("left-pad", "HIGH", "CVE-2024-1");
            var ghsa = new Hole("left-pad", "HIGH", "GHSA-aaaa");
            upload("c1", TestReports.trivy("shop", List.of(cve)), "guard", "one");
            upload("c1", TestReports.trivy("shop", List.of(ghsa)), "guard", "two");
            String absorbed = finding("GHSA-aaaa");
            String survivor = finding("CVE-2024-1");
            comment(api, absorbed, "of the one");
            comment(api, survivor, "of the other");
            api.put("/findings/" + absorbed + "/assignee", "{'assignee':'me'}").json(200);
            api.put("/findings/" + absorbed + "/labels", "{'labels':['both','one']}")
                    .json(200);
            api.put("/findings/" + survivor + "/labels", "{'labels':['both','other']}")
                    .json(200);

            var both = new Hole("left-pad", "HIGH", "GHSA-aaaa", "CVE-2024-1");
            upload("c2", TestReports.grype("shop", List.of(both)), "guard", "three");

            assertThat(comments(absorbed)).containsExactly("of the one", "of the other");
            assertThat(texts(shown(survivor).path("labels"), "")).containsExactly("both", "one", "other");
            assertThat(shown(survivor).path("assignee").asString()).isEqualTo("admin");
            assertThat(found(api, "label:one assignee:me", "id")).containsExactly(survivor);
            // Under its old number, too.
            assertThat(marks.on(Long.parseLong(absorbed)).labels()).containsExactly("both", "one", "other");
            assertThat(discussed.count(Long.parseLong(absorbed))).isEqualTo(2);
            comment(api, absorbed, "of both");
            assertThat(comments(survivor)).hasSize(3);
            // Of a list that was read before they were joined.
            long read = Long.parseLong(absorbed);
            int changed = marks.change(
                    users.caller("admin").orElseThrow(),
                    Map.of(FindingId.project(read), RoaringBitmap.bitmapOf(FindingId.number(read))),
                    MarkChange.labels(List.of("late"), List.of()));
            assertThat(changed).isEqualTo(1);
            assertThat(texts(shown(survivor).path("labels"), "")).contains("late");
        }

        @Test
        void whoWritesOfAFindingDoesNotHoldUpAnImportThatWritesItAnew() throws Exception {
            String finding = evaluated();
            List<Weak> moved =
                    List.of(new Weak("critical-eval", "src/a.js", 70), new Weak("low-style", "src/b.js", 80));
            var uploading = new FutureTask<>(() -> {
                upload("c2", TestReports.sarif(moved));
                return true;
            });

            transaction.executeWithoutResult(status -> {
                discussed.add(admin(), Long.parseLong(finding), "not committed yet");
                Thread.ofPlatform().start(uploading);
                try {
                    uploading.get(60, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThat(shown(finding).path("line").asInt()).isEqualTo(70);
            assertThat(comments(finding)).containsExactly("not committed yet");
        }

        @Test
        void findingsAreFoundByAssigneeAndLabel() throws Exception {
            String finding = evaluated();
            ApiClient ann = client("ann", Role.DEVELOPER);
            assertThat(found(api, "assignee:none label:none")).containsExactly("critical-eval", "low-style");

            ann.put("/findings/" + finding + "/assignee", "{'assignee':'me'}").json(200);
            ann.put("/findings/" + finding + "/labels", "{'labels':['team:web/api']}")
                    .json(200);

            assertThat(found(ann, "assignee:me")).containsExactly("critical-eval");
            assertThat(found(api, "assignee:me")).isEmpty();
            assertThat(found(api, "assignee:ann-" + project)).containsExactly("critical-eval");
            assertThat(found(api, "assignee:me,none")).containsExactly("low-style");
            assertThat(found(api, "-assignee:none")).containsExactly("critical-eval");
            assertThat(found(api, "label:team:web/api")).containsExactly("critical-eval");
            assertThat(found(api, "label:team:*")).containsExactly("critical-eval");
            assertThat(found(api, "label:none")).containsExactly("low-style");
            JsonNode facets = ann.get("/findings?facets=label,assignee&q=assignee:me%20project:" + project)
                    .json(200)
                    .path("facets");
            assertThat(texts(facets.path("label"), "value")).containsExactly("team:web/api");

            ann.put("/findings/" + finding + "/assignee", "{'assignee':'none'}").json(200);
            assertThat(found(ann, "assignee:me")).isEmpty();
        }

        @Test
        void manyAreAssignedAndLabelledAtOnceOrNone() throws Exception {
            upload(
                    "c1",
                    TestReports.sarif(IntStream.range(0, 1_100)
                            .mapToObj(n -> new Weak("high-" + n % 5, "src/f" + n + ".js", n + 1))
                            .toList()));
            String start = "{'q':'project:" + project + "','assignee':'me','addLabels':['a','b']";

            assertThat(api.post("/findings/marks", start + "}")
                            .json(200)
                            .path("changed")
                            .asInt())
                    .isEqualTo(1_100);
            assertThat(api.post("/findings/marks", start + "}")
                            .json(200)
                            .path("changed")
                            .asInt())
                    .isZero();

            assertThat(api.get("/findings?size=1&q=assignee:me%20label:a%20project:" + project)
                            .json(200)
                            .path("total")
                            .asInt())
                    .isEqualTo(1_100);
            JsonNode trace = audited("finding.labelled", "project:" + project).getFirst();
            assertThat(trace.path("after").path("findings").asInt()).isEqualTo(1_100);
            assertThat(api.post(
                                    "/findings/marks",
                                    "{'q':'project:" + project
                                            + " rule:high-1','removeLabels':['a'],'assignee':'none'}")
                            .json(200)
                            .path("changed")
                            .asInt())
                    .isEqualTo(220);
            api.post("/findings/marks", "{'q':'project:" + project + "'}").problem(400);
        }

        @Test
        void otherProjectsAreNotThere() throws Exception {
            String finding = evaluated();
            ApiClient other = ApiClient.of(mvc, "triage", project + "-other");

            other.get("/findings/" + finding + "/comments").problem(404);
            other.post("/findings/" + finding + "/comments", "{'text':'hello'}").problem(404);
            other.put("/findings/" + finding + "/labels", "{'labels':['a']}").problem(404);
            other.post("/findings/marks", "{'findings':['" + finding + "'],'addLabels':['a']}")
                    .problem(404);
            assertThat(shown(finding).path("labels").size()).isZero();
        }
    }
}

package dev.winnow.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.AuditTrail;
import dev.winnow.metrics.Trend;
import dev.winnow.policy.Policies;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.project.Outcome;
import dev.winnow.project.ProjectSettings;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.StatementCounter;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import dev.winnow.wall.Board.Cell;
import dev.winnow.wall.Board.Figure;
import dev.winnow.wall.Board.GateFailed;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingDeque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** Display links, and what the boards behind them say. */
class DisplayTests {
    private static final String PASSWORD = "a long enough one";

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
        private Grants grants;

        @Autowired
        private AuditTrail trail;

        @Autowired
        private Displays displays;

        @Autowired
        private Walls walls;

        @Autowired
        private Policies policies;

        @Autowired
        private Boards boards;

        @Autowired
        private ProjectSettings settings;

        private final String word = UUID.randomUUID().toString().substring(0, 8);
        private final String team = "wall-" + word;
        private Caller admin;

        @BeforeEach
        void aTeam() {
            admin = users.caller("admin").orElseThrow();
        }

        private void scan(String commit, int daysAgo, Weak... found) throws Exception {
            Instant at = Instant.now().minus(daysAgo, ChronoUnit.DAYS);
            api.upload(
                            project,
                            TestReports.sarif(List.of(found)),
                            "commit",
                            commit,
                            "branch",
                            "main",
                            "committedAt",
                            at.minusSeconds(600).toString(),
                            "scannedAt",
                            at.toString())
                    .json(201);
        }

        private MockHttpServletResponse open(String path) throws Exception {
            return mvc.perform(get(path)).andReturn().getResponse();
        }

        private JsonNode make(ApiClient by, String body) throws Exception {
            return by.post("/displays", body).json(201);
        }

        @Test
        void aBoardHasTheNumbersOfTheMetricsAndWhatIsRed() throws Exception {
            Weak bad = new Weak("critical-eval", "a.c", 1);
            scan("c1", 50);
            scan("c2", 45, new Weak("high-was", "w.c", 1));
            scan("c3", 20, bad);
            settings.change(admin, project, new ProjectSettings.Settings(team, true));

            Board board = boards.make(new WallScope.OfTeam(team));

            assertThat(board.title()).isEqualTo("Team " + team);
            assertThat(board.projects()).singleElement().satisfies(cell -> {
                assertThat(cell.project()).isEqualTo(project);
                assertThat(cell.verdict()).contains(Outcome.FAIL);
                assertThat(cell.score()).contains(71);
            });
            assertThat(board.alarms())
                    .anySatisfy(alarm -> assertThat(alarm)
                            .isInstanceOfSatisfying(
                                    GateFailed.class,
                                    failed -> assertThat(failed.project()).isEqualTo(project)));
            JsonNode metrics = api.get("/metrics?project=" + project + "&from="
                            + board.day().minusDays(29) + "&to=" + board.day().plusDays(1))
                    .json(200);
            Figure mttd = board.figures().getFirst();
            assertThat(mttd.trend()).isEqualTo(Trend.MTTD);
            assertThat(mttd.now().getAsDouble())
                    .isEqualTo(metrics.at("/mttd/mean").asDouble())
                    .isEqualTo(600);
            assertThat(mttd.direction()).isEqualTo(Figure.Direction.LEVEL);
            assertThat(mttd.onTarget()).contains(false);
            Figure passRate = board.figures().getLast();
            assertThat(passRate.now().getAsDouble())
                    .isEqualTo(metrics.at("/passRate/value").asDouble())
                    .isZero();
            assertThat(passRate.before().getAsDouble()).isEqualTo(1);
            assertThat(passRate.direction()).isEqualTo(Figure.Direction.WORSE);
        }

        @Test
        void aWallFollowsLimitsPeopleAndRetiredStreamsWithoutAnImport() throws Exception {
            scan("c0", 40);
            api.upload(project, TestReports.sarif(List.of()), "commit", "c1", "branch", "main", "guard", "old")
                    .json(201);
            scan("c2", 0, new Weak("low-dust", "a.c", 1), new Weak("low-dirt", "b.c", 2));
            Instant now = Instant.now();
            for (int i = 0; i < 10; i++) {
                String at = now.plusSeconds(60 + i).toString();
                api.upload(
                                project,
                                TestReports.sarif(List.of()),
                                "commit",
                                "n" + i,
                                "branch",
                                "main",
                                "committedAt",
                                at)
                        .json(201);
            }
            settings.change(admin, project, new ProjectSettings.Settings(team, true));
            String login = "one-" + word;
            users.create(admin, new NewUser(login, "O", null, PASSWORD));
            grants.give(admin, login, Scope.team(team), Role.DEVELOPER);
            var boardsShown = new LinkedBlockingDeque<Board>();
            var screen = new Screen() {
                @Override
                public void show(Board board) {
                    boardsShown.addLast(board);
                }

                @Override
                public void end() {
                    throw new AssertionError("nobody revoked it");
                }
            };
            Walls.Watch watch = walls.watch(new WallScope.OfTeam(team), Optional.empty(), screen);
            try {
                assertThat(boardsShown.getLast().alarms()).containsExactly(new Board.StaleGuard(project, "old"));

                String policy = "rules: []\nalert-limits: [{per-person-per-day: 0.05}]";
                policies.send(admin, project, null, PolicyReader.read(policy.getBytes(StandardCharsets.UTF_8)));
                await().untilAsserted(() -> assertThat(boardsShown.getLast().alarms())
                        .anySatisfy(alarm -> assertThat(alarm).isInstanceOf(Board.OverLimit.class)));

                String more = "two-" + word;
                users.create(admin, new NewUser(more, "T", null, PASSWORD));
                grants.give(admin, more, Scope.team(team), Role.DEVELOPER);
                await().untilAsserted(() -> assertThat(boardsShown.getLast().alarms())
                        .containsExactly(new Board.StaleGuard(project, "old")));

                JsonNode stream = api.get("/projects/" + project + "/streams")
                        .json(200)
                        .valueStream()
                        .filter(one -> one.path("guard").asString().equals("old"))
                        .findFirst()
                        .orElseThrow();
                JsonNode retired = api.post(
                                "/projects/" + project + "/streams/"
                                        + stream.path("id").asString() + "/retire",
                                "")
                        .json(200);
                assertThat(retired.path("closed").asInt()).isZero();
                await().untilAsserted(
                                () -> assertThat(boardsShown.getLast().alarms()).isEmpty());
            } finally {
                watch.stop();
            }
        }

        @Test
        void aBoardOfProjectsShowsNoOtherAndOneOfNoneNothing() throws Exception {
            scan("c1", 1);
            var some = new WallScope.OfProjects(new TreeSet<>(Set.of(project, "gone-" + word)));

            assertThat(boards.make(some).projects()).extracting(Cell::project).containsExactly(project);
            assertThat(boards.make(new WallScope.OfProjects(new TreeSet<>())).projects())
                    .isEmpty();
            assertThat(boards.make(new WallScope.Everything()).projects())
                    .extracting(Cell::project)
                    .contains(project);
        }

        @Test
        void aLinkIsMadeOpenedSeenAndRevokedAndAllThatIsOnRecord() throws Exception {
            scan("c1", 1);
            JsonNode made = make(api, "{'name':'Kitchen','projects':['" + project + "']}");
            String path = made.path("path").asString();
            assertThat(path).matches("/wall/wnd_[A-Za-z0-9_-]{43}");

            MockHttpServletResponse opened = open(path + "?theme=dark&x=1");
            assertThat(opened.getStatus()).isEqualTo(303);
            assertThat(opened.getHeader("Location")).isEqualTo("/wall/display?theme=dark");
            assertThat(opened.getHeader("Set-Cookie"))
                    .contains(Displays.COOKIE + "=" + path.substring(6), "HttpOnly", "SameSite=Lax", "Path=/;");
            assertThat(opened.getHeader("Cache-Control")).contains("no-store");

            long id = made.path("id").asLong();
            JsonNode listed = find(api, id).orElseThrow();
            assertThat(listed.path("name").asString()).isEqualTo("Kitchen");
            assertThat(listed.path("createdBy").asString()).isEqualTo("admin");
            assertThat(listed.path("screens").asInt()).isZero();
            assertThat(listed.toString()).doesNotContain("wnd_");

            assertThat(api.delete("/displays/" + id).status()).isEqualTo(204);
            assertThat(open(path).getStatus()).isEqualTo(404);
            assertThat(find(api, id)).isEmpty();
            api.delete("/displays/" + id).problem(404);
            assertThat(trail.after(new AuditFilter(null, null, "display:" + id, null, null), 0, 10))
                    .extracting(AuditRecord::action)
                    .containsExactly("display.made", "display.revoked");
        }

        private Optional<JsonNode> find(ApiClient by, long id) throws Exception {
            return by.get("/displays")
                    .json(200)
                    .valueStream()
                    .filter(one -> one.path("id").asLong() == id)
                    .findFirst();
        }

        @Test
        void linksAreReadWithTheirProjectsInOneStatementHoweverManyThereAre() throws Exception {
            scan("c1", 1);
            api.upload(project + "-b", TestReports.sarif(List.of()), "commit", "c1")
                    .json(201);
            long both = make(api, "{'name':'Both','projects':['" + project + "','" + project + "-b']}")
                    .path("id")
                    .asLong();
            long one = make(api, "{'name':'One','projects':['" + project + "']}")
                    .path("id")
                    .asLong();
            long all = make(api, "{'name':'All'}").path("id").asLong();

            assertThat(StatementCounter.during(() -> displays.list(admin))).hasSize(1);

            assertThat(displays.list(admin))
                    .filteredOn(link -> Set.of(both, one, all).contains(link.id()))
                    .extracting(DisplayLink::scope)
                    .containsExactly(
                            new WallScope.Everything(),
                            new WallScope.OfProjects(new TreeSet<>(Set.of(project))),
                            new WallScope.OfProjects(new TreeSet<>(Set.of(project, project + "-b"))));
        }

        @Test
        void whateverIsWrongWithASecretItIsNotFoundInOneWay() throws Exception {
            scan("c1", 1);
            JsonNode made = make(api, "{'name':'Kitchen','projects':['" + project + "']}");
            String path = made.path("path").asString();
            api.delete("/displays/" + made.path("id").asLong());
            String guessed = path.substring(0, path.length() - 5) + "AAAAA";

            for (String wrong : List.of(path, guessed, "/wall/x", "/wall/wnd_~", "/wall/" + "x".repeat(500))) {
                MockHttpServletResponse answer = open(wrong);
                assertThat(answer.getStatus()).as(wrong).isEqualTo(404);
                assertThat(answer.getHeader("Set-Cookie")).isNull();
                assertThat(answer.getContentAsString()).isEmpty();
            }
        }

        @Test
        void theCookieOfADisplayOpensNeitherPagesNorTheInterface() throws Exception {
            scan("c1", 1);
            String secret = make(api, "{'name':'Kitchen','projects':['" + project + "']}")
                    .path("path")
                    .asString()
                    .substring(6);
            var cookie = new Cookie(Displays.COOKIE, secret);

            for (String page : List.of("/findings", "/projects/" + project, "/wall", "/teams", "/")) {
                MockHttpServletResponse answer =
                        mvc.perform(get(page).cookie(cookie)).andReturn().getResponse();
                assertThat(answer.getStatus()).as(page).isEqualTo(302);
                assertThat(answer.getHeader("Location")).endsWith("/login");
            }
            assertThat(mvc.perform(get("/api/v1/metrics").cookie(cookie))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(401);
            assertThat(mvc.perform(get("/api/v1/metrics").header("Authorization", "Bearer " + secret))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(401);
        }

        @Test
        void onlyWhoAdministersWhatAWallShowsPutsItUpAndTakesItDown() throws Exception {
            scan("c1", 1);
            settings.change(admin, project, new ProjectSettings.Settings(team, true));
            String login = "lead-" + word;
            users.create(admin, new NewUser(login, "L", null, PASSWORD));
            grants.give(admin, login, Scope.team(team), Role.ADMIN);
            ApiClient lead = ApiClient.of(mvc, login, PASSWORD, "admin", null);

            long own = make(lead, "{'name':'Team','team':'" + team + "'}")
                    .path("id")
                    .asLong();
            long all = make(api, "{'name':'All'}").path("id").asLong();

            lead.post("/displays", "{'name':'All'}").problem(403);
            lead.post("/displays", "{'name':'Other','team':'other-" + word + "'}")
                    .problem(404);
            lead.post("/displays", "{'name':'Other','projects':['none-" + word + "']}")
                    .problem(404);
            lead.delete("/displays/" + all).problem(404);
            assertThat(lead.get("/displays")
                            .json(200)
                            .valueStream()
                            .map(one -> one.path("id").asLong()))
                    .containsExactly(own);
            grants.give(admin, login, Scope.team(team), Role.SECURITY);
            ApiClient.of(mvc, login, PASSWORD, "triage", null)
                    .post("/displays", "{'name':'Team','team':'" + team + "'}")
                    .problem(403);
            assertThat(api.delete("/displays/" + own).status()).isEqualTo(204);
        }

        @Test
        void whatCannotBeALinkIsRefused() throws Exception {
            for (String body : List.of(
                    "{'name':''}",
                    "{'name':'a\\u0007b'}",
                    "{'name':'x','team':'t','projects':['p']}",
                    "{'name':'x','projects':[]}",
                    "{}")) {
                api.post("/displays", body).problem(400);
            }
        }
    }
}

package dev.winnow.champion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.winnow.problem.Conflict;
import dev.winnow.support.ApiClient;
import dev.winnow.support.LockWaits;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Rotas and their calendars, as the interface gives them. */
class ChampionTests {
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
        private Rotas rotas;

        @Autowired
        private TransactionTemplate transaction;

        @Autowired
        private DataSource database;

        private LockWaits lockWaits;

        private final String word = UUID.randomUUID().toString().substring(0, 8);
        private final String team = "team-" + word;
        private final String ann = "ann-" + word;
        private final String bob = "bob-" + word;
        private final LocalDate start = LocalDate.now(ZoneOffset.UTC).minusDays(3);
        private Caller admin;

        @BeforeEach
        void aTeamOfTwo() throws SQLException {
            lockWaits = new LockWaits(database);
            admin = users.caller("admin").orElseThrow();
            person(ann, Role.SECURITY);
            person(bob, Role.DEVELOPER);
        }

        private void person(String login, Role role) {
            users.create(admin, new NewUser(login, "The " + login, null, PASSWORD));
            grants.give(admin, login, Scope.team(team), role);
        }

        private JsonNode put(String body) throws Exception {
            return api.put("/teams/" + team + "/champions", body).json(200);
        }

        private String rota() {
            return "{'start':'" + start + "','members':['" + ann + "','" + bob + "']}";
        }

        private MockHttpServletResponse nobody(String path) throws Exception {
            return mvc.perform(get(path)).andReturn().getResponse();
        }

        private String link(ApiClient by) throws Exception {
            return by.post("/teams/" + team + "/calendars", "{}")
                    .json(201)
                    .path("path")
                    .asString();
        }

        @Test
        void aRotaIsMadeReadAndChangedAndThatIsOnRecord() throws Exception {
            JsonNode none = api.get("/teams/" + team + "/champions").json(200);
            assertThat(none.path("start").isNull()).isTrue();
            assertThat(none.path("now").isNull()).isTrue();

            JsonNode made = put(rota());
            assertThat(made.path("now").path("champion").asString()).isEqualTo(ann);
            assertThat(made.path("now").path("name").asString()).isEqualTo("The " + ann);
            assertThat(made.path("next").path("champion").asString()).isEqualTo(bob);
            assertThat(made.path("next").path("from").asString())
                    .isEqualTo(start.plusDays(14).toString());
            assertThat(made.path("turns").size()).isEqualTo(13);
            assertThat(api.get("/teams/" + team + "/champions").json(200)).isEqualTo(made);

            JsonNode replaced = put(rota().replace("]}", "],'replacements':{'" + start + "':'" + bob + "'}}"));
            assertThat(replaced.path("now").path("champion").asString()).isEqualTo(bob);
            assertThat(replaced.path("now").path("due").asString()).isEqualTo(ann);
            // The same again is no change.
            put(rota().replace("]}", "],'replacements':{'" + start + "':'" + bob + "'}}"));
            assertThat(trail.after(new AuditFilter(null, "champions.changed", "team:" + team, null, null), 0, 10))
                    .extracting(AuditRecord::action)
                    .hasSize(2);
        }

        @Test
        void whoChangesAnOldRotaIsToldOfTheNewOneAndOverwritesNothing() throws Exception {
            assertThat(api.get("/teams/" + team + "/champions")
                            .json(200)
                            .path("revision")
                            .asLong())
                    .isZero();
            assertThat(put(rota().replace("]}", "],'revision':0}"))
                            .path("revision")
                            .asLong())
                    .isEqualTo(1);
            ApiClient security = ApiClient.of(mvc, ann, PASSWORD, "triage", null);
            String theirs =
                    rota().replace("]}", "],'replacements':{'" + start.plusDays(14) + "':'" + ann + "'},'revision':1}");
            security.put("/teams/" + team + "/champions", theirs).json(200);

            String late = "{'start':'" + start + "','members':['" + bob + "'],'revision':1}";
            JsonNode refused = api.put("/teams/" + team + "/champions", late).problem(409);

            assertThat(refused.path("detail").asString())
                    .contains("changed meanwhile, by " + ann, "revision 2", ann + ", " + bob)
                    .contains(ann + " from " + start.plusDays(14));
            JsonNode now = api.get("/teams/" + team + "/champions").json(200);
            assertThat(now.path("members").size()).isEqualTo(2);
            // Who sends again what was lost on the way back gets the same answer.
            assertThat(security.put("/teams/" + team + "/champions", theirs).json(200))
                    .isEqualTo(now);
            // What is sent back as it was read is of that revision; without one the last word counts.
            put(now.toString().replace('"', '\''));
            assertThat(put(late.replace(",'revision':1", "")).path("revision").asLong())
                    .isEqualTo(3);
        }

        @Test
        void ofTwoChangesAtOnceTheSecondWaitsAndIsRefused() throws Exception {
            Rota first = new Rota(start, List.of(ann, bob), new TreeMap<>());
            Rota second = new Rota(start, List.of(bob, ann), new TreeMap<>());
            for (long revision : List.of(0L, 1L)) {
                Rota one = revision == 0 ? first : second;
                Rota other = revision == 0 ? second : new Rota(start, List.of(bob), new TreeMap<>());
                try (var thread = Executors.newSingleThreadExecutor()) {
                    Future<Roster> late = transaction.execute(status -> {
                        rotas.put(admin, team, one, OptionalLong.of(revision));
                        Future<Roster> waiting =
                                thread.submit(() -> rotas.put(admin, team, other, OptionalLong.of(revision)));
                        lockWaits.awaitWaitingOrDone(waiting);
                        return waiting;
                    });

                    assertThatThrownBy(late::get).cause().isInstanceOf(Conflict.class);
                }
                Roster now = rotas.of(admin, team);
                assertThat(now.rota()).contains(one);
                assertThat(now.revision()).isEqualTo(revision + 1);
            }
        }

        @Test
        void whoIsGoneTakesNoTurnAndComesIntoNoRota() throws Exception {
            put(rota());

            users.disable(admin, ann);
            JsonNode then = api.get("/teams/" + team + "/champions").json(200);
            assertThat(then.path("now").path("champion").asString()).isEqualTo(bob);
            assertThat(then.path("now").path("due").asString()).isEqualTo(ann);
            assertThat(then.path("away").get(0).asString()).isEqualTo(ann);

            grants.take(admin, bob, Scope.team(team));
            assertThat(api.get("/teams/" + team + "/champions")
                            .json(200)
                            .path("now")
                            .has("champion"))
                    .isFalse();
            String outsider = "out-" + word;
            users.create(admin, new NewUser(outsider, "O", null, PASSWORD));
            api.put("/teams/" + team + "/champions", rota().replace(bob, outsider))
                    .problem(400);
            api.put("/teams/" + team + "/champions", rota().replace(bob, "nobody-at-all"))
                    .problem(400);
        }

        @Test
        void onlyWhoDecidesForTheTeamChangesItsRotaAndOnlyWhoReadsItSeesIt() throws Exception {
            ApiClient developer = ApiClient.of(mvc, bob, PASSWORD, "triage", null);
            developer.put("/teams/" + team + "/champions", rota()).problem(403);
            ApiClient security = ApiClient.of(mvc, ann, PASSWORD, "triage", null);
            assertThat(security.put("/teams/" + team + "/champions", rota()).status())
                    .isEqualTo(200);
            assertThat(developer.get("/teams/" + team + "/champions").status()).isEqualTo(200);
            String other = "far-" + word;
            users.create(admin, new NewUser(other, "F", null, PASSWORD));
            grants.give(admin, other, Scope.project(project), Role.ADMIN);
            ApiClient far = ApiClient.of(mvc, other, PASSWORD, "admin", null);
            far.get("/teams/" + team + "/champions").problem(404);
            far.get("/teams/" + team + "/champions.ics").problem(404);
            far.put("/teams/" + team + "/champions", rota()).problem(404);
            assertThat(far.get("/teams").json(200).size()).isZero();
        }

        @Test
        void aCalendarIsReadWithATokenOrByASecretAddressUntilThatIsRevoked() throws Exception {
            put(rota());
            var direct = api.get("/teams/" + team + "/champions.ics");
            assertThat(direct.status()).isEqualTo(200);
            assertThat(direct.response().getContentType()).isEqualTo("text/calendar;charset=UTF-8");

            String path = link(ApiClient.of(mvc, bob, PASSWORD, "triage", null));
            MockHttpServletResponse subscribed = nobody(path);
            assertThat(subscribed.getStatus()).isEqualTo(200);
            assertThat(subscribed.getContentType()).isEqualTo("text/calendar;charset=UTF-8");
            assertThat(new String(subscribed.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(direct.text())
                    .contains("SUMMARY:Security champion of " + team + ": The " + ann);

            JsonNode links = api.get("/teams/" + team + "/calendars").json(200);
            assertThat(links.get(0).path("owner").asString()).isEqualTo(bob);
            assertThat(links.get(0).has("lastUsed")).isTrue();
            assertThat(links.toString()).doesNotContain("wnc_");
            // A colleague neither sees nor revokes it.
            ApiClient colleague = ApiClient.of(mvc, ann, PASSWORD, "triage", null);
            assertThat(colleague.get("/teams/" + team + "/calendars").json(200).size())
                    .isZero();
            long id = links.get(0).path("id").asLong();
            colleague.delete("/teams/" + team + "/calendars/" + id).problem(404);

            assertThat(api.delete("/teams/" + team + "/calendars/" + id).status())
                    .isEqualTo(204);
            assertThat(nobody(path).getStatus()).isEqualTo(404);
            api.delete("/teams/" + team + "/calendars/" + id).problem(404);
        }

        @Test
        void aSecretAddressOpensNoMoreThanItsOwnerMayAndIsNotFoundInOneWay() throws Exception {
            put(rota());
            String path = link(ApiClient.of(mvc, bob, PASSWORD, "triage", null));

            grants.take(admin, bob, Scope.team(team));

            MockHttpServletResponse gone = nobody(path);
            MockHttpServletResponse guessed = nobody(path.replaceAll("wnc_.....", "wnc_AAAAA"));
            MockHttpServletResponse malformed = nobody("/api/v1/calendars/x.ics");
            assertThat(gone.getStatus()).isEqualTo(404);
            assertThat(guessed.getStatus()).isEqualTo(404);
            assertThat(malformed.getStatus()).isEqualTo(404);
            assertThat(gone.getContentAsString().replaceAll("\"instance\":\"[^\"]*\"", ""))
                    .isEqualTo(guessed.getContentAsString().replaceAll("\"instance\":\"[^\"]*\"", ""))
                    .isEqualTo(malformed.getContentAsString().replaceAll("\"instance\":\"[^\"]*\"", ""));
            // The secret opens nothing else.
            String secret = path.substring(path.indexOf("wnc_"), path.indexOf(".ics"));
            assertThat(mvc.perform(get("/api/v1/projects").header("Authorization", "Bearer " + secret))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(401);
        }

        @Test
        void teamsSayWhatTheirPeopleGetAndWhoseTurnItIs() throws Exception {
            put(rota());
            for (JsonNode one : api.get("/teams").json(200)) {
                if (one.path("team").asString().equals(team)) {
                    assertThat(one.path("champion").asString()).isEqualTo(ann);
                    assertThat(one.path("nextChampion").asString()).isEqualTo(bob);
                    assertThat(one.path("limit").asDouble()).isEqualTo(10);
                    assertThat(one.path("over").asBoolean()).isFalse();
                    return;
                }
            }
            throw new AssertionError("the team is missing");
        }
    }
}

package dev.winnow.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.access.Caller;
import dev.winnow.api.ApiClaims;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.RoleWorld;
import dev.winnow.support.RoleWorld.Things;
import dev.winnow.support.RoleWorld.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Views are seen by those they are meant for, and tell nobody of projects that are not there for them. */
class SavedViewTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        @Autowired
        private RoleWorld world;

        @Autowired
        private SavedViews views;

        private final String word = UUID.randomUUID().toString().substring(0, 8);
        private Things here;
        private Map<Who, Caller> people;

        @BeforeEach
        void fillTheWorld() throws Exception {
            here = world.project("near-" + word, "team-n-" + word);
            people = world.people(here, world.project("far-" + word, "team-f-" + word));
        }

        private boolean sees(Who who, SavedView view) {
            Caller caller = people.get(who);
            boolean listed = views.page(caller, null, 500).stream().anyMatch(one -> one.id() == view.id());
            assertThat(views.find(caller, view.id()).isPresent()).isEqualTo(listed);
            return listed;
        }

        private SavedView shared(String name, String query, Audience audience) {
            return views.create(people.get(Who.INSIDER), name, query, Order.NEWEST, audience);
        }

        @Test
        void aViewForATeamIsSeenInTheTeamAndByAdministrators() {
            SavedView view = shared("v", "severity:high", new Audience.Team(here.team()));

            assertThat(sees(Who.INSIDER, view)).isTrue();
            assertThat(sees(Who.ADMIN, view)).isTrue();
            assertThat(sees(Who.VIEWER, view)).isFalse();
            assertThat(sees(Who.SECURITY, view)).isFalse();
            assertThat(sees(Who.STRANGER, view)).isFalse();
        }

        @Test
        void viewsComeInPagesWithoutThoseThatAreNotForTheReader() {
            for (int i = 0; i < 7; i++) {
                shared(word + "-" + i, i % 2 == 0 ? "" : "project:" + here.project(), Audience.EVERYONE);
            }
            Caller stranger = people.get(Who.STRANGER);
            Caller insider = people.get(Who.INSIDER);

            assertThat(names(stranger, 3)).containsExactly(word + "-0", word + "-2", word + "-4", word + "-6");
            assertThat(names(insider, 2)).hasSize(7).isSorted();
            assertThat(views.page(stranger, null, 2)).hasSize(2);
        }

        /** Names of this test's views, read in pages of that size. */
        private List<String> names(Caller caller, int size) {
            var names = new ArrayList<String>();
            Long last = null;
            List<SavedView> page;
            do {
                page = views.page(caller, last, size);
                page.forEach(view -> names.add(view.name()));
                last = page.isEmpty() ? last : Long.valueOf(page.getLast().id());
            } while (page.size() == size);
            return names.stream().filter(name -> name.startsWith(word)).toList();
        }

        @Test
        void aViewThatNamesAProjectIsNotThereForThoseWhoDoNotSeeIt() {
            String project = here.project();
            for (String query : new String[] {
                "project:" + project, "-project:\"" + project.toUpperCase(java.util.Locale.ROOT) + "\"",
                "(severity:high OR project:" + project + ")", "project:near-" + word.substring(0, 6) + "*"
            }) {
                SavedView view = shared("v", query, Audience.EVERYONE);
                assertThat(sees(Who.VIEWER, view)).as(query).isTrue();
                assertThat(sees(Who.STRANGER, view)).as(query).isFalse();
            }
            assertThat(sees(Who.STRANGER, shared("of " + project, "", Audience.EVERYONE)))
                    .isFalse();
            assertThat(sees(Who.STRANGER, shared("all", "project:far-*", Audience.EVERYONE)))
                    .isTrue();
        }

        @Test
        void aViewThatLooksForAHiddenProjectsNameAsAWordIsNotThereEither() {
            String project = here.project();
            for (String query : new String[] {
                project + " log4j",
                "severity:high (kev:yes OR \"in " + project.toUpperCase(java.util.Locale.ROOT) + " too\")",
                "path:src/" + project + "/**",
                "-label:" + project,
                "title:\"of " + project + "\""
            }) {
                SavedView view = shared("v", query, Audience.EVERYONE);
                assertThat(sees(Who.VIEWER, view)).as(query).isTrue();
                assertThat(sees(Who.STRANGER, view)).as(query).isFalse();
            }
            assertThat(sees(Who.STRANGER, shared("v", "log4j near", Audience.EVERYONE)))
                    .isTrue();
        }

        /** Guarded against a hang alone: a matcher that goes back needs years. */
        @Test
        void aPatternOfManyAsterisksHoldsNobodyUp() throws Exception {
            world.project("a".repeat(80) + word, here.team());
            people = world.people(here, world.project("off-" + word, "team-o-" + word));
            SavedView view = views.create(
                    people.get(Who.ADMIN), "v", "project:" + "*a".repeat(18) + "*!", Order.NEWEST, Audience.EVERYONE);

            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThat(sees(Who.INSIDER, view)).isFalse());
            String address = "/findings?q=project:" + "*a".repeat(18) + "*!";
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThat(api.get(address).json(200).path("total").asInt())
                            .isZero());
            assertThat(api.get("/findings?q=project:" + "*a".repeat(30))
                            .problem(400)
                            .path("detail")
                            .asString())
                    .contains("asterisks");
        }

        @Test
        void controlCharactersAreRefusedWithTheNameOfWhatHasThem() throws Exception {
            for (String sign : new String[] {"\\u0000", "\\u001b", "\\ud800", "\\u202e"}) {
                assertThat(api.post("/views", "{'name':'v','query':'a" + sign + "b'}")
                                .problem(400)
                                .path("detail")
                                .asString())
                        .as(sign)
                        .startsWith("query:");
            }
            api.post("/views", "{'name':'v','query':'high\\tlow'}").json(201);
            String finding = api.get("/findings?project=" + here.project())
                    .json(200)
                    .path("findings")
                    .path(0)
                    .path("id")
                    .asString();
            String decision = "{'findings':['" + finding + "'],'decision':'false-positive','reason':'";
            assertThat(api.post("/decisions", decision + "a\\u0000b'}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .startsWith("reason:");
            assertThat(api.post("/decisions", decision + "b','link':'https://wiki.example/\\u0000'}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .startsWith("link:");
            api.post("/decisions", decision + "one\\r\\n\\ttwo'}").json(201);
        }

        @Test
        void nobodySharesWithATeamOfOthers() throws Exception {
            ApiClient insider = ApiClient.of(mvc, people.get(Who.INSIDER).login(), RoleWorld.PASSWORD, "triage", null);

            String answer = insider.post(
                            "/views", "{'name':'v','query':'','shared':'team','team':'team-f-" + word + "'}")
                    .problem(403)
                    .path("detail")
                    .asString();

            assertThat(answer).contains("your own teams");
            insider.post("/views", "{'name':'v','query':'','shared':'team'}").problem(400);
            insider.post("/views", "{'name':'v','query':'colour:red'}").problem(400);
        }

        @Test
        void viewsAreKeptChangedAndDeletedThroughTokensForMoreThanReading() throws Exception {
            JsonNode made = api.post("/views", "{'name':'mine " + word + "','query':'severity:high','sort':'oldest'}")
                    .json(201);
            String address = "/views/" + made.path("id").asString();
            api.put(address, "{'name':'ours','query':'severity:low','shared':'everyone'}")
                    .json(200);
            JsonNode changed = api.get(address).json(200);
            assertThat(changed.path("query").asString()).isEqualTo("severity:low");
            assertThat(changed.path("sort").asString()).isEqualTo("severity");
            ApiClient reader = ApiClient.of(mvc, "read", null);
            reader.get(address).json(200);
            reader.delete(address).problem(403);
            reader.post("/views", "{'name':'v','query':''}").problem(403);
            ApiClient bound = ApiClient.of(mvc, "admin", here.project());
            assertThat(bound.get("/views").json(200).isEmpty()).isTrue();
            bound.get(address).problem(404);

            assertThat(api.delete(address).status()).isEqualTo(204);

            api.get(address).problem(404);
        }
    }
}

package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people decide about streams: held closings are confirmed, and a guard that runs no more is retired. */
class StreamTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private int builds;

        private JsonNode scan(String guard, List<Weak> results) throws Exception {
            return api.upload(
                            project,
                            TestReports.sarif(results),
                            "commit",
                            "c" + ++builds,
                            "guard",
                            guard,
                            "committedAt",
                            "2026-01-01T00:%02d:00Z".formatted(builds))
                    .json(201);
        }

        private static List<Weak> lines(int from, int to) {
            return IntStream.rangeClosed(from, to)
                    .mapToObj(i -> new Weak("medium-" + i, "src/f" + i + ".js", i))
                    .toList();
        }

        private JsonNode stream(String guard) throws Exception {
            for (JsonNode stream : api.get("/projects/" + project + "/streams").json(200)) {
                if (stream.path("guard").asString().equals(guard)) {
                    return stream;
                }
            }
            throw new AssertionError("no stream of guard " + guard);
        }

        private ApiClient.Answer decide(ApiClient caller, String guard, String what) throws Exception {
            return caller.call(post(URI.create("/api/v1/projects/" + project + "/streams/"
                    + stream(guard).path("id").asString() + "/" + what)));
        }

        private String outcome(String rule) throws Exception {
            for (JsonNode finding : api.get("/findings?project=" + project + "&status=closed&size=100")
                    .json(200)
                    .path("findings")) {
                if (finding.path("ruleId").asString().equals(rule)) {
                    return api.get("/findings/" + finding.path("id").asString())
                            .json(200)
                            .path("episodes")
                            .path(0)
                            .path("outcome")
                            .asString();
                }
            }
            throw new AssertionError(rule + " is not closed");
        }

        @Test
        void heldClosingsAreShownUntilAPersonConfirmsThem() throws Exception {
            scan("lint", lines(1, 30));
            scan("lint", lines(1, 2));
            assertThat(open()).isEqualTo(30);
            assertThat(stream("lint").path("held").asInt()).isEqualTo(28);

            JsonNode answer = decide(api, "lint", "confirm").json(200);

            assertThat(answer.path("closed").asInt()).isEqualTo(28);
            assertThat(open()).isEqualTo(2);
            assertThat(stream("lint").path("held").asInt()).isZero();
            assertThat(stream("lint").path("open").asInt()).isEqualTo(2);
            assertThat(outcome("medium-3")).isEqualTo("fixed");
        }

        @Test
        void confirmingTwiceClosesOnce() throws Exception {
            scan("lint", lines(1, 30));
            scan("lint", lines(1, 2));
            decide(api, "lint", "confirm").json(200);

            assertThat(decide(api, "lint", "confirm").json(200).path("closed").asInt())
                    .isZero();
            assertThat(scan("lint", lines(1, 2)).path("findings").path("fixed").asInt())
                    .isZero();
        }

        @Test
        void heldClosingsCountAsFixedInTheirBuildOnceAPersonConfirmsThem() throws Exception {
            scan("lint", lines(1, 30));
            scan("lint", lines(1, 2));
            assertThat(build("c2", "fixed")).isZero();

            decide(api, "lint", "confirm").json(200);

            assertThat(build("c2", "fixed")).isEqualTo(28);
        }

        @Test
        void heldClosingsCountAsFixedInTheirBuildOnceTheNextScanConfirmsThem() throws Exception {
            scan("lint", lines(1, 30));
            scan("lint", lines(1, 2));

            scan("lint", lines(1, 2));

            assertThat(build("c2", "fixed")).isEqualTo(28);
            assertThat(build("c3", "fixed")).isZero();
            assertThat(build("c3", "new")).isZero();
        }

        @Test
        void whatWasHeldAndIsSeenAgainIsNeitherFixedNorNew() throws Exception {
            scan("lint", lines(1, 30));
            scan("lint", lines(1, 2));

            scan("lint", lines(1, 20));

            assertThat(build("c2", "fixed")).isEqualTo(10);
            assertThat(build("c3", "new")).isZero();
            assertThat(build("c3", "fixed")).isZero();
        }

        private int build(String id, String what) throws Exception {
            return api.get("/projects/" + project + "/builds/" + id)
                    .json(200)
                    .path("build")
                    .path("findings")
                    .path(what)
                    .asInt(-1);
        }

        @Test
        void whatAnotherGuardStillReportsStaysOpen() throws Exception {
            scan("lint", lines(1, 30));
            scan("other", lines(5, 6));
            scan("lint", lines(1, 2));

            assertThat(decide(api, "lint", "confirm").json(200).path("closed").asInt())
                    .isEqualTo(26);
            assertThat(open()).isEqualTo(4);
        }

        @Test
        void whatOnlyARetiredStreamContainsClosesAsRetired() throws Exception {
            scan("old", lines(1, 3));
            scan("new", lines(3, 4));

            JsonNode answer = decide(api, "old", "retire").json(200);

            assertThat(answer.path("closed").asInt()).isEqualTo(2);
            assertThat(open()).isEqualTo(2);
            assertThat(outcome("medium-1")).isEqualTo("retired");
            assertThat(stream("old").path("retiredAt").asString()).isNotBlank();
            assertThat(stream("old").path("open").asInt()).isZero();
        }

        @Test
        void aRetiredStreamComesBackWithItsNextScan() throws Exception {
            scan("old", lines(1, 3));
            decide(api, "old", "retire").json(200);

            JsonNode scan = scan("old", lines(1, 3));

            assertThat(scan.path("findings").path("reopened").asInt()).isEqualTo(3);
            assertThat(open()).isEqualTo(3);
            assertThat(stream("old").has("retiredAt")).isFalse();
        }

        @Test
        void aStreamThatTenBuildsCameWithoutIsStale() throws Exception {
            scan("old", lines(1, 1));
            for (int i = 0; i < 9; i++) {
                scan("new", lines(2, 2));
            }
            assertThat(stream("old").path("stale").asBoolean()).isFalse();

            scan("new", lines(2, 2));

            assertThat(stream("old").path("stale").asBoolean()).isTrue();
            assertThat(stream("new").path("stale").asBoolean()).isFalse();
        }

        @Test
        void onlyThoseWhoTriageDecide() throws Exception {
            scan("lint", lines(1, 3));

            decide(ApiClient.of(mvc, "read", project), "lint", "retire").problem(403);
            decide(ApiClient.of(mvc, "triage", project), "lint", "retire").json(200);
        }

        @Test
        void aStreamOfAnotherProjectIsNotFound() throws Exception {
            scan("lint", lines(1, 1));
            String id = stream("lint").path("id").asString();
            api.upload(project + "-b", TestReports.sarif(lines(1, 1)), "commit", "c1")
                    .json(201);

            api.call(post(URI.create("/api/v1/projects/" + project + "-b/streams/" + id + "/retire")))
                    .problem(404);
        }
    }
}

package dev.winnow.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.api.ApiClaims;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What was changed past the pipeline counts until somebody authorises it, and then that change alone counts no more. */
class ChangeTests {
    private static final String LINK = "https://git.example.com/shop/pull/31";

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends ApiClaims {
        private static String plan(String... drifts) {
            return "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"planned_values\":{},\"resource_drift\":["
                    + String.join(",", drifts) + "],\"complete\":true,\"errored\":false}";
        }

        private static String opened(String to) {
            return """
                    {"address":"aws_security_group.web","type":"aws_security_group","change":{"actions":["update"],
                     "before":{"ingress":["office"],"tags":{}},"after":{"ingress":["%s"],"tags":{}},
                     "before_sensitive":{},"after_sensitive":{}}}""".formatted(to);
        }

        private static final String TAGGED = """
                {"address":"aws_security_group.web","type":"aws_security_group","change":{"actions":["update"],
                 "before":{"ingress":["office"],"tags":{}},"after":{"ingress":["office"],"tags":{"a":"b"}},
                 "before_sensitive":{},"after_sensitive":{}}}""";

        private JsonNode upload(String commit, String report, String... more) throws Exception {
            var query = new ArrayList<>(List.of("commit", commit));
            query.addAll(List.of(more));
            return api.upload(project, report, query.toArray(String[]::new)).json(201);
        }

        private List<JsonNode> findings(String status) throws Exception {
            var findings = new ArrayList<JsonNode>();
            api.get("/findings?project=" + project + "&status=" + status)
                    .json(200)
                    .path("findings")
                    .forEach(findings::add);
            return findings;
        }

        private String onlyOpen() throws Exception {
            List<JsonNode> open = findings("open");
            assertThat(open).hasSize(1);
            return open.getFirst().path("id").asString();
        }

        private JsonNode finding(String id) throws Exception {
            return api.get("/findings/" + id).json(200);
        }

        private JsonNode authorise(String finding, String more) throws Exception {
            return api.post(
                            "/decisions",
                            "{'findings':['" + finding + "'],'decision':'authorised','reason':'Meant to be'" + more
                                    + "}")
                    .json(201);
        }

        private int authorised() throws Exception {
            return api.get("/guards/reviews?project=" + project)
                    .json(200)
                    .path(0)
                    .path("judgements")
                    .path("authorised")
                    .asInt();
        }

        @Test
        void aDriftIsOpenUntilItIsAuthorisedOrGone() throws Exception {
            JsonNode scan = upload("c1", plan(opened("home"), TAGGED));
            assertThat(scan.path("guard").asString()).isEqualTo("terraform");
            assertThat(scan.path("stage").asString()).isEqualTo("operate");
            assertThat(scan.path("category").asString()).isEqualTo("drift");
            assertThat(scan.path("target").asString()).isEqualTo("infrastructure");
            assertThat(scan.path("findings").path("bySeverity").path("HIGH").asInt())
                    .isEqualTo(1);
            assertThat(scan.path("build").path("verdict").asString()).isEqualTo("warn");
            JsonNode ingress = findings("open").stream()
                    .filter(one -> one.path("ruleId").asString().endsWith("/ingress"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ingress.path("kind").asString()).isEqualToIgnoringCase("change");
            assertThat(ingress.path("location").asString()).isEqualTo("aws_security_group.web");
            String id = ingress.path("id").asString();

            JsonNode made = authorise(id, ",'link':'" + LINK + "'");

            assertThat(made.path("link").asString()).isEqualTo(LINK);
            JsonNode authorised = finding(id);
            assertThat(authorised.path("finding").path("triage").asString()).isEqualTo("authorised");
            assertThat(authorised.path("finding").path("silenced").asBoolean()).isTrue();
            assertThat(authorised.path("decisions").path(0).path("link").asString())
                    .isEqualTo(LINK);
            assertThat(authorised()).isEqualTo(1);
            assertThat(api.get("/projects/" + project + "/builds/c1")
                            .json(200)
                            .path("build")
                            .path("verdict")
                            .asString())
                    .as("only tags are left")
                    .isEqualTo("pass");

            JsonNode gone = upload("c2", plan());
            assertThat(gone.path("findings").path("fixed").asInt()).isEqualTo(2);
            assertThat(findings("open")).isEmpty();
        }

        @Test
        void authorisingOneChangeSaysNothingOfTheNext() throws Exception {
            upload("c1", plan(TAGGED));
            authorise(onlyOpen(), "");
            JsonNode scan = upload("c2", plan(opened("home")));
            assertThat(scan.path("findings").path("new").asInt()).isEqualTo(1);
            String home = onlyOpen();
            assertThat(finding(home).path("finding").path("silenced").asBoolean())
                    .isFalse();
            authorise(home, ",'link':'" + LINK + "'");

            JsonNode everywhere = upload("c3", plan(opened("everywhere")));

            assertThat(everywhere.path("findings").path("new").asInt()).isEqualTo(1);
            assertThat(everywhere.path("findings").path("silenced").asInt()).isZero();
            assertThat(onlyOpen()).isNotEqualTo(home);
        }

        @Test
        void whatWasAuthorisedAndComesBackIsAuthorisedStill() throws Exception {
            upload("c1", plan(opened("home")));
            String id = onlyOpen();
            authorise(id, ",'link':'" + LINK + "'");
            upload("c2", plan());

            JsonNode back = upload("c3", plan(opened("home")));

            assertThat(back.path("findings").path("reopened").asInt()).isEqualTo(1);
            assertThat(back.path("findings").path("silenced").asInt()).isEqualTo(1);
            assertThat(finding(id).path("episodes")).hasSize(2);
            assertThat(finding(id).path("finding").path("triage").asString()).isEqualTo("authorised");
        }

        @Test
        void aPlanThatFailedClosesNothing() throws Exception {
            upload("c1", plan(opened("home")));
            JsonNode failed = upload("c2", plan().replace("\"errored\":false", "\"errored\":true"));
            assertThat(failed.path("complete").asBoolean()).isFalse();
            assertThat(failed.path("findings").path("fixed").asInt()).isZero();
            assertThat(findings("open")).hasSize(1);
        }

        @Test
        void eventsOpenAndOnlyStatesClose() throws Exception {
            String event = """
                    {"winnow":"changes/1","tool":{"name":"Watch"},"environment":"prod","complete":%s,"changes":[%s]}""";
            String attached = "{\"rule\":\"policy-attached\",\"resource\":\"role/worker\",\"severity\":\"critical\"}";
            String edited = "{\"rule\":\"edited\",\"resource\":\"deployment/shop\"}";
            JsonNode first = upload("c1", event.formatted("false", attached));
            assertThat(first.path("target").asString()).isEqualTo("prod");
            assertThat(first.path("build").path("verdict").asString()).isEqualTo("fail");

            upload("c2", event.formatted("false", edited));
            assertThat(findings("open")).hasSize(2);

            JsonNode state = upload("c3", event.formatted("true", edited));
            assertThat(state.path("findings").path("fixed").asInt()).isEqualTo(1);
            assertThat(findings("open")).hasSize(1);
        }

        @Test
        void whatIsWrongInAReportOfChangesIsToldWithItsPlace() throws Exception {
            JsonNode problem = api.upload(
                            project,
                            "{\"winnow\":\"changes/1\",\n\"tool\":{\"name\":\"t\"},\"complete\":true,\n\"changes\":[{\"rule\":\"a\",\"resource\":7}]}",
                            "commit",
                            "c1")
                    .problem(400);
            assertThat(problem.path("detail").asString()).contains("expected a string, found a number", "line 3");
            assertThat(problem.path("pointer").asString()).isEqualTo("/changes/0/resource");
            assertThat(api.upload(project, "{\"@level\":\"info\",\"@message\":\"x\",\"@module\":\"y\"}", "commit", "c1")
                            .problem(415)
                            .path("detail")
                            .asString())
                    .contains("terraform show -json");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "javascript:alert(1)",
                    "ftp://git.example.com/1",
                    "https://",
                    "https:///pull/1",
                    "https://me:secret@git.example.com/1",
                    "https://git.example.com/a b",
                    "//git.example.com/1"
                })
        void onlyAWebAddressIsALink(String link) throws Exception {
            upload("c1", plan(TAGGED));
            assertThat(api.post(
                                    "/decisions",
                                    "{'findings':['" + onlyOpen() + "'],'decision':'authorised','reason':'x','link':'"
                                            + link + "'}")
                            .problem(400)
                            .path("detail")
                            .asString())
                    .startsWith("link:")
                    .doesNotContain("secret");
        }
    }
}

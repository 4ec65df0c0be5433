package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whoever changes something reads it, changes a member, and sends it back: with all that the answer had. */
@OnH2
class SentBackTests extends ApiClaims {
    /** Reads it, changes one member and sends all of it. @return what it is then */
    private JsonNode changed(String address, String member, String value) throws Exception {
        var read = (ObjectNode) api.get(address).json(200);
        JsonNode answer = api.put(address, read.put(member, value).toString()).json(200);
        assertThat(answer.path(member).asString()).isEqualTo(value);
        JsonNode now = api.get(address).json(200);
        assertThat(now.path(member).asString()).isEqualTo(value);
        return now;
    }

    private String made(String address, String body) throws Exception {
        return address + "/" + api.post(address, body).json(201).path("id").asString();
    }

    @Test
    void aSilenceRule() throws Exception {
        String rule = made(
                "/silence-rules",
                "{'name':'" + project + "','match':{'project':'" + project
                        + "','rule':'G1'},'reason':'r','until':'2099-01-31'}");
        JsonNode before = api.get(rule).json(200);
        JsonNode now = changed(rule, "reason", "another");
        assertThat(now.path("until")).isEqualTo(before.path("until"));
        assertThat(now.path("match")).isEqualTo(before.path("match"));
    }

    @Test
    void aSavedView() throws Exception {
        changed(made("/views", "{'name':'" + project + "','query':'severity:high'}"), "query", "severity:critical");
    }

    @Test
    void aChannelWhoseTargetIsShownInPartAndStays() throws Exception {
        api.upload(project, TestReports.sarif(List.of()), "commit", "c1", "branch", "main")
                .json(201);
        String channel = made(
                "/channels",
                "{'name':'Chat','kind':'slack','project':'" + project
                        + "','target':'https://1.1.1.1/services/T1/B2/secret'}");
        JsonNode now = changed(channel, "name", "Other");
        assertThat(now.path("target").asString()).doesNotContain("secret").contains("1.1.1.1");
        // Shown in part is still not the same as anything else of that host.
        api.put(channel, "{'target':'1.1.1.1/other'}").problem(400);
    }

    @Test
    void aGrantAndAComment() throws Exception {
        api.upload(
                        project,
                        TestReports.sarif(List.of(new Weak("critical-eval", "src/a.js", 10))),
                        "commit",
                        "c1",
                        "branch",
                        "main")
                .json(201);
        String grants = "/projects/" + project + "/grants";
        api.put(grants + "/admin", "{'role':'viewer'}").json(200);
        var grant = (ObjectNode) api.get(grants).json(200).get(0);
        assertThat(api.put(grants + "/admin", grant.put("role", "developer").toString())
                        .json(200)
                        .path("role")
                        .asString())
                .isEqualTo("developer");

        String finding = api.get("/findings?project=" + project)
                .json(200)
                .path("findings")
                .get(0)
                .path("id")
                .asString();
        String comments = "/findings/" + finding + "/comments";
        String comment = made(comments, "{'text':'as it was'}");
        var read = (ObjectNode) api.get(comments).json(200).get(0);
        assertThat(api.put(comment, read.put("text", "as it is").toString())
                        .json(200)
                        .path("text")
                        .asString())
                .isEqualTo("as it is");
    }

    @Test
    void whatIsMistypedIsStillRefused() throws Exception {
        String view = made("/views", "{'name':'" + project + "','query':'severity:high'}");
        assertThat(api.put(view, "{'name':'x','query':'','qeury':'severity:low'}")
                        .problem(400)
                        .path("detail")
                        .asString())
                .contains("not known here");
    }
}

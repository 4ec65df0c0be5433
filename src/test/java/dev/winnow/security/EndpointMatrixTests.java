package dev.winnow.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewToken;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.champion.Calendars;
import dev.winnow.export.FrozenQuarter;
import dev.winnow.export.FrozenQuarters;
import dev.winnow.finding.StreamCare;
import dev.winnow.metrics.Quarter;
import dev.winnow.notification.Channels;
import dev.winnow.policy.Policies;
import dev.winnow.policy.language.Policy;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.RoleWorld;
import dev.winnow.support.RoleWorld.Things;
import dev.winnow.support.RoleWorld.Who;
import dev.winnow.support.TestReports;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every endpoint of the REST interface answers everyone. The table is the whole of it: an endpoint without a line
 * fails the test, and so does a line without an endpoint. In its database are no findings that push its own off the list.
 */
@OnH2
@TestPropertySource(properties = "winnow.test.world=endpoint-matrix")
class EndpointMatrixTests {
    @Autowired
    private RoleWorld world;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Grants grants;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Projects projects;

    @Autowired
    private StreamCare care;

    @Autowired
    private Policies policies;

    @Autowired
    private Channels channels;

    @Autowired
    private FrozenQuarters frozenQuarters;

    @Autowired
    private Calendars calendars;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private Things here;
    private Map<Who, Caller> people;
    private final Map<Who, String> secrets = new EnumMap<>(Who.class);
    private int emptied;
    private final Map<String, Line> table = new LinkedHashMap<>();

    /**
     * An endpoint.
     *
     * @param answers for nobody, viewer, developer, security, admin, insider and stranger, in this order
     */
    private record Line(Supplier<String> address, Supplier<String> body, List<String> answers) {}

    @BeforeEach
    void fillTheWorld() throws Exception {
        here = world.project("near-" + word, "team-n-" + word);
        Things there = world.project("far-" + word, "team-f-" + word);
        people = world.people(here, there);
        people.forEach((who, caller) -> secrets.put(who, world.secret(caller)));
        fillTheTable();
        fillInTriage();
        fillInDiscussion();
        fillInPolicies();
        fillInDeployments();
        fillInAlerts();
        fillInRuntimeAlerts();
        fillInMetrics();
        fillInExports();
        fillInTeams();
        fillInDisplays();
        line("GET /admin/search-index", "/admin/search-index", "401 403 403 403 ok 403 403");
        line("POST /admin/search-index", "/admin/search-index", "401 403 403 403 ok 403 403");
    }

    private void fillInPolicies() {
        String policy = "/projects/" + here.project() + "/policy";
        line("GET /projects/{project}/policy", policy, "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/policy/versions", policy + "/versions", "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/policy/versions/{version}", policy + "/versions/1", "401 ok ok ok ok ok 404");
        line("PUT /projects/{project}/policy", () -> policy, () -> "rules: []", "401 403 403 ok ok ok 404");
        line("DELETE /projects/{project}/policy", this::ownPolicy, () -> "", "401 403 403 ok ok ok 404");
        line("GET /policies/server", "/policies/server", "401 403 403 403 ok 403 403");
        line("GET /policies/schema", "/policies/schema", "401 ok ok ok ok ok ok");
        line("POST /policies/check", () -> "/policies/check", () -> "rules: []", "401 ok ok ok ok ok ok");
        line(
                "POST /policies/replay",
                () -> "/policies/replay?project=" + here.project(),
                () -> "rules: []",
                "401 ok ok ok ok ok 404");
    }

    /** One that is there to be withdrawn. */
    private String ownPolicy() {
        policies.send(people.get(Who.ADMIN), here.project(), null, Policy.BUILT_IN);
        return "/projects/" + here.project() + "/policy";
    }

    private void fillTheTable() {
        String project = "/projects/" + here.project();
        //                                                                      nobody viewer developer security admin
        // insider stranger
        line("GET /projects", "/projects", "401 ok ok ok ok ok ok");
        line("GET /projects/{project}", project, "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/builds", project + "/builds", "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/builds/{build}", project + "/builds/" + here.ciId(), "401 ok ok ok ok ok 404");
        line(
                "GET /projects/{project}/builds/{build}/verdict",
                project + "/builds/" + here.ciId() + "/verdict",
                "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/verdict", project + "/verdict?build=" + here.ciId(), "401 ok ok ok ok ok 404");
        line("POST /projects/{project}/scans", this::upload, this::report, "401 403 ok ok ok ok 403");
        line("GET /scans/{id}", "/scans/" + here.scan().id(), "401 ok ok ok ok ok 404");
        line("GET /scans/{id}/report", "/scans/" + here.scan().id() + "/report", "401 403 403 ok ok ok 404");
        line("GET /projects/{project}/streams", project + "/streams", "401 ok ok ok ok ok 404");
        line(
                "POST /projects/{project}/streams/{stream}/confirm",
                () -> project + "/streams/" + stream() + "/confirm",
                () -> "",
                "401 403 403 ok ok ok 404");
        line(
                "POST /projects/{project}/streams/{stream}/retire",
                () -> project + "/streams/" + stream() + "/retire",
                () -> "",
                "401 403 403 ok ok ok 404");
        line("GET /findings", "/findings?size=200", "401 ok ok ok ok ok ok");
        line("GET /findings/{id}", "/findings/" + here.finding().id(), "401 ok ok ok ok ok 404");
        line("GET /search", "/search?q=near-" + word, "401 ok ok ok ok ok ok");
        line("GET /projects/{project}/settings", project + "/settings", "401 ok ok ok ok ok 404");
        line(
                "PUT /projects/{project}/settings",
                () -> project + "/settings",
                () -> "{\"team\":\"" + here.team() + "\",\"fourEyes\":true}",
                "401 403 403 403 ok 403 404");
        line("GET /projects/{project}/grants", project + "/grants", "401 403 403 403 ok 403 404");
        line(
                "PUT /projects/{project}/grants/{login}",
                () -> project + "/grants/" + someone(),
                () -> "{\"role\":\"viewer\"}",
                "401 403 403 403 ok 403 404");
        line(
                "DELETE /projects/{project}/grants/{login}",
                () -> project + "/grants/" + granted(Scope.project(here.project())),
                () -> "",
                "401 403 403 403 ok 403 404");
        line("GET /teams/{team}/grants", "/teams/" + here.team() + "/grants", "401 403 403 403 ok 403 403");
        line(
                "PUT /teams/{team}/grants/{login}",
                () -> "/teams/" + here.team() + "/grants/" + someone(),
                () -> "{\"role\":\"viewer\"}",
                "401 403 403 403 ok 403 403");
        line(
                "DELETE /teams/{team}/grants/{login}",
                () -> "/teams/" + here.team() + "/grants/" + granted(Scope.team(here.team())),
                () -> "",
                "401 403 403 403 ok 403 403");
        // With a password, not with a token.
        line(
                "POST /tokens",
                () -> "/tokens",
                () -> "{\"name\":\"ci\",\"role\":\"read\"}",
                "401 401 401 401 401 401 401");
        line("GET /tokens", "/tokens", "401 ok ok ok ok ok ok");
        line("DELETE /tokens/{id}", () -> "/tokens/" + someonesToken(), () -> "", "401 404 404 404 ok 404 404");
        line("GET /audit", "/audit?subject=project:near-" + word, "401 403 403 403 ok 403 403");
    }

    /** Channels and deliveries. */
    private void fillInAlerts() {
        // Nobody answers at port 1. Each has a name of its own.
        Supplier<String> channel = () -> "{\"name\":\"" + UUID.randomUUID() + "\",\"kind\":\"slack\",\"project\":\""
                + here.project() + "\",\"target\":\"https://127.0.0.1:1/x\"}";
        line("GET /channels", "/channels", "401 ok ok ok ok ok ok");
        line("POST /channels", () -> "/channels", channel, "401 403 403 ok ok ok 404");
        Supplier<String> made = () -> "/channels/" + made(Who.ADMIN, "/channels", channel.get());
        line("GET /channels/{id}", made, () -> "", "401 404 404 ok ok ok 404");
        line("PUT /channels/{id}", made, () -> "{\"name\":\"" + UUID.randomUUID() + "\"}", "401 404 404 ok ok ok 404");
        line("DELETE /channels/{id}", made, () -> "", "401 404 404 ok ok ok 404");
        line("POST /channels/{id}/test", () -> made.get() + "/test", () -> "", "401 404 404 ok ok ok 404");
        line("POST /channels/{id}/retry", () -> made.get() + "/retry", () -> "", "401 404 404 ok ok ok 404");
        line("GET /deliveries", "/deliveries", "401 ok ok ok ok ok ok");
        line(
                "POST /deliveries/{id}/retry",
                () -> {
                    var there = channels.find(
                            people.get(Who.ADMIN), Long.parseLong(made(Who.ADMIN, "/channels", channel.get())));
                    return "/deliveries/"
                            + channels.test(people.get(Who.ADMIN), there.id()).id() + "/retry";
                },
                () -> "",
                "401 404 404 ok ok ok 404");
    }

    /** What runs where. */
    private void fillInDeployments() {
        String project = "/projects/" + here.project();
        String body = "{\"build\":\"" + here.ciId() + "\",\"environment\":\"prod\"}";
        line("GET /environments", "/environments", "401 ok ok ok ok ok ok");
        line("GET /production/criticals", "/production/criticals", "401 ok ok ok ok ok ok");
        line("GET /projects/{project}/environments", project + "/environments", "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/deployments", project + "/deployments", "401 ok ok ok ok ok 404");
        line(
                "POST /projects/{project}/deployments",
                () -> project + "/deployments",
                () -> body,
                "401 403 ok ok ok ok 404");
        line(
                "DELETE /projects/{project}/environments/{environment}",
                () -> {
                    made(Who.ADMIN, project + "/deployments", body.replace("prod", "to-empty-" + ++emptied));
                    return project + "/environments/to-empty-" + emptied;
                },
                () -> "",
                "401 403 ok ok ok ok 404");
    }

    private void fillInMetrics() {
        String targets = "{\"mttd\":300,\"mttr\":86400,\"passRate\":0.9,\"criticals\":0,\"alertsPerPersonPerDay\":10,"
                + "\"fixWithin\":{\"CRITICAL\":604800}}";
        line("GET /guards", "/guards", "401 ok ok ok ok ok ok");
        line("GET /metrics", "/metrics", "401 ok ok ok ok ok ok");
        line("GET /metrics/behind", "/metrics/behind?metric=opened", "401 ok ok ok ok ok ok");
        line("GET /guards/behind", "/guards/behind?guard=lint&fate=open", "401 ok ok ok ok ok ok");
        line("GET /metrics/ages", "/metrics/ages", "401 ok ok ok ok ok ok");
        line("GET /metrics/targets", "/metrics/targets", "401 ok ok ok ok ok ok");
        line("POST /metrics/recompute", "/metrics/recompute", "401 403 403 403 ok 403 403");
        line("PUT /metrics/targets", () -> "/metrics/targets", () -> targets, "401 403 403 403 ok 403 403");
    }

    private void fillInTeams() {
        String team = "/teams/" + here.team();
        line("GET /teams", "/teams", "401 ok ok ok ok ok ok");
        line("GET /teams/{team}/champions", team + "/champions", "401 ok ok ok ok ok 404");
        line("GET /teams/{team}/champions.ics", team + "/champions.ics", "401 ok ok ok ok ok 404");
        line(
                "PUT /teams/{team}/champions",
                () -> team + "/champions",
                () -> "{\"start\":\"2026-11-02\",\"members\":[\""
                        + people.get(Who.INSIDER).login() + "\"]}",
                "401 403 403 ok ok ok 404");
        line("GET /teams/{team}/calendars", team + "/calendars", "401 ok ok ok ok ok 404");
        line("POST /teams/{team}/calendars", () -> team + "/calendars", () -> "", "401 ok ok ok ok ok 404");
        line(
                "DELETE /teams/{team}/calendars/{id}",
                () -> team + "/calendars/" + made(Who.ADMIN, team + "/calendars", ""),
                () -> "",
                "401 404 404 404 ok 404 404");
        // Its secret is all that it takes.
        line(
                "GET /calendars/{secret}.ics",
                () -> "/calendars/"
                        + calendars.make(people.get(Who.INSIDER), here.team()).secret() + ".ics",
                () -> "",
                "ok ok ok ok ok ok ok");
    }

    private void fillInDisplays() {
        String display = "{\"name\":\"d\",\"team\":\"" + here.team() + "\"}";
        line("GET /displays", "/displays", "401 ok ok ok ok ok ok");
        line("POST /displays", () -> "/displays", () -> display, "401 403 403 403 ok 403 404");
        line(
                "DELETE /displays/{id}",
                () -> "/displays/" + made(Who.ADMIN, "/displays", display),
                () -> "",
                "401 404 404 404 ok 404 404");
    }

    private void fillInExports() {
        String of = "?quarter=2026-Q1&format=csv&project=" + here.project();
        line("GET /exports/quarterly/schema", "/exports/quarterly/schema", "401 ok ok ok ok ok ok");
        line("GET /exports/quarterly", "/exports/quarterly" + of, "401 ok ok ok ok ok 404");
        line("GET /exports/frozen", "/exports/frozen", "401 ok ok ok ok ok ok");
        line(
                "POST /exports/frozen",
                () -> "/exports/frozen",
                () -> "{\"quarter\":\"2026-Q1\",\"project\":[\"" + here.project() + "\"],\"reason\":\"again\"}",
                "401 403 403 ok ok ok 404");
        line("GET /exports/frozen/{id}", () -> frozen(""), () -> "", "401 ok ok ok ok ok 404");
        line("GET /exports/frozen/{id}/brief", () -> frozen("/brief"), () -> "", "401 ok ok ok ok ok 404");
        line("GET /findings/export", "/findings/export?project=" + here.project(), "401 ok ok ok ok ok 404");
        line(
                "GET /projects/{project}/builds/{build}/packet",
                "/projects/" + here.project() + "/builds/" + here.ciId() + "/packet",
                "401 403 403 ok ok ok 404");
        line(
                "GET /projects/{project}/packet",
                "/projects/" + here.project() + "/packet?build=" + here.ciId(),
                "401 403 403 ok ok ok 404");
        line(
                "GET /exports/audit-packet",
                "/exports/audit-packet?quarter=2026-Q1&project=" + here.project(),
                "401 403 403 ok ok ok 404");
        line("GET /signing-key", "/signing-key", "401 ok ok ok ok ok ok");
    }

    private String frozen(String part) {
        FrozenQuarter one = frozenQuarters.freeze(
                people.get(Who.ADMIN), Quarter.of("2026-Q1"), List.of(here.project()), Optional.empty(), "for a look");
        return "/exports/frozen/" + one.id() + part;
    }

    private void fillInRuntimeAlerts() {
        String alerts = "/projects/" + here.project() + "/alerts";
        line("GET /projects/{project}/alerts", alerts, "401 ok ok ok ok ok 404");
        line(
                "POST /projects/{project}/alerts",
                () -> alerts,
                () -> "{\"rule\":\"Shell\",\"priority\":\"Notice\",\"output\":\"a shell\",\"hostname\":\"node-1\"}",
                "401 403 ok ok ok ok 403");
    }

    /** Decisions, silence rules and VEX. */
    private void fillInTriage() {
        String project = "/projects/" + here.project();
        line("POST /decisions", () -> "/decisions", this::decision, "401 403 ok ok ok ok 404");
        line("GET /decisions/proposed", "/decisions/proposed", "401 ok ok ok ok ok ok");
        line("GET /decisions/{id}", () -> "/decisions/" + decided(Who.ADMIN), () -> "", "401 ok ok ok ok ok 404");
        line("DELETE /decisions/{id}", () -> "/decisions/" + decided(Who.ADMIN), () -> "", "401 403 403 ok ok ok 404");
        line(
                "POST /decisions/{id}/approve",
                () -> "/decisions/" + decided(Who.DEVELOPER) + "/approve",
                () -> "",
                "401 403 403 ok ok ok 404");
        line(
                "POST /decisions/{id}/reject",
                () -> "/decisions/" + decided(Who.DEVELOPER) + "/reject",
                () -> "",
                "401 403 403 ok ok ok 404");
        line("GET /silence-rules", "/silence-rules", "401 ok ok ok ok ok ok");
        line("GET /silence-rules/{id}", () -> "/silence-rules/" + rule(), () -> "", "401 ok ok ok ok ok 404");
        line("POST /silence-rules", () -> "/silence-rules", this::newRule, "401 403 403 ok ok ok 403");
        line(
                "POST /silence-rules/preview",
                () -> "/silence-rules/preview",
                () -> "{\"project\":\"" + here.project() + "\",\"rule\":\"none\"}",
                "401 403 403 ok ok ok 403");
        line("PUT /silence-rules/{id}", () -> "/silence-rules/" + rule(), this::newRule, "401 403 403 ok ok ok 404");
        line("DELETE /silence-rules/{id}", () -> "/silence-rules/" + rule(), () -> "", "401 403 403 ok ok ok 404");
        line("GET /silence-rules/export", "/silence-rules/export", "401 ok ok ok ok ok ok");
        line(
                "POST /silence-rules/import",
                () -> "/silence-rules/import?dryRun=true",
                this::ruleFile,
                "401 403 403 ok ok ok 403");
        line("GET /guards/reviews", "/guards/reviews", "401 ok ok ok ok ok ok");
        line("GET /guards/{guard}/rules", "/guards/lint/rules", "401 ok ok ok ok ok ok");
        line("GET /guards/{guard}/evidence", "/guards/lint/evidence?rule=high-near-" + word, "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/guards", project + "/guards", "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/guards/{guard}", project + "/guards/lint", "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/guards/{guard}/scans", project + "/guards/lint/scans", "401 ok ok ok ok ok 404");
        line("GET /views", "/views", "401 ok ok ok ok ok ok");
        line(
                "POST /views",
                () -> "/views",
                () -> "{\"name\":\"v\",\"query\":\"severity:high\"}",
                "401 ok ok ok ok ok ok");
        line(
                "GET /views/{id}",
                () -> "/views/" + made(Who.ADMIN, "/views", view()),
                () -> "",
                "401 ok ok ok ok ok 404");
        line(
                "PUT /views/{id}",
                () -> "/views/" + made(Who.ADMIN, "/views", view()),
                this::view,
                "401 403 403 403 ok 403 404");
        line(
                "DELETE /views/{id}",
                () -> "/views/" + made(Who.ADMIN, "/views", view()),
                () -> "",
                "401 403 403 403 ok 403 404");
        line("POST /vex", () -> "/vex", this::vex, "401 403 403 ok ok ok ok");
        line("GET /vex", "/vex", "401 ok ok ok ok ok ok");
        line("GET /vex/documents", "/vex/documents", "401 ok ok ok ok ok ok");
        line(
                "GET /vex/documents/{document}",
                () -> "/vex/documents/" + made(Who.ADMIN, "/vex", vex()),
                () -> "",
                "401 ok ok ok ok 404 404");
        line("POST /projects/{project}/vex", () -> project + "/vex", this::vex, "401 403 403 ok ok ok 404");
        line("GET /projects/{project}/vex", project + "/vex", "401 ok ok ok ok ok 404");
        line("GET /projects/{project}/vex/documents", project + "/vex/documents", "401 ok ok ok ok ok 404");
        line(
                "GET /projects/{project}/vex/documents/{document}",
                () -> project + "/vex/documents/" + made(Who.ADMIN, project + "/vex", vex()),
                () -> "",
                "401 ok ok ok ok ok 404");
    }

    /** Comments, assignee and labels. */
    private void fillInDiscussion() {
        String finding = "/findings/" + here.finding().id();
        String comments = finding + "/comments";
        line("GET /findings/{id}/comments", comments, "401 ok ok ok ok ok 404");
        line("POST /findings/{id}/comments", () -> comments, () -> "{\"text\":\"hi\"}", "401 403 ok ok ok ok 404");
        // Of the developer: nobody else changes it, an administrator deletes it.
        line(
                "PUT /findings/{id}/comments/{comment}",
                () -> comments + "/" + made(Who.DEVELOPER, comments, "{\"text\":\"hi\"}"),
                () -> "{\"text\":\"ho\"}",
                "401 403 ok 403 403 403 404");
        line(
                "DELETE /findings/{id}/comments/{comment}",
                () -> comments + "/" + made(Who.DEVELOPER, comments, "{\"text\":\"hi\"}"),
                () -> "",
                "401 403 ok 403 ok 403 404");
        line(
                "PUT /findings/{id}/assignee",
                () -> finding + "/assignee",
                () -> "{\"assignee\":\"none\"}",
                "401 403 ok ok ok ok 404");
        line(
                "PUT /findings/{id}/labels",
                () -> finding + "/labels",
                () -> "{\"labels\":[\"a\"]}",
                "401 403 ok ok ok ok 404");
        line(
                "POST /findings/marks",
                () -> "/findings/marks",
                () -> "{\"findings\":[\"" + here.finding().id() + "\"],\"addLabels\":[\"b\"]}",
                "401 403 ok ok ok ok 404");
    }

    private String decision() {
        return "{\"findings\":[\"" + here.finding().id()
                + "\"],\"decision\":\"false-positive\",\"reason\":\"For the test.\"}";
    }

    private String view() {
        return "{\"name\":\"v\",\"query\":\"project:" + here.project() + "\",\"shared\":\"everyone\"}";
    }

    private String decided(Who by) {
        return made(by, "/decisions", decision());
    }

    private String newRule() {
        return "{\"name\":\"rule " + UUID.randomUUID() + "\",\"reason\":\"For the test.\",\"match\":{\"project\":\""
                + here.project() + "\",\"rule\":\"none\"}}";
    }

    private String ruleFile() {
        return "silence-rules:\n  - name: rule " + UUID.randomUUID() + "\n    match:\n      project: " + here.project()
                + "\n      rule: none\n    reason: For the test.\n";
    }

    private String rule() {
        return made(Who.ADMIN, "/silence-rules", newRule());
    }

    private String vex() {
        return """
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://vex.example.com/%s", "author": "Ann",
                 "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [{"status": "fixed",
                  "vulnerability": {"name": "CVE-2026-1"}, "products": [{"@id": "pkg:npm/none@1.0.0"}]}]}""".formatted(UUID.randomUUID());
    }

    /** The id of what a request makes. */
    private String made(Who by, String address, String body) {
        try {
            var line = new Line(() -> address, () -> body, List.of());
            MockHttpServletResponse answer = ask("POST /api/v1" + address, line, by);
            assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
            return JsonMapper.shared()
                    .readTree(answer.getContentAsByteArray())
                    .path("id")
                    .asString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void line(String endpoint, String address, String answers) {
        line(endpoint, () -> address, () -> "", answers);
    }

    private void line(String endpoint, Supplier<String> address, Supplier<String> body, String answers) {
        List<String> all = List.of(answers.split(" "));
        assertThat(all).as(endpoint).hasSameSizeAs(Who.values());
        String[] parts = endpoint.split(" ");
        table.put(parts[0] + " /api/v1" + parts[1], new Line(address, body, all));
    }

    private String upload() {
        return "/projects/" + here.project() + "/scans?wait=60&commit=" + UUID.randomUUID();
    }

    private String report() {
        return TestReports.sarif(List.of(new TestReports.Weak("low-" + UUID.randomUUID(), "a.c", 3)));
    }

    private long stream() {
        return care.of(projects.findByName(here.project()).orElseThrow()).getFirst().stream()
                .id();
    }

    private String someone() {
        return people.get(Who.VIEWER).login();
    }

    private String granted(Scope scope) {
        grants.give(world.admin(), someone(), scope, Role.VIEWER);
        return someone();
    }

    private long someonesToken() {
        return tokens.issue(world.admin(), new NewToken("other", TokenRole.READ, null, null))
                .token()
                .id();
    }

    @Test
    void everyEndpointHasALineAndEveryLineAnEndpoint() {
        Set<String> there = new TreeSet<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getPackageName().startsWith("dev.winnow")) {
                for (String pattern : info.getPatternValues()) {
                    info.getMethodsCondition().getMethods().forEach(verb -> there.add(verb + " " + pattern));
                }
            }
        });

        assertThat(new TreeSet<>(table.keySet())).isEqualTo(there);
    }

    @Test
    void everyEndpointAnswersEveryoneAsTheTableSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (var entry : table.entrySet()) {
            for (Who who : Who.values()) {
                String expected = entry.getValue().answers().get(who.ordinal());
                MockHttpServletResponse answer = ask(entry.getKey(), entry.getValue(), who);
                String given = answer.getStatus() / 100 == 2 ? "ok" : Integer.toString(answer.getStatus());
                if (!given.equals(expected)) {
                    wrong.add(entry.getKey() + " for " + who + ": " + given + " instead of " + expected);
                }
                String text = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
                if (who == Who.STRANGER
                        && given.equals("ok")
                        && text.contains("near-" + word)
                        // The stranger administers a team that is called like the project.
                        && !entry.getKey().equals("GET /api/v1/teams")) {
                    wrong.add(entry.getKey() + " tells a stranger of the project: " + text);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** What lists show, and not only that they answer. */
    @Test
    void listsShowEachOnlyTheirProjects() throws Exception {
        for (String list : List.of("GET /api/v1/projects", "GET /api/v1/findings", "GET /api/v1/search")) {
            for (Who who : Who.values()) {
                MockHttpServletResponse answer = ask(list, table.get(list), who);
                String text = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
                boolean sees = text.contains("\"high-near-" + word) || text.contains("\"name\":\"near-" + word);
                assertThat(sees).as("%s for %s", list, who).isEqualTo(who != Who.NOBODY && who != Who.STRANGER);
            }
            MockHttpServletResponse insider = ask(list, table.get(list), Who.INSIDER);
            assertThat(new String(insider.getContentAsByteArray(), StandardCharsets.UTF_8))
                    .doesNotContain("far-" + word);
        }
    }

    private MockHttpServletResponse ask(String endpoint, Line line, Who who) throws Exception {
        var builder = request(
                        HttpMethod.valueOf(endpoint.substring(0, endpoint.indexOf(' '))),
                        java.net.URI.create("/api/v1" + line.address().get()))
                .content(line.body().get());
        builder.contentType(
                endpoint.endsWith("/scans") ? MediaType.APPLICATION_OCTET_STREAM : MediaType.APPLICATION_JSON);
        if (who != Who.NOBODY) {
            builder.header(HttpHeaders.AUTHORIZATION, "Bearer " + secrets.get(who));
        }
        MvcResult result = mvc.perform(builder).andReturn();
        if (result.getRequest().isAsyncStarted()) {
            result.getAsyncResult(60_000);
            result = mvc.perform(asyncDispatch(result)).andReturn();
        }
        return result.getResponse();
    }
}

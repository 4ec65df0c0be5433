package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.winnow.access.Caller;
import dev.winnow.access.Grants;
import dev.winnow.access.NewToken;
import dev.winnow.access.NewUser;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditRecord;
import dev.winnow.audit.AuditTrail;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.project.ProjectSettings;
import dev.winnow.project.ProjectSettings.Settings;
import dev.winnow.project.Projects;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

/** Who creates which project with a first upload. */
@OnH2
class TeamUploadTests {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Users users;

    @Autowired
    private Grants grants;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Projects projects;

    @Autowired
    private ProjectSettings settings;

    @Autowired
    private Intake intake;

    @Autowired
    private Scans scans;

    @Autowired
    private AuditTrail trail;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String red = "red-" + word;
    private final String blue = "blue-" + word;

    private String pipeline(Role global, Scope... developerIn) {
        Caller admin = users.caller("admin").orElseThrow();
        String login = "t" + UUID.randomUUID();
        users.create(admin, new NewUser(login, "T", global, "a long enough one"));
        for (Scope scope : developerIn) {
            grants.give(admin, login, scope, Role.DEVELOPER);
        }
        return tokens.issue(users.caller(login).orElseThrow(), new NewToken("pipeline", TokenRole.UPLOAD, null, null))
                .secret();
    }

    private int upload(String secret, String project, String query) throws Exception {
        MvcResult result = mvc.perform(
                        post("/api/v1/projects/" + project + "/scans?wait=60&commit=" + UUID.randomUUID() + query)
                                .header(HttpHeaders.AUTHORIZATION, "Bearer " + secret)
                                .content(report()))
                .andReturn();
        if (result.getRequest().isAsyncStarted()) {
            result.getAsyncResult(60_000);
            result = mvc.perform(asyncDispatch(result)).andReturn();
        }
        return result.getResponse().getStatus();
    }

    private static String report() {
        return TestReports.sarif(List.of(new Weak("high-eval", "a.c", 3)));
    }

    private String teamOf(String project) {
        return projects.findByName(project).orElseThrow().team();
    }

    @Test
    void aTeamThatIsSpeltOtherwiseIsNoOtherTeam() throws Exception {
        Caller admin = users.caller("admin").orElseThrow();
        String secret = pipeline(Role.DEVELOPER, Scope.team(red));
        String loud = red.toUpperCase(Locale.ROOT);

        assertThat(upload(secret, "loud-" + word, "&team=" + loud)).isEqualTo(400);
        assertThat(projects.findByName("loud-" + word)).isEmpty();
        assertThat(upload(secret, "calm-" + word, "&team=" + red)).isEqualTo(201);
        assertThatThrownBy(() -> settings.change(admin, "calm-" + word, new Settings(loud, false)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("upper and lower case");
        assertThatThrownBy(() -> grants.give(admin, "admin", Scope.team(loud), Role.SECURITY))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("upper and lower case");
        settings.change(admin, "calm-" + word, new Settings(blue, false));
        assertThat(teamOf("calm-" + word)).isEqualTo(blue);
        // Known by its project alone.
        assertThatThrownBy(() -> grants.give(admin, "admin", Scope.team(blue.toUpperCase(Locale.ROOT)), Role.SECURITY))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void aDeveloperOfOneTeamCreatesItsProjectsWithoutSayingSo() throws Exception {
        String secret = pipeline(null, Scope.team(red));

        assertThat(upload(secret, "own-" + word, "")).isEqualTo(201);

        assertThat(teamOf("own-" + word)).isEqualTo(red);
        assertThat(upload(secret, "own-" + word, "")).as("again").isEqualTo(201);
        assertThat(upload(secret, "own-" + word, "&team=" + blue))
                .as("the team of a project that is there is not changed by an upload")
                .isEqualTo(201);
        assertThat(teamOf("own-" + word)).isEqualTo(red);
    }

    @Test
    void aDeveloperOfTwoTeamsSaysWhichAndAStrangerToATeamIsRefused() throws Exception {
        String both = pipeline(null, Scope.team(red), Scope.team(blue));

        assertThat(upload(both, "two-" + word, "")).isEqualTo(403);
        assertThat(upload(both, "two-" + word, "&team=green")).isEqualTo(403);
        assertThat(upload(both, "two-" + word, "&team=" + blue)).isEqualTo(201);
        assertThat(teamOf("two-" + word)).isEqualTo(blue);
        assertThat(upload(pipeline(null, Scope.team(red)), "two-" + word, "")).isEqualTo(403);
        assertThat(upload(pipeline(null, Scope.team(red)), "two-" + word, "&team=" + red))
                .isEqualTo(403);
    }

    @Test
    void aGlobalDeveloperCreatesProjectsOfNoTeamOrOfAny() throws Exception {
        String secret = pipeline(Role.DEVELOPER);

        assertThat(upload(secret, "none-" + word, "")).isEqualTo(201);
        assertThat(upload(secret, "some-" + word, "&team=" + blue)).isEqualTo(201);

        assertThat(teamOf("none-" + word)).isNull();
        assertThat(teamOf("some-" + word)).isEqualTo(blue);
    }

    @Test
    void whoWasGrantedAProjectByItsNameCreatesIt() throws Exception {
        assertThat(upload(pipeline(null, Scope.project("named-" + word)), "named-" + word, ""))
                .isEqualTo(201);
        assertThat(upload(pipeline(Role.VIEWER, Scope.project("else-" + word)), "viewed-" + word, ""))
                .isEqualTo(403);
    }

    @Test
    void whoIsTooLateForANameGetsNothingIntoTheOtherTeamsProject() throws Exception {
        assertThat(upload(pipeline(null, Scope.team(red)), "race-" + word, "")).isEqualTo(201);
        long before = scans.count();

        // As if it had been let in before the other one had made the project.
        var request = new ScanRequest("race-" + word, "c1", null, null, "c1", null, null, null, null, null, null, null)
                .ofTeam(blue);
        byte[] other = report().replace("high-eval", "high-other").getBytes(StandardCharsets.UTF_8);
        long id = intake.accept(new ByteArrayInputStream(other), request, Actor.user("late"))
                .scanId();
        intake.settled(id).join();

        assertThat(scans.count()).isEqualTo(before + 1);
        assertThat(scans.findById(id).orElseThrow().status()).isEqualTo(ScanStatus.FAILED);
        assertThat(trail.after(new AuditFilter(null, "upload", "project:race-" + word, null, null), 0, 10))
                .extracting(AuditRecord::action)
                .containsExactly("upload.accepted", "upload.accepted", "upload.failed");
    }

    @Test
    void whoCreatesAProjectFollowsItsFirstScanBeforeTheProjectIsThere() throws Exception {
        String secret = pipeline(null, Scope.team(red));
        MvcResult waiting = mvc.perform(post("/api/v1/projects/slow-" + word + "/scans?wait=0&commit=c1")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + secret)
                        .content(report()))
                .andReturn();
        String location =
                mvc.perform(asyncDispatch(waiting)).andReturn().getResponse().getHeader("Location");

        for (String each : List.of(secret, pipeline(null, Scope.team(blue)))) {
            int status = mvc.perform(
                            get(java.net.URI.create(location)).header(HttpHeaders.AUTHORIZATION, "Bearer " + each))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(status).isEqualTo(each.equals(secret) ? 200 : 404);
        }
    }
}

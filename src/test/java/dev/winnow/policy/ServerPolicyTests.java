package dev.winnow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.access.Caller;
import dev.winnow.access.Role;
import dev.winnow.access.Users;
import dev.winnow.policy.ServerPolicies.File;
import dev.winnow.policy.ServerPolicies.Server;
import dev.winnow.policy.language.Policy;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.support.ApiClient;
import dev.winnow.support.OnH2;
import dev.winnow.support.TestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

/** What administrators are told of the policies that the server reads: whom each judges, versions, and what is wrong. */
@OnH2
class ServerPolicyTests extends SpringBrowserlessTest {
    private static final Path DIR = folder();

    @Autowired
    private ServerPolicies policies;

    @Autowired
    private PolicyFolder folder;

    @Autowired
    private Policies ofProjects;

    @Autowired
    private Projects projects;

    @Autowired
    private Users users;

    @Autowired
    private MockMvc mvc;

    private static Path folder() {
        try {
            return Files.createTempDirectory("winnow-policies");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry properties) {
        properties.add("winnow.policy.path", DIR::toString);
        // Read when the test says so.
        properties.add("winnow.policy.reload", () -> "1h");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(DIR.resolve(file), text);
        folder.read();
    }

    private static String rule(String name) {
        return "rules: [{name: " + name + ", when: \"true\", effect: warn}]\n";
    }

    private Caller admin() {
        return users.caller("admin").orElseThrow();
    }

    private void signIn() {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        admin(), null, List.of(new SimpleGrantedAuthority(Role.ADMIN.authority()))));
    }

    private Server server() {
        return policies.of(projects.visibleTo(admin()));
    }

    private static File file(Server server, String name) {
        return server.files().stream()
                .filter(one -> one.policy().version().name().orElse("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ");
    }

    @Test
    void filesAreToldWithWhomTheyJudgeTheirVersionsAndWhatIsWrong() throws Exception {
        ApiClient api = ApiClient.of(mvc, "admin", null);
        for (String project : List.of("served-pay", "served-shop", "served-own")) {
            api.upload(project, TestReports.sarif(List.of()), "commit", "c1").json(201);
        }
        ofProjects.send(admin(), "served-own", null, Policy.BUILT_IN);
        write("all.yaml", rule("first"));
        write("all.yaml", rule("<b>second</b>"));
        write("pay.yaml", "projects: [served-pay]\nexpected-guards: [trivy]\n" + rule("pay"));
        write("never.yaml", "rules: [{name: broken, when: finding.foo, effect: fail}]");

        Server server = server();
        assertThat(server.path()).hasValueSatisfying(path -> assertThat(path).isEqualTo(DIR.toString()));
        assertThat(file(server, "pay.yaml").projects()).containsExactly("served-pay");
        assertThat(file(server, "all.yaml").projects()).contains("served-shop").doesNotContain("served-own");
        assertThat(file(server, "all.yaml").versions()).hasSize(2);
        assertThat(server.own()).contains("served-own");
        assertThat(server.builtIn()).isEmpty();

        write("pay.yaml", "rules: nonsense");
        signIn();
        UI.getCurrent().navigate("policies");
        String page = text((Component) getCurrentView());
        assertThat(page)
                .contains("read from " + DIR, "served-pay", "projects served-pay", "trivy", "2 versions")
                .contains("never.yaml", "it judges nothing", "rule broken: undefined field 'foo'")
                .contains("pay.yaml", "its last good version stays in force");

        long version = file(server, "all.yaml").policy().version().id();
        UI.getCurrent().navigate("policies", QueryParameters.of("version", Long.toString(version)));
        assertThat(text((Component) getCurrentView())).contains("name: <b>second</b>");

        SecurityContextHolder.clearContext();
        JsonNode json = api.get("/policies/server").json(200);
        assertThat(json.path("troubles")).hasSize(2);
        assertThat(json.path("troubles").toString()).contains("\"kept\":true", "\"kept\":false");
        assertThat(json.path("files").toString()).contains("served-pay", "pay.yaml");
        for (Project project : projects.visibleTo(admin())) {
            assertThat(ofProjects.of(project).version().source())
                    .as("what the page says of %s is what judges it", project.name())
                    .isEqualTo(
                            server.own().contains(project.name())
                                    ? PolicyVersion.Source.PIPELINE
                                    : PolicyVersion.Source.FILE);
        }
    }
}

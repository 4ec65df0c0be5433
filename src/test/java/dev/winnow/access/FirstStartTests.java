package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.Winnow;
import dev.winnow.support.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application as users do, with a database of its own each time. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTests {
    private static final Pattern PRINTED = Pattern.compile("Sign in as admin with the password (\\S+)");

    private static ConfigurableApplicationContext start(Map<String, String> settings, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
            arguments.add("--server.port=0");
        }
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(Winnow.class).run(arguments.toArray(String[]::new));
    }

    @Test
    void aRandomPasswordIsPrintedOnTheFirstStartAndNeverAgain(CapturedOutput output) {
        Map<String, String> settings = TestDatabase.h2();
        settings.remove("winnow.admin-password");

        String password;
        try (var first = start(settings)) {
            Matcher printed = PRINTED.matcher(output.getAll());
            assertThat(printed.find()).isTrue();
            password = printed.group(1);
            assertThat(password).hasSizeGreaterThanOrEqualTo(20);
            assertThat(output.getAll())
                    .contains("Winnow is ready: open http://localhost:"
                            + first.getEnvironment().getProperty("local.server.port"))
                    .doesNotContain("Demo users");
            assertThat(output.getAll()
                            .lines()
                            .dropWhile(line -> !line.contains(password))
                            .filter(line -> !line.contains("search-index")))
                    .as("nothing follows but the block; another thread has its own time")
                    .hasSize(4);
            assertThat(first.getBean(Users.class).signIn("admin", password)).isPresent();
            assertThat(first.getBean(DemoUsers.class).exist()).isFalse();
            assertThat(first.getBean(Users.class).caller("viewer")).isEmpty();
        }
        try (var second = start(settings, "--winnow.demo=true", "--winnow.admin-password=too late for this")) {
            Users users = second.getBean(Users.class);
            assertThat(users.signIn("admin", password)).isPresent();
            assertThat(users.signIn("admin", "too late for this")).isEmpty();
            assertThat(users.caller("viewer"))
                    .as("a database with users gets no demo users")
                    .isEmpty();
        }
        assertThat(output.getAll()).containsOnlyOnce(password).containsOnlyOnce("Sign in as admin");
    }

    @Test
    void aDemoHasAUserOfEachRoleAndAGivenPasswordIsNotPrinted(CapturedOutput output) {
        try (var demo = start(TestDatabase.h2(), "--winnow.demo=true")) {
            Users users = demo.getBean(Users.class);
            assertThat(users.signIn("viewer", DemoUsers.PASSWORD))
                    .get()
                    .extracting(Caller::role)
                    .isEqualTo(Role.VIEWER);
            assertThat(users.signIn("developer", DemoUsers.PASSWORD))
                    .get()
                    .extracting(Caller::role)
                    .isEqualTo(Role.DEVELOPER);
            assertThat(users.signIn("security", DemoUsers.PASSWORD))
                    .get()
                    .extracting(Caller::role)
                    .isEqualTo(Role.SECURITY);
            assertThat(users.signIn("admin", TestDatabase.ADMIN_PASSWORD))
                    .get()
                    .extracting(Caller::role)
                    .isEqualTo(Role.ADMIN);
            assertThat(demo.getBean(DemoUsers.class).exist()).isTrue();
        }
        assertThat(output.getAll()).doesNotContain(TestDatabase.ADMIN_PASSWORD).doesNotContain("Sign in as admin");
        assertThat(output.getAll()).contains("Demo users: viewer, developer, security", DemoUsers.PASSWORD);
    }

    @Test
    void aPasswordThatNobodySawIsPrintedEvenWhereTheStartFails(CapturedOutput output) throws Exception {
        Map<String, String> settings = TestDatabase.h2();
        settings.remove("winnow.admin-password");
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            settings.put("server.address", "127.0.0.1");
            assertThatThrownBy(() -> start(settings, "--server.port=" + taken.getLocalPort()))
                    .hasStackTraceContaining("port");
        }
        assertThat(PRINTED.matcher(output.getAll()).find()).isTrue();
    }

    @Test
    void whoRunsTheServerGetsBackInWithoutThePassword(CapturedOutput output) {
        String forgotten = TestDatabase.ADMIN_PASSWORD;
        String chosen = "chosen in an emergency";
        Map<String, String> settings = TestDatabase.h2();
        settings.put("server.address", "127.0.0.1");
        Caller session;
        try (var first = start(settings)) {
            Users users = first.getBean(Users.class);
            session = users.signIn("admin", forgotten).orElseThrow();
            users.create(session, new NewUser("other", "Other", Role.ADMIN, "a long enough one"));
            users.changeRole(users.caller("other").orElseThrow(), "admin", Role.VIEWER);
            users.disable(users.caller("other").orElseThrow(), "admin");
            users.enable(users.caller("other").orElseThrow(), "admin");
            session = users.signIn("admin", forgotten).orElseThrow();
            users.disable(users.caller("other").orElseThrow(), "admin");
        }
        try (var rescue = start(settings, "--winnow.reset-admin-password=" + chosen)) {
            Users users = rescue.getBean(Users.class);
            assertThat(users.signIn("admin", forgotten)).isEmpty();
            assertThat(users.refreshed(session)).as("a session of before").isEmpty();
            session = users.signIn("admin", chosen).orElseThrow();
            assertThat(session.role()).isEqualTo(Role.ADMIN);
            assertThat(output.getAll()).contains("The user admin is an administrator with a new password");
        }
        try (var again = start(settings, "--winnow.reset-admin-password=" + chosen)) {
            assertThat(again.getBean(Users.class).refreshed(session))
                    .as("a setting that stays ends no session")
                    .isPresent();
        }
        try (var normal = start(settings)) {
            assertThat(normal.getBean(Users.class).signIn("admin", chosen)).isPresent();
            assertThat(output.getAll())
                    .as("every start says where it listens")
                    .contains("Winnow is ready: open http://127.0.0.1:"
                            + normal.getEnvironment().getProperty("local.server.port"));
        }
        assertThat(output.getAll()).doesNotContain(chosen).doesNotContain(forgotten);
    }
}

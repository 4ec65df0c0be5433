package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;

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
        arguments.add("--server.port=0");
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
    }
}

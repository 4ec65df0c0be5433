package dev.winnow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.policy.PolicyVersion.Source;
import dev.winnow.project.Project;
import dev.winnow.support.OnH2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Policies in a folder, as a checkout of Git is one. */
@OnH2
class PolicyFolderTests {
    @Autowired
    private PolicyRows rows;

    @TempDir
    private Path dir;

    private PolicyFolder folder() {
        return new PolicyFolder(new PolicySettings(dir, Duration.ofSeconds(5)), rows, event -> {}, Clock.systemUTC());
    }

    private void write(String file, String text) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String policy(String name, String scope) {
        return scope + "rules: [{name: " + name + ", when: \"true\", effect: warn}]\n";
    }

    private static String ruleFor(PolicyFolder folder, Project project) {
        return folder.of(project)
                .map(found -> found.policy().rules().getFirst().name())
                .orElse("none");
    }

    private static Project project(String name, String team) {
        var project = new Project(name, Instant.EPOCH);
        project.assignTo(team.isEmpty() ? null : team);
        return project;
    }

    @Test
    void theNearestFileIsForAProject() throws Exception {
        write("all.yaml", policy("all", ""));
        write("teams/blue.yml", policy("blue", "teams: [blue]\n"));
        write("pay.yaml", policy("pay", "projects: ['pay-*']\n"));
        write("pay-one.yaml", policy("one", "projects: [pay-one]\n"));
        write(".git/other.yaml", policy("hidden", "projects: [shop]\n"));
        write("notes.txt", "no policy");
        var folder = folder();
        folder.read();

        assertThat(ruleFor(folder, project("pay-one", "blue"))).isEqualTo("one");
        assertThat(ruleFor(folder, project("pay-two", "blue"))).isEqualTo("pay");
        assertThat(ruleFor(folder, project("shop", "blue"))).isEqualTo("blue");
        assertThat(ruleFor(folder, project("shop", ""))).isEqualTo("all");
        assertThat(folder.troubles()).isEmpty();
    }

    @Test
    void whatChangesIsReadAgainAndAMistakeKeepsTheLastGoodVersion() throws Exception {
        String file = "kept-" + System.nanoTime() + ".yaml";
        write(file, policy("first", ""));
        var folder = folder();
        folder.read();
        long version = folder.of(project("shop", "")).orElseThrow().version().id();
        folder.read();
        assertThat(folder.of(project("shop", "")).orElseThrow().version().id()).isEqualTo(version);

        write(file, "rules: [{name: broken, when: finding.foo, effect: fail}]");
        folder.read();
        assertThat(ruleFor(folder, project("shop", ""))).isEqualTo("first");
        assertThat(folder.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.file()).isEqualTo(file);
            assertThat(trouble.kept()).isTrue();
            assertThat(trouble.problems().getFirst().rule()).isEqualTo("broken");
        });

        // Also after a start with the mistake in place.
        var again = folder();
        again.read();
        assertThat(ruleFor(again, project("shop", ""))).isEqualTo("first");

        write(file, policy("second", ""));
        folder.read();
        assertThat(ruleFor(folder, project("shop", ""))).isEqualTo("second");
        assertThat(folder.troubles()).isEmpty();
        assertThat(rows.newestOfServer(Source.FILE, file).orElseThrow().id()).isGreaterThan(version);

        Files.delete(dir.resolve(file));
        folder.read();
        assertThat(folder.of(project("shop", ""))).isEmpty();
    }

    @Test
    void aLinkToAFolderIsReadAndAFolderThatIsGoneKeepsWhatWasThere() throws Exception {
        String name = "linked-" + System.nanoTime();
        write("checkout-1/" + name + ".yaml", policy("linked", "projects: [" + name + "]\n"));
        Path link = Files.createSymbolicLink(dir.resolve("current"), dir.resolve("checkout-1"));
        var settings = new PolicySettings(link, Duration.ofSeconds(5));
        var folder = new PolicyFolder(settings, rows, event -> {}, Clock.systemUTC());
        folder.read();
        assertThat(ruleFor(folder, project(name, ""))).isEqualTo("linked");

        Files.delete(link);
        folder.read();
        assertThat(ruleFor(folder, project(name, ""))).isEqualTo("linked");

        var started = new PolicyFolder(settings, rows, event -> {}, Clock.systemUTC());
        started.read();
        assertThat(ruleFor(started, project(name, ""))).isEqualTo("linked");
        assertThat(started.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.kept()).isTrue());
    }
}

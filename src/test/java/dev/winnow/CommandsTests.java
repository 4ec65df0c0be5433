package dev.winnow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the command line starts, and what it says of itself. */
class CommandsTests {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private OptionalInt run(String... args) {
        out.reset();
        err.reset();
        return Commands.run(
                List.of(args),
                Map.of(),
                "1.2.3",
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyCommandTellsItsOptionsAndExitCodes() {
        for (Commands command : Commands.values()) {
            String word = command.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            for (String[] asked : new String[][] {{word, "--help"}, {word, "-h"}, {word, "--server", "x", "--help"}}) {
                assertThat(run(asked)).as(word).hasValue(0);
                assertThat(said()).contains("usage: " + word, "Exit code 0");
                assertThat(complained()).isEmpty();
            }
            assertThat(run("--help")).hasValue(0);
            assertThat(said()).contains("\n  " + word, "normalize");
        }
    }

    @Test
    void whatIsNoCommandStartsNoServer() {
        for (String word : List.of("-h", "help", "--help")) {
            assertThat(run(word)).hasValue(0);
            assertThat(said()).contains("COMMAND --help");
        }
        assertThat(run("--version")).hasValue(0);
        assertThat(said()).isEqualTo("winnow 1.2.3\n");
        assertThat(run("exprot")).hasValue(2);
        assertThat(complained()).contains("There is no command exprot.");
        assertThat(said()).isEmpty();
    }

    @Test
    void settingsAreTheServers() {
        assertThat(run()).isEmpty();
        assertThat(run("--server.port=9090")).isEmpty();
        assertThat(run("--server.port=9090", "--help")).hasValue(0);
    }
}

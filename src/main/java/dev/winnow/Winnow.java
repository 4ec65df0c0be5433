package dev.winnow;

import dev.winnow.importers.cli.Normalize;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the server, or runs one of the commands that need no server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Winnow {
    private static final String DATA_DIR = "winnow.data-dir";

    /**
     * @param args the word of one of the {@link Commands} and its arguments; anything else are settings of the server, such as
     *     {@code --server.port=9090}
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(Commands.NORMALIZE)) {
            // The runnable jar's launcher runs it without Spring's class path; this is for every other way to start.
            Normalize.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        OptionalInt code = Commands.run(List.of(args), System.getenv(), version(), System.out, System.err);
        if (code.isPresent()) {
            end(code.getAsInt());
            return;
        }
        SpringApplication server = new SpringApplication(Winnow.class);
        server.addInitializers(Winnow::resolveDataDir);
        server.run(args);
    }

    private static String version() {
        return Optional.ofNullable(Winnow.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static void end(int code) {
        System.out.flush();
        System.err.flush();
        if (code != 0) {
            // System.exit would first search all two hundred jars for somebody to tell.
            Runtime.getRuntime().halt(code);
        }
    }

    /** H2 refuses a path that is relative without saying so, such as {@code data}. */
    static void resolveDataDir(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Path absolute = Path.of(environment.getRequiredProperty(DATA_DIR))
                .toAbsolutePath()
                .normalize();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("data directory", Map.of(DATA_DIR, absolute.toString())));
    }

    /** The time for everything, no finer than the databases keep it; tests set their own. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}

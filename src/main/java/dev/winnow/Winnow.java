package dev.winnow;

import dev.winnow.importers.cli.Normalize;
import dev.winnow.policy.language.PolicyCommand;
import dev.winnow.remote.ExportCommand;
import dev.winnow.remote.PacketCommand;
import dev.winnow.remote.RecomputeCommand;
import dev.winnow.verify.VerifyAudit;
import dev.winnow.verify.VerifyPacket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private static final String NORMALIZE = "normalize";
    private static final String VERIFY_AUDIT = "verify-audit";
    private static final String POLICY = "policy";
    private static final String EXPORT = "export";
    private static final String PACKET = "packet";
    private static final String RECOMPUTE = "recompute";
    private static final String VERIFY = "verify";
    private static final String DATA_DIR = "winnow.data-dir";

    private static final String USAGE = """
            Without a command the server starts; its settings are options such as --server.port=9090.
            Commands; the README tells their options:
              policy check|test FILE...   looks at policies, and runs the cases beside them
              export                      the brief of a quarter, of a running server
              packet                      an audit packet, of a running server
              verify FILE                 verifies an audit packet
              verify-audit                looks for tampering with the audit log
              recompute                   counts the numbers of a running server anew
              normalize FILE...           prints the results of reports as one line of JSON each""";

    /**
     * @param args {@code normalize FILE...} prints the results of reports and ends; {@code verify-audit} looks for tampering
     *     with the audit log and ends; {@code policy check FILE...} and {@code policy test FILE...} look at policies and end;
     *     {@code export} asks a running server for the brief of a quarter and ends, {@code packet} for an audit packet, {@code recompute} to
     *     count its numbers anew;
     *     {@code verify FILE} verifies such a packet and ends; anything else are settings of the server, such as {@code --server.port=9090}
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(NORMALIZE)) {
            // The runnable jar's launcher runs it without Spring's class path; this is for every other way to start.
            Normalize.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals(VERIFY_AUDIT)) {
            verifyAudit(List.of(args).subList(1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals(POLICY)) {
            end(new PolicyCommand(Clock.systemUTC(), System.out, System.err)
                    .run(List.of(args).subList(1, args.length)));
            return;
        }
        if (args.length > 0 && args[0].equals(EXPORT)) {
            end(ExportCommand.run(List.of(args).subList(1, args.length), System.getenv(), System.out, System.err));
            return;
        }
        if (args.length > 0 && args[0].equals(RECOMPUTE)) {
            end(RecomputeCommand.run(List.of(args).subList(1, args.length), System.getenv(), System.out, System.err));
            return;
        }
        if (args.length > 0 && args[0].equals(PACKET)) {
            end(PacketCommand.run(List.of(args).subList(1, args.length), System.getenv(), System.out, System.err));
            return;
        }
        if (args.length > 0 && args[0].equals(VERIFY)) {
            end(VerifyPacket.run(List.of(args).subList(1, args.length), System.out, System.err));
            return;
        }
        if (args.length > 0 && !args[0].startsWith("--")) {
            // A mistyped command must not start a server that never ends, least of all in a pipeline.
            System.err.println("There is no command " + args[0] + ".");
            System.err.println(USAGE);
            end(2);
            return;
        }
        if (args.length > 0 && args[0].equals("--help")) {
            System.out.println(USAGE);
            return;
        }
        SpringApplication server = new SpringApplication(Winnow.class);
        server.addInitializers(Winnow::resolveDataDir);
        server.run(args);
    }

    private static void verifyAudit(List<String> args) {
        end(VerifyAudit.run(args, System.getenv(), System.out, System.err));
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

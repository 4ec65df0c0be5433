package dev.winnow;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the server, or runs the one command that needs no server. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Winnow {
    /**
     * @param args {@code normalize FILE...} prints the results of reports and ends; anything else are settings of the
     *     server, such as {@code --server.port=9090}
     */
    public static void main(String[] args) {
        // Lets winnow.data-dir be given without a leading "./", which H2 else asks for.
        System.setProperty("h2.implicitRelativePath", "true");
        SpringApplication.run(Winnow.class, args);
    }

    /** The time for everything; tests set their own. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}

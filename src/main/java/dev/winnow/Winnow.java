package dev.winnow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server, or runs the one command that needs no server. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Winnow {
    /**
     * @param args {@code normalize FILE...} prints the results of reports and ends; anything else are settings of the
     *     server, such as {@code --server.port=9090}
     */
    public static void main(String[] args) {
        SpringApplication.run(Winnow.class, args);
    }
}

package dev.winnow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
public class Winnow {
    public static void main(String[] args) {
        SpringApplication.run(Winnow.class, args);
    }
}

package dev.winnow.access;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells the console, once the server answers, where to go and as whom. Not the log: that may be shipped elsewhere, and a
 * password is among it.
 */
@Component
class Welcome implements DisposableBean {
    private static final String RULE = "=".repeat(78);

    private final DemoUsers demo;
    private final Environment environment;
    private @Nullable String password;

    Welcome(DemoUsers demo, Environment environment) {
        this.demo = demo;
        this.environment = environment;
    }

    /** A password that nobody knows yet; shown when the start is over. */
    synchronized void show(String randomPassword) {
        password = randomPassword;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    synchronized void ready() {
        List<String> lines = new ArrayList<>();
        lines.add("Winnow is ready: open " + address());
        addPassword(lines);
        if (demo.exist()) {
            lines.add("Demo users: viewer, developer, security. Their password: " + DemoUsers.PASSWORD);
        }
        print(System.out, lines);
    }

    /** Where the start fails after all, such as for a port that is taken, the user is there and must not be lost. */
    @Override
    public synchronized void destroy() {
        List<String> lines = new ArrayList<>();
        addPassword(lines);
        if (!lines.isEmpty()) {
            print(System.out, lines);
        }
    }

    private void addPassword(List<String> lines) {
        if (password != null) {
            lines.add("Sign in as " + FirstStart.ADMIN + " with the password " + password);
            lines.add("It is shown this once. Set winnow.admin-password before the first start to choose it.");
            password = null;
        }
    }

    private String address() {
        String scheme = environment.containsProperty("server.ssl.bundle")
                        || environment.containsProperty("server.ssl.certificate")
                        || environment.containsProperty("server.ssl.key-store")
                ? "https"
                : "http";
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return scheme + "://" + host() + ":" + port + environment.getProperty("server.servlet.context-path", "");
    }

    /** Where it listens; this machine's own name where it listens everywhere. */
    private String host() {
        String address = environment.getProperty("server.address", "").replaceAll("[\\[\\]]", "");
        if (address.isBlank() || address.equals("0.0.0.0") || address.equals("::")) {
            return "localhost";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static void print(PrintStream console, List<String> lines) {
        var block = new StringBuilder(System.lineSeparator());
        block.append(RULE).append(System.lineSeparator());
        lines.forEach(line -> block.append("  ").append(line).append(System.lineSeparator()));
        block.append(RULE).append(System.lineSeparator());
        // At once, so that no line of the log comes between.
        console.println(block);
    }
}

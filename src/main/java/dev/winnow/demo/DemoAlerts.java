package dev.winnow.demo;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.project.Projects;
import dev.winnow.runtime.Alerts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** What Falco saw of the demo's storefront in production: a shell now and then, and one write that was the deployment's. */
@Component
@ConditionalOnBooleanProperty("winnow.demo")
class DemoAlerts {
    private static final String PROJECT = "storefront";

    private final Users users;
    private final Projects projects;
    private final Alerts alerts;
    private final Clock clock;

    DemoAlerts(Users users, Projects projects, Alerts alerts, Clock clock) {
        this.users = users;
        this.projects = projects;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Does nothing where it was done before, and where the demo's developer is not there. */
    void fill() throws IOException {
        Optional<Caller> developer = users.caller("developer").filter(by -> by.mayUpload(PROJECT));
        boolean wanted = projects.idOf(PROJECT).isPresent()
                && developer
                        .filter(by -> alerts.page(by, PROJECT, null, 1).isEmpty())
                        .isPresent();
        if (!wanted) {
            return;
        }
        Instant now = clock.instant();
        var lines = new StringBuilder();
        for (int i = 9; i >= 0; i--) {
            lines.append(alert(
                    "Terminal shell in container",
                    "Notice",
                    "A shell was spawned in a container with an attached terminal (user=root shell=bash)",
                    "checkout",
                    now.minus(Duration.ofHours(7L * i + 2))));
        }
        lines.append(alert(
                "Write below etc",
                "Error",
                "File below /etc opened for writing (user=root command=sh -c 'cp /tmp/hosts /etc/hosts' file=/etc/hosts)",
                "cart",
                now.minus(Duration.ofHours(31))));
        lines.append(alert(
                "Contact K8S API Server From Container",
                "Warning",
                "Unexpected connection to the Kubernetes API server from a container (command=curl)",
                "cart",
                now.minus(Duration.ofHours(5))));
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        alerts.take(developer.orElseThrow(), PROJECT, "production", null, null, new ByteArrayInputStream(body))
                .join();
    }

    private static String alert(String rule, String priority, String output, String workload, Instant at) {
        return "{\"rule\":\"" + rule + "\",\"priority\":\"" + priority + "\",\"output\":\"" + output + "\",\"time\":\""
                + at
                + "\",\"source\":\"syscall\",\"hostname\":\"node-3\",\"tags\":[\"container\"],\"output_fields\":{"
                + "\"k8s.ns.name\":\"shop\",\"k8s.deployment.name\":\"" + workload + "\"}}\n";
    }
}

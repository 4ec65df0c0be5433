package dev.winnow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.winnow.access.Caller;
import dev.winnow.access.Scope;
import dev.winnow.access.Users;
import dev.winnow.api.ApiClaims;
import dev.winnow.project.Project;
import dev.winnow.project.ProjectSettings;
import dev.winnow.project.Projects;
import dev.winnow.support.MovableClock;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Hole;
import dev.winnow.support.TestReports.Weak;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What claims about alerts start with: a sink, a mail server, a clock to move, and an outbox worked on by hand. */
@Import(NotificationClaims.Time.class)
abstract class NotificationClaims extends ApiClaims {
    static final GreenMail MAIL = mail();

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(1)));
        }
    }

    private static GreenMail mail() {
        var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var mail = new GreenMail(setup);
        mail.start();
        return mail;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("winnow.notifications.timeout", () -> "2s");
        settings.add("winnow.notifications.tries", () -> "3");
        settings.add("winnow.public-url", () -> "https://winnow.example.org/");
        settings.add("winnow.mail.author-domains", () -> "example.org");
        settings.add("spring.mail.host", () -> "127.0.0.1");
        settings.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    }

    @Autowired
    MovableClock clock;

    @Autowired
    Users users;

    @Autowired
    Projects projects;

    @Autowired
    ProjectSettings projectSettings;

    @Autowired
    Channels channels;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Delivered delivered;

    @Autowired
    Routing routing;

    @Autowired
    Digests digests;

    @Autowired
    Outbox outbox;

    @Autowired
    DeliveryRows rows;

    final Sink sink = new Sink();
    final String path = "/hook/" + UUID.randomUUID();

    @AfterEach
    void closeTheSink() {
        sink.close();
        // Other tests have other sinks.
        channels.of(admin()).forEach(channel -> channels.delete(admin(), channel.id()));
    }

    Caller admin() {
        return users.caller("admin").orElseThrow();
    }

    /** Routes, gathers and sends all that is due. */
    void round() {
        routing.run();
        digests.run();
        boolean tried = true;
        while (tried) {
            tried = false;
            for (var due : rows.due(clock.instant())) {
                tried |= outbox.attempt(due.id());
            }
        }
    }

    /** To the sink, for the project of the test. */
    Channel channel(Set<Occasion> atOnce, Set<Occasion> inDigest, String query) {
        return channel(ChannelKind.WEBHOOK, Reach.project(project), path, atOnce, inDigest, query);
    }

    Channel channel(
            ChannelKind kind, Reach reach, String to, Set<Occasion> atOnce, Set<Occasion> inDigest, String query) {
        return channels.create(
                        admin(),
                        kind,
                        reach,
                        new ChannelWish(
                                "channel " + UUID.randomUUID(),
                                sink.url(to),
                                null,
                                query,
                                atOnce,
                                inDigest,
                                new TreeSet<>(),
                                true))
                .channel();
    }

    void lint(String commit, Weak... found) throws Exception {
        upload(commit, TestReports.sarif(List.of(found)));
    }

    void image(String commit, Hole... holes) throws Exception {
        upload(commit, TestReports.trivy("shop:1", List.of(holes)));
    }

    private void upload(String commit, String report) throws Exception {
        clock.advance(Duration.ofSeconds(1));
        api.upload(
                        project,
                        report,
                        "commit",
                        commit,
                        "scannedAt",
                        clock.instant().toString())
                .json(201);
    }

    void deploy(String commit) throws Exception {
        clock.advance(Duration.ofSeconds(1));
        api.post("/projects/" + project + "/deployments", "{'commit':'" + commit + "','environment':'prod'}")
                .json(201);
    }

    Project there() {
        return projects.findByName(project).orElseThrow();
    }

    void inTeam(String team) throws Exception {
        projectSettings.change(admin(), project, new ProjectSettings.Settings(team, false));
        assertThat(there().team()).isEqualTo(team);
    }

    static Scope team(String name) {
        return Scope.team(name);
    }

    static final Weak MILD = new Weak("low-style", "src/b.js", 20);
    static final Weak EVAL = new Weak("critical-eval", "src/a.js", 10);
    static final Weak LINK = new Weak("high-link", "src/l.js", 14);

    static Hole critical(String cve) {
        return new Hole("lib-" + cve.toLowerCase(java.util.Locale.ROOT), "CRITICAL", cve);
    }
}

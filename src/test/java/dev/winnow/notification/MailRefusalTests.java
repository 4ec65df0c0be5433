package dev.winnow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.notification.Delivery.State;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What a mail server refuses for good is not sent again and again; what it cannot take now, is. */
class MailRefusalTests {
    static final ScriptedMailServer SERVER = new ScriptedMailServer();

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends NotificationClaims {
        @Autowired
        private Notices notices;

        @Autowired
        private JavaMailSender sender;

        private final java.util.Properties usual = new java.util.Properties();
        private Channel channel;

        @BeforeEach
        void aChannel() throws Exception {
            lint("c0", MILD);
            SERVER.takingEverything();
            SERVER.forget();
            ((JavaMailSenderImpl) sender).setPort(SERVER.port());
            usual.putAll(((JavaMailSenderImpl) sender).getJavaMailProperties());
            ChannelWish mail = ChannelWish.usual("mail", "ann@example.org");
            channel = channels.create(
                            admin(),
                            ChannelKind.EMAIL,
                            Reach.project(project),
                            new ChannelWish(
                                    mail.name(),
                                    mail.target(),
                                    null,
                                    "",
                                    Set.of(Occasion.RUNTIME_ALERT),
                                    Set.of(),
                                    mail.digestHours(),
                                    true))
                    .channel();
        }

        @AfterEach
        void leaveTheSenderAsItWas() {
            ((JavaMailSenderImpl) sender).setPort(MAIL.getSmtp().getPort());
            ((JavaMailSenderImpl) sender).setJavaMailProperties(usual);
        }

        private void say(String title) {
            notices.raise(new Notice(
                    "said " + title + " of " + project,
                    there().id(),
                    Occasion.RUNTIME_ALERT,
                    title,
                    "",
                    "/projects/" + project,
                    new RoaringBitmap(),
                    Optional.empty()));
            round();
        }

        private List<Delivery> page(State state) {
            return deliveries.page(admin(), List.of(channel), state, Long.MAX_VALUE, 50);
        }

        @Test
        void aRefusalForGoodIsDeadAtOnceWhereverItComes() {
            for (String command : List.of("MAIL", "RCPT", ".")) {
                SERVER.forget();
                SERVER.takingEverything();
                SERVER.answering(command, "550 5.7.1 not for us " + command);

                say("Refused at " + command);
                clock.advance(Duration.ofDays(1));
                round();

                assertThat(SERVER.dealings())
                        .as(command)
                        .filteredOn("MAIL"::equals)
                        .hasSize(1);
                Delivery dead = page(State.DEAD).getFirst();
                assertThat(dead.reason().orElseThrow())
                        .startsWith("The mail server refuses it: ")
                        .contains("550 5.7.1 not for us " + command);
                assertThat(dead.attempts()).isEqualTo(1);
                assertThat(page(State.PENDING)).isEmpty();
            }
            assertThat(page(State.DEAD)).hasSize(3);
            assertThat(channels.find(admin(), channel.id()).isFailing()).isTrue();
            // Somebody has mended the server.
            SERVER.takingEverything();
            deliveries.retryAll(admin(), channel.id());
            round();
            assertThat(SERVER.mails()).hasSize(3);
        }

        @Test
        void whatItCannotTakeNowIsTriedAgainAndNotForEver() {
            SERVER.answering("RCPT", "451 4.7.1 greylisted");
            say("Greylisted");
            assertThat(page(State.PENDING).getFirst().reason().orElseThrow()).contains("451 4.7.1 greylisted");
            SERVER.takingEverything();
            clock.advance(Duration.ofHours(1));
            round();
            assertThat(SERVER.mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail).contains("Subject: [Winnow]", "Greylisted"));

            SERVER.answering(".", "452 4.3.1 full");
            say("Full");
            for (int i = 0; i < 10; i++) {
                clock.advance(Duration.ofDays(1));
                round();
            }
            assertThat(page(State.DEAD).getFirst().attempts()).isEqualTo(3);
            assertThat(SERVER.mails()).hasSize(1);
        }

        @Test
        void whereTlsIsRequiredNothingIsSentInClearAndNoCertificateIsBelieved() {
            set("mail.smtp.starttls.enable", "true");
            set("mail.smtp.starttls.required", "true");
            say("In clear");
            assertThat(page(State.PENDING).getFirst().reason().orElseThrow()).contains("STARTTLS is required");
            assertThat(SERVER.dealings()).doesNotContain("MAIL");

            SERVER.offeringTls();
            clock.advance(Duration.ofHours(1));
            round();
            assertThat(SERVER.mails()).as("an unknown certificate").isEmpty();
            assertThat(SERVER.dealings()).contains("STARTTLS").doesNotContain("MAIL", "TLS MAIL");

            set("mail.smtp.ssl.trust", "*");
            set("mail.smtp.ssl.checkserveridentity", "false");
            clock.advance(Duration.ofDays(1));
            round();
            assertThat(SERVER.dealings())
                    .contains("TLS MAIL", "TLS RCPT", "TLS DATA")
                    .doesNotContain("MAIL");
            assertThat(SERVER.mails()).hasSize(1);
        }

        private void set(String name, String value) {
            var settings = new java.util.Properties();
            settings.putAll(((JavaMailSenderImpl) sender).getJavaMailProperties());
            settings.setProperty(name, value);
            // Makes a new session.
            ((JavaMailSenderImpl) sender).setJavaMailProperties(settings);
        }
    }
}

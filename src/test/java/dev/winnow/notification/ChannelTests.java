package dev.winnow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Channels as people arrange them over REST, and what arrives at each kind of them. */
class ChannelTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends NotificationClaims {
        @Autowired
        private Notices notices;

        @BeforeEach
        void makeTheProject() throws Exception {
            lint("c0", MILD);
        }

        private JsonNode made(String kind, String target, String more) throws Exception {
            return api.post(
                            "/channels",
                            "{'name':'a " + kind + "','kind':'" + kind + "','project':'" + project + "','target':'"
                                    + target + "'" + more + "}")
                    .json(201);
        }

        private void say(String title) {
            notices.raise(new Notice(
                    "said " + title.hashCode() + " of " + project,
                    there().id(),
                    Occasion.RUNTIME_ALERT,
                    title,
                    "Look <b>there</b>.",
                    "/projects/" + project,
                    new RoaringBitmap(),
                    Optional.empty()));
            round();
        }

        @Test
        void aChannelIsMadeShownChangedAndDeleted() throws Exception {
            JsonNode made = made("webhook", sink.url(path), "");
            String id = made.path("id").asString();
            assertThat(made.path("secret").asString()).hasSize(48);
            assertThat(made.path("target").asString()).endsWith("/…").doesNotContain("hook");
            assertThat(made.path("atOnce").toString()).isEqualTo("[\"production-critical\",\"gate-red\"]");
            assertThat(made.path("digestHours").toString()).isEqualTo("[7]");

            JsonNode changed = api.put(
                            "/channels/" + id,
                            "{'atOnce':['runtime-alert'],'query':'severity:critical','digestHours':[9,17]}")
                    .json(200);
            assertThat(changed.has("secret")).isFalse();
            assertThat(changed.path("digest").toString()).isEqualTo("[\"gate-green\",\"new-findings\"]");
            assertThat(changed.path("name").asString()).isEqualTo("a webhook");
            assertThat(api.get("/channels/" + id).text())
                    .doesNotContain(made.path("secret").asString(), path);

            say("After the change");
            assertThat(sink.requests(path)).hasSize(1);
            assertThat(api.get("/deliveries?state=sent").text()).contains("After the change");
            assertThat(api.delete("/channels/" + id).status()).isEqualTo(204);
            api.get("/channels/" + id).problem(404);
        }

        @Test
        void twoChannelsForTheSameHaveDifferentNames() throws Exception {
            String first = made("webhook", sink.url(path), "").path("id").asString();
            String body = "{'name':'A Webhook','kind':'slack','target':'" + sink.url(path) + "'";
            assertThat(api.post("/channels", body + ",'project':'" + project + "'}")
                            .problem(409)
                            .path("detail")
                            .asString())
                    .isEqualTo("There is a channel named A Webhook for project " + project
                            + " already: choose another name.");
            // For something else it may be called so.
            String team = "crew-" + project;
            api.post("/channels", body + ",'team':'" + team + "'}").json(201);
            api.post("/channels", body + ",'team':'" + team + "'}").problem(409);
            api.post("/channels", body + "}").json(201);

            String other = made("slack", sink.url(path), "").path("id").asString();
            api.put("/channels/" + other, "{'name':'a webhook'}").problem(409);
            assertThat(api.put("/channels/" + first, "{'name':'A WEBHOOK'}")
                            .json(200)
                            .path("name")
                            .asString())
                    .isEqualTo("A WEBHOOK");
            api.delete("/channels/" + first);
            api.put("/channels/" + other, "{'name':'a webhook'}").json(200);
        }

        @Test
        void whatCannotBeIsRefusedWithAReason() throws Exception {
            for (String[] wrong : new String[][] {
                {"'kind':'slack','target':'https://169.254.169.254/latest/meta-data'", "not of the public internet"},
                {"'kind':'slack','target':'http://1.1.1.1/x'", "begins with https"},
                {"'kind':'slack','target':'https://[::1]/x'", "not of the public internet"},
                {"'kind':'slack','target':'javascript:alert(1)'", "An address of the web is wanted"},
                {"'kind':'slack','target':'" + sink.url(path) + "','query':'severity:'", "q, column 10"},
                {
                    "'kind':'slack','target':'" + sink.url(path) + "','atOnce':['tuesday']",
                    "production-critical, gate-red"
                },
                {"'kind':'slack','target':'" + sink.url(path) + "','digestHours':[24]", "0 to 23"},
                {
                    "'kind':'slack','target':'" + sink.url(path) + "','atOnce':['gate-red'],'digest':['gate-red']",
                    "not both"
                },
                {"'kind':'webhook','target':'" + sink.url(path) + "','secret':'short'", "16 to 200"},
                {"'kind':'email','target':'Ann <ann@example.org>'", "e-mail addresses as"},
                {"'kind':'pigeon','target':'" + sink.url(path) + "'", "slack, teams, webhook or email"},
                {"'kind':'slack'", "where to"}
            }) {
                assertThat(api.post("/channels", "{'name':'x','project':'" + project + "'," + wrong[0] + "}")
                                .problem(400)
                                .path("detail")
                                .asString())
                        .as(wrong[0])
                        .contains(wrong[1]);
            }
            assertThat(sink.requests(path)).isEmpty();
        }

        @Test
        void aTestSaysWhatCameOfIt() throws Exception {
            String id = made("slack", sink.url(path), "").path("id").asString();
            assertThat(api.post("/channels/" + id + "/test", "")
                            .json(200)
                            .path("state")
                            .asString())
                    .isEqualTo("sent");
            assertThat(sink.last(path).json().path("text").asString()).contains("Test of channel a slack");
            sink.answering(Sink.status(503, "away"));
            JsonNode failed = api.post("/channels/" + id + "/test", "").json(200);
            assertThat(failed.path("state").asString()).isEqualTo("dead");
            assertThat(failed.path("reason").asString()).isEqualTo("HTTP 503: away");
            assertThat(api.post("/channels/" + id + "/retry", "")
                            .json(200)
                            .path("deliveries")
                            .asInt())
                    .isEqualTo(1);
            round();
            assertThat(sink.requests(path)).hasSize(3);
            api.post("/deliveries/" + failed.path("id").asString() + "/retry", "")
                    .problem(409);
        }

        @Test
        void theDocumentedCommandVerifiesTheSignature() throws Exception {
            String other = "another secret, as long";
            api.post(
                            "/channels",
                            "{'name':'signed','kind':'webhook','project':'" + project + "','target':'" + sink.url(path)
                                    + "','atOnce':['runtime-alert'],'secret':'" + "s".repeat(20) + "'}")
                    .json(201);
            say("Ünïcode \"quoted\" & more");
            var request = sink.last(path);
            Path directory = Files.createTempDirectory(Path.of("target"), "signature");
            Files.writeString(directory.resolve("body.json"), request.body());
            Path docs = Path.of("..", "docs", "notifications.md").toAbsolutePath();
            String script = Files.readString(Files.exists(docs) ? docs : Path.of("docs", "notifications.md"))
                    .split("### Verifying the signature\n")[1]
                    .split("```sh\n")[1]
                    .split("```")[0];
            for (String[] run : new String[][] {{"s".repeat(20), "0"}, {other, "1"}}) {
                var builder = new ProcessBuilder("bash", "-c", script).directory(directory.toFile());
                builder.environment().put("SECRET", run[0]);
                builder.environment().put("TIMESTAMP", request.header("X-winnow-timestamp"));
                builder.environment().put("SIGNATURE", request.header("X-winnow-signature"));
                Process process = builder.redirectErrorStream(true).start();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue())
                        .as(new String(
                                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo(Integer.parseInt(run[1]));
            }
            assertThat(request.header("X-winnow-signature")).matches("sha256=[0-9a-f]{64}");
        }

        @Test
        void mailArrivesAsTextAndAsHtmlAndHeadersStayTheirOwn() throws Exception {
            MAIL.purgeEmailFromAllMailboxes();
            made("email", "ann@example.org, bob@example.org", ",'atOnce':['runtime-alert']");
            say("A <b>title</b>\r\nBcc: eve@example.org\r\n\r\nbody ünïcode");
            MimeMessage[] mails = MAIL.getReceivedMessages();
            assertThat(mails).hasSize(2);
            MimeMessage mail = mails[0];
            assertThat(mail.getSubject())
                    .isEqualTo("[Winnow] " + project + ": A <b>title</b> Bcc: eve@example.org body ünïcode");
            assertThat(Arrays.stream(mail.getAllRecipients())
                            .map(String::valueOf)
                            .collect(Collectors.toSet()))
                    .isEqualTo(Set.of("ann@example.org", "bob@example.org"));
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getFrom()[0]).hasToString("winnow@winnow.example.org");
            assertThat(mail.getHeader("X-Winnow-Delivery")[0]).hasSize(36);
            String source = com.icegreen.greenmail.util.GreenMailUtil.getWholeMessage(mail);
            assertThat(source).contains("text/plain", "text/html", "https://winnow.example.org/projects/" + project);
            String html = part(mail, "text/html");
            assertThat(html)
                    .contains("A &lt;b&gt;title&lt;/b&gt;", "Look &lt;b&gt;there")
                    .doesNotContain("<b>title");
            assertThat(part(mail, "text/plain")).contains("A <b>title</b>").contains("ünïcode");
            var today = Times.day(clock.instant());
            assertThat(delivered.perDay(List.of(there().id()), today, today.plusDays(1)))
                    .containsExactly(new Delivered.Day(today, 1, 2));
        }

        private static String part(jakarta.mail.Part part, String type) throws Exception {
            if (part.isMimeType(type)) {
                return String.valueOf(part.getContent());
            }
            if (part.getContent() instanceof jakarta.mail.Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    String found = part(parts.getBodyPart(i), type);
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
            return "";
        }

        @Test
        void whatNobodyWantsIsNotKept() throws Exception {
            channels.create(
                    admin(),
                    ChannelKind.SLACK,
                    Reach.project(project),
                    new ChannelWish("off", sink.url(path), null, "", Set.of(), Set.of(), new TreeSet<>(), false));
            assertThat(notices.raise(new Notice(
                            "unheard " + project,
                            there().id(),
                            Occasion.GATE_RED,
                            "Unheard",
                            "",
                            "/",
                            new RoaringBitmap(),
                            Optional.empty())))
                    .isFalse();
        }
    }
}

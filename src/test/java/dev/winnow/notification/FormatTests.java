package dev.winnow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What messages look like, whatever a report says. */
class FormatTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Optional<String> ROOT = Optional.of("https://winnow.example.org");

    private static final String HOSTILE = "<!channel> @here <https://evil.example|Log in> <script>alert(1)</script>"
            + " [Log in](https://evil.example) & *bold* \u0007\u202Egnp.exe\r\nBcc: eve@example.org\u0000\u200B";

    private static Message message(String text) {
        return new Message(
                "notice",
                "new-findings",
                "shop",
                text,
                text,
                "/projects/shop",
                Instant.EPOCH,
                List.of(new Message.Item("high", text, "/findings/1")),
                3,
                List.of(text));
    }

    private static Message huge() {
        return new Message(
                "digest",
                "",
                "",
                "&".repeat(100_000),
                "<".repeat(100_000),
                "",
                Instant.EPOCH,
                IntStream.range(0, 500)
                        .mapToObj(i -> new Message.Item("p", "&<>\uD83D\uDE00".repeat(10_000), "/findings/" + i))
                        .toList(),
                500,
                List.of(">".repeat(100_000)));
    }

    private static JsonNode json(Object body) {
        return JSON.readTree(JSON.writeValueAsString(body));
    }

    @Test
    void textIsOneLineOfWhatCanBeRead() {
        assertThat(Clean.line(HOSTILE, 1_000))
                .doesNotContain("\r", "\n", "\u0007", "\u202E", "\u0000", "\u200B")
                .endsWith("gnp.exe Bcc: eve@example.org");
        assertThat(Clean.line("a\t\u2028 b", 10)).isEqualTo("a b");
        assertThat(Clean.line("x".repeat(50), 10)).isEqualTo("x".repeat(9) + "…");
        assertThat(Clean.line("\uD83D\uDE00".repeat(10), 4)).isEqualTo("\uD83D\uDE00…");
        assertThat(Clean.line("\uD83D half", 10)).isEqualTo("half");
    }

    @Test
    void slackGetsNoMentionsLinksOrTagsOfOthers() {
        JsonNode body = json(SlackFormat.of(message(HOSTILE), ROOT));
        String text = body.path("text").asString();
        assertThat(text)
                .startsWith("<https://winnow.example.org/projects/shop|shop: &lt;!channel&gt;")
                .doesNotContain("<!", "@here", "<https://evil", "](", "<script")
                .contains("… and 2 more");
        for (JsonNode block : body.path("blocks")) {
            JsonNode shown = block.path("text");
            if (shown.path("type").asString().equals("mrkdwn")) {
                assertThat(shown.path("verbatim").asBoolean()).isTrue();
                assertThat(shown.path("text").asString()).doesNotContain("<!", "@here", "<https://evil", "<script");
            }
        }
    }

    @Test
    void slackGetsNoMoreThanItTakes() {
        JsonNode body = json(SlackFormat.of(huge(), ROOT));
        assertThat(body.path("text").asString().length()).isLessThan(40_000);
        assertThat(body.path("blocks").size()).isLessThanOrEqualTo(50);
        for (JsonNode block : body.path("blocks")) {
            int longest = block.path("type").asString().equals("header") ? 150 : 3_000;
            assertThat(block.path("text").path("text").asString("").length()).isLessThanOrEqualTo(longest);
        }
    }

    @Test
    void teamsGetsACardWhoseTextIsNoMarkdown() {
        JsonNode body = json(TeamsFormat.of(message(HOSTILE), ROOT));
        assertThat(body.path("type").asString()).isEqualTo("message");
        JsonNode attachment = body.path("attachments").get(0);
        assertThat(attachment.path("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = attachment.path("content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body").size()).isEqualTo(5);
        for (JsonNode block : card.path("body")) {
            assertThat(block.path("type").asString()).isEqualTo("RichTextBlock");
        }
        assertThat(card.path("actions").get(0).path("url").asString())
                .isEqualTo("https://winnow.example.org/projects/shop");
        assertThat(card.path("msteams").has("entities")).isFalse();
        // Teams takes 28 KB.
        assertThat(JSON.writeValueAsBytes(TeamsFormat.of(huge(), ROOT)).length).isLessThan(28 * 1024);
    }

    @Test
    void jsonIsAsDocumented() {
        JsonNode body = json(JsonFormat.of("u-1", message("A title"), ROOT));
        assertThat(body.propertyNames())
                .containsExactly(
                        "version",
                        "id",
                        "type",
                        "occasion",
                        "project",
                        "title",
                        "text",
                        "url",
                        "at",
                        "total",
                        "items",
                        "notes");
        assertThat(body.path("version").asInt()).isEqualTo(1);
        assertThat(body.path("items").get(0).path("url").asString()).isEqualTo("https://winnow.example.org/findings/1");
        assertThat(json(JsonFormat.of("u-1", message("A title"), Optional.empty()))
                        .path("url")
                        .isNull())
                .isTrue();
    }

    @Test
    void addressesOfMailAreNothingElse() {
        assertThat(Mails.isAddress("ann@example.org")).isTrue();
        assertThat(Mails.isAddress("ann.b+c@mail.example.org")).isTrue();
        for (String none : List.of(
                "",
                "ann",
                "Ann <ann@example.org>",
                "ann@example.org, eve@example.org",
                "ann@example.org\r\nBcc: eve@example.org",
                "ann@example.org\nX: y",
                "\"a b\"@example.org",
                "ann@[127.0.0.1]",
                "ann@example.org;eve@example.org",
                "a".repeat(400) + "@example.org")) {
            assertThat(Mails.isAddress(none)).as(none).isFalse();
        }
    }
}

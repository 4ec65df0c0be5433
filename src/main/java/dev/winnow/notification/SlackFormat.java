package dev.winnow.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The body of Slack's incoming webhooks, which Mattermost, Rocket.Chat and others take too: {@code text} for all, blocks
 * for Slack. Nothing of a report calls people, makes links or formats: {@code &<>} are escaped as Slack asks, and
 * mentions and Markdown links of others are broken by a space of no width.
 */
final class SlackFormat {
    /** Of a header, in characters. */
    private static final int HEADER = 150;

    /** Of a section, in characters. */
    private static final int SECTION = 3_000;

    private static final char NOTHING = '\u200B';

    private SlackFormat() {}

    static Map<String, Object> of(Message message, Optional<String> root) {
        var body = new LinkedHashMap<String, Object>();
        body.put("text", text(message, root));
        body.put("mrkdwn", false);
        body.put("link_names", false);
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.put("blocks", blocks(message, root));
        return body;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@" + NOTHING)
                .replace("](", "]" + NOTHING + "(");
    }

    private static String text(Message message, Optional<String> root) {
        var lines = new ArrayList<String>();
        lines.add(linked(message.headline(), message.link(root)));
        if (!message.text().isEmpty()) {
            lines.add(escaped(message.text()));
        }
        lines.addAll(items(message, root));
        message.notes().forEach(note -> lines.add(escaped(note)));
        return String.join("\n", lines);
    }

    private static String linked(String text, Optional<String> url) {
        String label = escaped(text);
        return url.map(address ->
                        "<" + address.replace(">", "%3E").replace("|", "%7C") + "|" + label.replace('|', '¦') + ">")
                .orElse(label);
    }

    private static List<String> items(Message message, Optional<String> root) {
        List<String> lines = message.items().stream()
                .map(item -> "• " + (item.label().isEmpty() ? "" : escaped(item.label()) + ": ")
                        + linked(item.text(), Message.link(root, item.path())))
                .collect(Collectors.toCollection(ArrayList::new));
        if (message.more() > 0) {
            lines.add("… and " + message.more() + " more");
        }
        return lines;
    }

    private static List<Map<String, Object>> blocks(Message message, Optional<String> root) {
        var blocks = new ArrayList<Map<String, Object>>();
        blocks.add(Map.of("type", "header", "text", plain(Clean.cut(message.headline(), HEADER))));
        if (!message.text().isEmpty()) {
            blocks.add(Map.of("type", "section", "text", plain(message.text())));
        }
        sections(items(message, root)).forEach(part -> blocks.add(Map.of("type", "section", "text", marked(part))));
        message.link(root)
                .ifPresent(
                        url -> blocks.add(Map.of("type", "section", "text", marked("<" + url + "|Open in Winnow>"))));
        if (!message.notes().isEmpty()) {
            blocks.add(Map.of(
                    "type",
                    "context",
                    "elements",
                    message.notes().stream().limit(10).map(SlackFormat::plain).toList()));
        }
        return blocks;
    }

    /** Lines together, as many as a section takes. */
    private static List<String> sections(List<String> lines) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (String line : lines) {
            if (!part.isEmpty() && part.length() + line.length() + 1 > SECTION) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(part.isEmpty() ? "" : "\n").append(line);
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text, "emoji", false);
    }

    /** Verbatim: nothing but what is escaped means something. */
    private static Map<String, Object> marked(String text) {
        return Map.of("type", "mrkdwn", "text", text, "verbatim", true);
    }
}

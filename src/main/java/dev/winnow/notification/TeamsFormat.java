package dev.winnow.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a webhook of Microsoft Teams' workflows: a message with an adaptive card. All text stands in runs of rich
 * text blocks, which know no Markdown; mentions would need entities, of which there are none.
 */
final class TeamsFormat {
    private TeamsFormat() {}

    static Map<String, Object> of(Message message, Optional<String> root) {
        var body = new ArrayList<Map<String, Object>>();
        body.add(block(List.of(run(message.headline(), "Large", true))));
        if (!message.text().isEmpty()) {
            body.add(block(List.of(run(message.text(), "Default", false))));
        }
        message.items().forEach(item -> body.add(block(item(item, root))));
        if (message.more() > 0) {
            body.add(block(List.of(run("… and " + message.more() + " more", "Default", false))));
        }
        message.notes().forEach(note -> body.add(block(List.of(run(note, "Small", false)))));
        var card = new LinkedHashMap<String, Object>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("fallbackText", message.headline());
        card.put("msteams", Map.of("width", "Full"));
        card.put("body", body);
        message.link(root)
                .ifPresent(url -> card.put(
                        "actions", List.of(Map.of("type", "Action.OpenUrl", "title", "Open in Winnow", "url", url))));
        var attachment = new LinkedHashMap<String, Object>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("contentUrl", null);
        attachment.put("content", card);
        var whole = new LinkedHashMap<String, Object>();
        whole.put("type", "message");
        whole.put("summary", message.headline());
        whole.put("attachments", List.of(attachment));
        return whole;
    }

    private static List<Map<String, Object>> item(Message.Item item, Optional<String> root) {
        var runs = new ArrayList<Map<String, Object>>();
        if (!item.label().isEmpty()) {
            runs.add(run(item.label() + ": ", "Default", true));
        }
        Map<String, Object> text = run(item.text(), "Default", false);
        Message.link(root, item.path())
                .ifPresent(url -> text.put("selectAction", Map.of("type", "Action.OpenUrl", "url", url)));
        runs.add(text);
        return runs;
    }

    private static Map<String, Object> block(List<Map<String, Object>> runs) {
        return Map.of("type", "RichTextBlock", "inlines", runs);
    }

    private static Map<String, Object> run(String text, String size, boolean strong) {
        var run = new LinkedHashMap<String, Object>();
        run.put("type", "TextRun");
        run.put("text", text);
        run.put("size", size);
        run.put("weight", strong ? "Bolder" : "Default");
        return run;
    }
}

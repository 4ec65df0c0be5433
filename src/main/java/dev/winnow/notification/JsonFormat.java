package dev.winnow.notification;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The body of a plain webhook, as docs/notifications.md describes it. */
final class JsonFormat {
    /** Counts changes that receivers must know of; what is only added does not count. */
    static final int VERSION = 1;

    private JsonFormat() {}

    static Map<String, Object> of(String uid, Message message, Optional<String> root) {
        var body = new LinkedHashMap<String, Object>();
        body.put("version", VERSION);
        body.put("id", uid);
        body.put("type", message.type());
        body.put("occasion", orNull(message.occasion()));
        body.put("project", orNull(message.project()));
        body.put("title", message.title());
        body.put("text", message.text());
        body.put("url", message.link(root).orElse(null));
        body.put("at", message.at().toString());
        body.put("total", message.total());
        body.put(
                "items",
                message.items().stream()
                        .map(item -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("label", item.label());
                            one.put("text", item.text());
                            one.put("url", Message.link(root, item.path()).orElse(null));
                            return one;
                        })
                        .toList());
        body.put("notes", message.notes());
        return body;
    }

    private static @org.jspecify.annotations.Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

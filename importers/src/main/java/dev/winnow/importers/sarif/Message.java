package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * A message as the report has it: a text, or the id of one to look up, and arguments for its placeholders.
 *
 * @param text the plain text, else the Markdown; null where there is neither
 */
record Message(@Nullable String text, @Nullable String id, List<String> arguments) {
    private static final int MOST_ARGUMENTS = 100;

    /** Reads a message object, or a bare string as some tools write it. */
    static @Nullable Message read(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.VALUE_STRING) {
            return new Message(json.text(), null, List.of());
        }
        if (!json.object()) {
            return null;
        }
        String text = null;
        String markdown = null;
        String id = null;
        List<String> arguments = List.of();
        while (json.member()) {
            switch (json.name()) {
                case "text" -> text = json.text();
                case "markdown" -> {
                    if (text == null || text.isEmpty()) {
                        markdown = json.text();
                    } else {
                        json.skip();
                    }
                }
                case "id", "messageId" -> id = json.shared();
                case "arguments" -> arguments = arguments(json);
                default -> json.skip();
            }
        }
        boolean plain = text != null && !text.isEmpty();
        return new Message(plain ? text : markdown, id, arguments);
    }

    /** A {@code multiformatMessageString}, or a bare string: its plain text, else its Markdown. */
    static @Nullable String readText(JsonCursor json) throws IOException {
        Message message = read(json);
        return message == null ? null : message.text;
    }

    private static List<String> arguments(JsonCursor json) throws IOException {
        if (!json.array()) {
            return List.of();
        }
        var arguments = new ArrayList<String>(4);
        while (json.element()) {
            String argument = json.textIfScalar();
            if (arguments.size() < MOST_ARGUMENTS) {
                arguments.add(argument == null ? "" : argument);
            }
        }
        return arguments;
    }

    /** The text for people: looked up, its placeholders filled, its links to places of the report made plain words. */
    String resolve(MessageStrings strings) {
        String found = text;
        boolean template = !arguments.isEmpty();
        if (found == null && id != null) {
            found = strings.text(id);
            template = true;
        }
        if (found == null) {
            // Without its text a message still says what its arguments are.
            return String.join(", ", arguments);
        }
        return withoutPlaceLinks(template ? fill(found, arguments) : found);
    }

    /** Where the texts of message ids are found. */
    @FunctionalInterface
    interface MessageStrings {
        @Nullable
        String text(String id);
    }

    /** Puts arguments in the place of {@code {0}}, {@code {1}}, …; doubled braces are single ones. */
    static String fill(String template, List<String> arguments) {
        if (template.indexOf('{') < 0 && template.indexOf('}') < 0) {
            return template;
        }
        var text = new StringBuilder(template.length() + 64);
        int n = template.length();
        for (int i = 0; i < n; i++) {
            char c = template.charAt(i);
            boolean doubled = i + 1 < n && template.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                text.append(c);
                i++;
                continue;
            }
            int close = c == '{' ? template.indexOf('}', i) : -1;
            int number = close < 0 ? -1 : index(template, i + 1, close);
            if (number >= 0 && number < arguments.size()) {
                text.append(arguments.get(number));
                i = close;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** {@code [text](1)} names a related location, which no reader of the text alone has: its words stay. */
    static String withoutPlaceLinks(String text) {
        int at = text.indexOf("](");
        if (at < 0) {
            return text;
        }
        StringBuilder plain = null;
        int copied = 0;
        for (; at >= 0; at = text.indexOf("](", at + 2)) {
            int close = text.indexOf(')', at);
            int open = text.lastIndexOf('[', at);
            if (close < 0 || open < copied || index(text, at + 2, close) < 0) {
                continue;
            }
            if (plain == null) {
                plain = new StringBuilder(text.length());
            }
            plain.append(text, copied, open).append(text, open + 1, at);
            copied = close + 1;
        }
        return plain == null ? text : plain.append(text, copied, text.length()).toString();
    }

    /** The number written between two places; -1 where there is none. */
    private static int index(String text, int from, int to) {
        if (from >= to || to - from > 6) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }
}

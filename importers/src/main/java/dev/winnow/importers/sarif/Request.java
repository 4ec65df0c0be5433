package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * SARIF's {@code webRequest}, as far as it tells requests apart.
 *
 * @param index of the request in its run, where it stands there; -1 otherwise
 */
record Request(
        String method,
        String target,
        @Nullable String host,
        @Nullable String parameter,
        int index) {
    static final Request NONE = new Request("", "", null, null, -1);

    static @Nullable Request read(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        String method = "";
        String target = "";
        String host = null;
        String parameter = null;
        int index = -1;
        while (json.member()) {
            switch (json.name()) {
                case "method" -> method = Texts.line(json.textOrEmpty());
                case "target" -> target = Texts.line(json.textOrEmpty());
                case "headers" -> host = host(json);
                case "parameters" -> parameter = firstName(json);
                case "index" -> index = json.integer(-1);
                default -> json.skip();
            }
        }
        return new Request(method, target, host, parameter, index);
    }

    /** The address as far as the request tells it. */
    String url() {
        if (host == null || target.contains("://")) {
            return target;
        }
        return Texts.line("http://" + host + (target.startsWith("/") ? "" : "/") + target);
    }

    private static @Nullable String host(JsonCursor json) throws IOException {
        String host = null;
        if (json.object()) {
            while (json.member()) {
                if (json.name().equalsIgnoreCase("host")) {
                    String text = json.textIfScalar();
                    host = text == null || text.isBlank() ? null : Texts.line(text);
                } else {
                    json.skip();
                }
            }
        }
        return host;
    }

    private static @Nullable String firstName(JsonCursor json) throws IOException {
        String first = null;
        if (json.object()) {
            while (json.member()) {
                if (first == null) {
                    first = Texts.line(json.name());
                }
                json.skip();
            }
        }
        return first;
    }
}

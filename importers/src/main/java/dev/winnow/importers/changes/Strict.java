package dev.winnow.importers.changes;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads the members of one object after the other, each of the very type that the format gives it and none twice. Reused
 * from object to object of the same kind.
 */
final class Strict {
    private final Set<String> known;
    private final Set<String> seen = new HashSet<>();

    /** @param known names of members that may stand in an object once */
    Strict(Set<String> known) {
        this.known = known;
    }

    /** Enters the object that comes next. */
    void object(JsonCursor json) throws IOException {
        seen.clear();
        expect(json, JsonToken.START_OBJECT, "an object");
        json.object();
    }

    /** The name of the next member; null at the object's end. */
    @Nullable
    String member(JsonCursor json) throws IOException {
        if (!json.member()) {
            return null;
        }
        String name = json.name();
        if (known.contains(name) && !seen.add(name)) {
            throw json.malformed("\"" + name + "\" stands here twice");
        }
        return name;
    }

    /** @throws MalformedReport where the member did not stand in the object that was read last */
    void require(JsonCursor json, String name) throws MalformedReport {
        if (!seen.contains(name)) {
            throw json.malformed("\"" + name + "\" is missing");
        }
    }

    static void array(JsonCursor json) throws IOException {
        expect(json, JsonToken.START_ARRAY, "an array");
        json.array();
    }

    static String text(JsonCursor json) throws IOException {
        expect(json, JsonToken.VALUE_STRING, "a string");
        return json.textOrEmpty();
    }

    /** One of which something is left when it is shown. */
    static String words(JsonCursor json) throws IOException {
        String text = text(json);
        if (Texts.line(text).isEmpty()) {
            throw json.malformed("expected a string that is not blank");
        }
        return text;
    }

    static boolean bool(JsonCursor json) throws IOException {
        JsonToken token = json.peek();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw json.malformed("expected true or false, found " + word(token));
        }
        json.skip();
        return token == JsonToken.VALUE_TRUE;
    }

    static Instant time(JsonCursor json) throws IOException {
        Instant time = Timestamps.parse(text(json));
        if (time == null) {
            throw json.malformed("expected a time such as 2026-11-02T10:00:00Z");
        }
        return time;
    }

    private static void expect(JsonCursor json, JsonToken wanted, String what) throws IOException {
        JsonToken token = json.peek();
        if (token != wanted) {
            throw json.malformed("expected " + what + ", found " + word(token));
        }
    }

    private static String word(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE ? "true" : "false";
            default -> "null";
        };
    }
}

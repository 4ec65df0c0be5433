package dev.winnow.importers;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JsonToken;

/** Walks a JSON or YAML report for its {@link Shape} and stops as soon as that is enough. Used once. */
final class JsonSniffer {
    /** A report with more different names at its top is a map of something, not a format. */
    private static final int NAMES = 1_000;

    /** The longest text that can tell a format. */
    private static final int TEXT = 500;

    private final Limits limits;
    private final Predicate<Shape> enough;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> empty = new HashSet<>();

    /** Views, so that the question after each name costs no copy. */
    private final Shape.JsonObject soFar = new Shape.JsonObject(
            Collections.unmodifiableSet(names), Collections.unmodifiableMap(texts), Collections.unmodifiableSet(empty));

    JsonSniffer(Limits limits, Predicate<Shape> enough) {
        this.limits = limits;
        this.enough = enough;
    }

    /** The shape of a YAML document as that of the same document in JSON. */
    Shape.JsonObject yamlShapeOf(InputStream bytes) throws IOException {
        try (var yaml = JsonCursor.openYaml(bytes, limits)) {
            return object(yaml);
        }
    }

    Shape shapeOf(InputStream bytes) throws IOException {
        try (var json = JsonCursor.open(bytes, limits)) {
            return json.peek() == JsonToken.START_ARRAY ? array(json) : object(json);
        }
    }

    private Shape.JsonObject object(JsonCursor json) throws IOException {
        json.object();
        while (json.member() && names.size() < NAMES) {
            String name = json.name();
            names.add(name);
            if (enough.test(soFar)) {
                return soFar;
            }
            JsonToken value = json.peek();
            if (value == JsonToken.START_OBJECT) {
                inner(json, name);
            } else if (value == JsonToken.START_ARRAY) {
                first(json, name);
            } else if (!text(json, name, value)) {
                continue;
            }
            if (enough.test(soFar)) {
                return soFar;
            }
        }
        return soFar;
    }

    /** Looks at the first object of an array; the rest need not be passed over where that was enough. */
    private void first(JsonCursor json, String outer) throws IOException {
        json.array();
        boolean none = true;
        boolean seen = false;
        while (json.element()) {
            none = false;
            if (seen || json.peek() != JsonToken.START_OBJECT) {
                json.skip();
                continue;
            }
            seen = true;
            inner(json, outer);
            if (enough.test(soFar)) {
                return;
            }
        }
        if (none && empty.size() < NAMES) {
            empty.add(outer);
        }
    }

    private void inner(JsonCursor json, String outer) throws IOException {
        json.object();
        while (json.member()) {
            JsonToken value = json.peek();
            if (texts.size() < NAMES) {
                text(json, outer + '/' + json.name(), value);
            } else {
                json.skip();
            }
        }
    }

    /** Keeps the value that comes next if it is a short text, else passes over it. */
    private boolean text(JsonCursor json, String name, JsonToken value) throws IOException {
        boolean keep = value.isScalarValue() && value != JsonToken.VALUE_NULL;
        String text = keep ? json.text() : null;
        if (!keep) {
            json.skip();
        }
        if (text == null || text.length() > TEXT) {
            return false;
        }
        texts.put(name, text);
        return true;
    }

    private Shape array(JsonCursor json) throws IOException {
        var shape = new Shape.JsonArray(Collections.unmodifiableSet(names), false);
        json.array();
        boolean empty = true;
        while (json.element()) {
            empty = false;
            if (json.peek() != JsonToken.START_OBJECT) {
                json.skip();
                continue;
            }
            json.object();
            while (json.member() && names.size() < NAMES) {
                names.add(json.name());
                if (enough.test(shape)) {
                    return shape;
                }
                json.skip();
            }
            return shape;
        }
        return empty ? new Shape.JsonArray(Set.of(), true) : shape;
    }
}

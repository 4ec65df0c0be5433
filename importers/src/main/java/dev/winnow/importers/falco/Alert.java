package dev.winnow.importers.falco;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One alert as the report writes it. Reused from alert to alert. */
final class Alert {
    private static final int MOST_TAGS = 30;

    /** The output fields that say what an alert is about; the newer plugin's names beside the older ones. */
    enum Field {
        NAMESPACE("k8s.ns.name", "k8smeta.ns.name"),
        DEPLOYMENT("k8s.deployment.name", "k8smeta.deployment.name"),
        REPLICA_SET("k8s.rs.name", "k8smeta.rs.name"),
        CONTROLLER("k8s.rc.name", "k8smeta.rc.name"),
        POD("k8s.pod.name", "k8smeta.pod.name"),
        REPOSITORY("container.image.repository", "container.image"),
        TAG("container.image.tag", ""),
        DIGEST("container.image.digest", ""),
        CONTAINER("container.name", ""),
        AUDIT_NAMESPACE("ka.target.namespace", ""),
        AUDIT_RESOURCE("ka.target.resource", ""),
        AUDIT_NAME("ka.target.name", ""),
        EVENT_TIME("evt.time", "");

        private final String name;
        private final String other;

        Field(String name, String other) {
            this.name = name;
            this.other = other;
        }

        private static final Map<String, Field> BY_NAME = new HashMap<>();

        static {
            for (Field field : values()) {
                BY_NAME.put(field.name, field);
                BY_NAME.put(field.other, field);
            }
        }

        static @Nullable Field named(String name) {
            return BY_NAME.get(name);
        }
    }

    private final TextLists lists = new TextLists();
    private final Map<Field, String> fields = new EnumMap<>(Field.class);

    @Nullable
    String rule;

    @Nullable
    String output;

    /** The output without time and priority before it; newer versions can write it beside or instead. */
    @Nullable
    String message;

    @Nullable
    String priority;

    @Nullable
    String time;

    @Nullable
    String hostname;

    List<String> tags = List.of();

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        rule = null;
        output = null;
        message = null;
        priority = null;
        time = null;
        hostname = null;
        tags = List.of();
        fields.clear();
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            switch (json.name()) {
                case "rule" -> rule = given(json.shared());
                case "output" -> output = given(json.textIfScalar());
                case "message" -> message = given(json.textIfScalar());
                case "priority" -> priority = json.textIfScalar();
                case "time" -> time = json.textIfScalar();
                case "hostname" -> hostname = given(json.textIfScalar());
                case "tags" -> tags = tags(json);
                case "output_fields" -> fields(json);
                default -> json.skip();
            }
        }
        return true;
    }

    /** What it says; null where Falco was told to leave that out. */
    @Nullable
    String text() {
        return output == null ? message : output;
    }

    /** An output field; null where it is missing or Falco knew nothing. */
    @Nullable
    String get(Field field) {
        return fields.get(field);
    }

    private void fields(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            Field field = Field.named(json.name());
            if (field == null) {
                json.skip();
                continue;
            }
            String value = given(json.textIfScalar());
            if (value != null) {
                fields.putIfAbsent(field, value);
            }
        }
    }

    private List<String> tags(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.START_ARRAY) {
            return lists.words(json, MOST_TAGS);
        }
        json.skip();
        return List.of();
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() || text.equals("<NA>") || text.equals("null") ? null : text;
    }
}

package dev.winnow.importers.changes;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Severity;
import dev.winnow.importers.drift.Attributes;
import dev.winnow.importers.drift.Value;
import dev.winnow.importers.drift.ValueReader;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One change as the report writes it. Reused from change to change. */
final class Change {
    private static final int MOST_PROPERTIES = 30;
    private static final int MOST_HIDDEN = 1_000;

    private final Strict members = new Strict(Set.of(
            "rule",
            "resource",
            "action",
            "title",
            "description",
            "severity",
            "actor",
            "at",
            "before",
            "after",
            "sensitive",
            "fingerprint",
            "url",
            "properties"));
    private final ValueReader values;
    final Attributes before;
    final Attributes after;
    final Map<String, Value> properties = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private boolean allHidden;

    String rule = "";
    String resource = "";

    @Nullable
    String action;

    @Nullable
    String title;

    @Nullable
    String description;

    Severity severity = Severity.MEDIUM;

    @Nullable
    String actor;

    @Nullable
    Instant at;

    @Nullable
    String fingerprint;

    @Nullable
    String url;

    Change(ValueReader values) {
        this.values = values;
        before = new Attributes(values);
        after = new Attributes(values);
    }

    void read(JsonCursor json) throws IOException {
        clear();
        members.object(json);
        for (String name = members.member(json); name != null; name = members.member(json)) {
            switch (name) {
                case "rule" -> rule = Strict.words(json);
                case "resource" -> resource = Strict.words(json);
                case "action" -> action = Strict.words(json);
                case "title" -> title = Strict.words(json);
                case "description" -> description = Strict.text(json);
                case "severity" -> severity = severity(json);
                case "actor" -> actor = Strict.words(json);
                case "at" -> at = Strict.time(json);
                case "before" -> before.read(json);
                case "after" -> after.read(json);
                case "sensitive" -> sensitive(json);
                case "fingerprint" -> fingerprint = Strict.words(json);
                case "url" -> url = url(json);
                case "properties" -> properties(json);
                default -> json.skip();
            }
        }
        members.require(json, "rule");
        members.require(json, "resource");
    }

    private void clear() {
        before.clear();
        after.clear();
        properties.clear();
        hidden.clear();
        allHidden = false;
        action = null;
        title = null;
        description = null;
        severity = Severity.MEDIUM;
        actor = null;
        at = null;
        fingerprint = null;
        url = null;
    }

    boolean hides(String name) {
        return allHidden || hidden.contains(name);
    }

    private static Severity severity(JsonCursor json) throws IOException {
        String word = Strict.text(json);
        return switch (word) {
            case "critical", "high", "medium", "low", "info" ->
                Severity.ofWord(word).orElseThrow();
            default -> throw json.malformed("expected one of critical, high, medium, low, info");
        };
    }

    private static String url(JsonCursor json) throws IOException {
        String address = Strict.text(json);
        if (!TextLists.isLink(address)) {
            throw json.malformed("expected an http or https address of up to 2,000 characters");
        }
        return address;
    }

    private void sensitive(JsonCursor json) throws IOException {
        if (json.peek() != JsonToken.START_ARRAY) {
            allHidden = Strict.bool(json);
            return;
        }
        json.array();
        while (json.element()) {
            hidden.add(Strict.text(json));
            // Rather too much than what somebody asked to hide.
            if (hidden.size() > MOST_HIDDEN) {
                allHidden = true;
                hidden.clear();
            }
        }
    }

    private void properties(JsonCursor json) throws IOException {
        if (json.peek() != JsonToken.START_OBJECT) {
            throw json.malformed("expected an object");
        }
        json.object();
        while (json.member()) {
            if (properties.size() < MOST_PROPERTIES) {
                properties.put(json.name(), values.read(json));
            } else {
                json.skip();
            }
        }
    }
}

package dev.winnow.importers.terraform;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import dev.winnow.importers.drift.Attributes;
import dev.winnow.importers.drift.ValueReader;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One resource as {@code resource_drift} has it, its members in any order. Reused from resource to resource. */
final class Drift {
    private static final int MOST_ACTIONS = 4;

    private final TextLists lists = new TextLists();
    final Attributes before;
    final Attributes after;
    final Marks marks = new Marks();

    @Nullable
    String address;

    @Nullable
    String type;

    @Nullable
    String provider;

    @Nullable
    String module;

    /** Of an object that was replaced and is not gone yet. */
    @Nullable
    String deposed;

    Set<String> actions = Set.of();
    private boolean changed;

    Drift(ValueReader values) {
        before = new Attributes(values);
        after = new Attributes(values);
    }

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        address = null;
        type = null;
        provider = null;
        module = null;
        deposed = null;
        actions = Set.of();
        changed = false;
        before.clear();
        after.clear();
        marks.clear();
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            switch (json.name()) {
                case "address" -> address = Texts.given(json.text());
                case "type" -> type = Texts.given(json.sharedIfScalar());
                case "provider_name" -> provider = Texts.given(json.sharedIfScalar());
                case "module_address" -> module = Texts.given(json.sharedIfScalar());
                case "deposed" -> deposed = Texts.given(json.textIfScalar());
                case "change" -> change(json);
                default -> json.skip();
            }
        }
        if (address == null || Texts.line(address).isEmpty()) {
            throw json.malformed("a drifted resource without address");
        }
        if (!changed) {
            throw json.malformed("a drifted resource without change");
        }
        return true;
    }

    private void change(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        changed = true;
        while (json.member()) {
            switch (json.name()) {
                case "actions" -> actions = actions(json);
                case "before" -> before.read(json);
                case "after" -> after.read(json);
                case "before_sensitive", "after_sensitive" -> marks.read(json);
                default -> json.skip();
            }
        }
    }

    private Set<String> actions(JsonCursor json) throws IOException {
        if (json.peek() != JsonToken.START_ARRAY && json.peek() != JsonToken.VALUE_NULL) {
            throw json.malformed("expected an array");
        }
        return Set.copyOf(lists.words(json, MOST_ACTIONS));
    }
}

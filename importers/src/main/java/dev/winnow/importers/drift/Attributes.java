package dev.winnow.importers.drift;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JsonToken;

/**
 * One side of a change: what it was before, or is after, attribute by attribute. Bounded, whatever the report holds: of
 * the thousandth attribute and all behind it, only whether they changed is known. Reused from change to change.
 */
public final class Attributes {
    /** What all attributes too many are called. */
    public static final String OTHERS = "…";

    /** What the fingerprint is called that tells changes of one thing apart by their content. */
    public static final String FINGERPRINT = "change";

    /** What a side is called that is no object. */
    public static final String WHOLE = "value";

    private static final int MOST = 1_000;
    private static final int LONGEST_NAME = 120;

    private final ValueReader reader;
    private final Map<String, Value> values = new HashMap<>();

    public Attributes(ValueReader reader) {
        this.reader = reader;
    }

    public void clear() {
        values.clear();
    }

    /** Reads the side that comes next; {@code null} has no attributes. What was read before is forgotten. */
    public void read(JsonCursor json) throws IOException {
        clear();
        if (json.peek() != JsonToken.START_OBJECT) {
            put(WHOLE, reader.read(json));
            return;
        }
        json.object();
        while (json.member()) {
            String name = bounded(json.name());
            Value value = reader.read(json);
            if (values.size() < MOST || values.containsKey(name)) {
                put(name, value);
            } else {
                String all = values.getOrDefault(OTHERS, Value.NOTHING).digest() + name + value.digest();
                values.put(OTHERS, new Value(reader.digest(all), OTHERS));
            }
        }
    }

    private void put(String name, Value value) {
        if (value.isNothing()) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    public Value get(String name) {
        return values.getOrDefault(name, Value.NOTHING);
    }

    /** Whether nothing is set. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Names of the attributes that are not the same on the other side, in order. */
    public TreeSet<String> changed(Attributes other) {
        var changed = new TreeSet<String>();
        values.forEach((name, value) -> {
            if (!value.same(other.get(name))) {
                changed.add(name);
            }
        });
        for (String name : other.values.keySet()) {
            if (!values.containsKey(name)) {
                changed.add(name);
            }
        }
        return changed;
    }

    private String bounded(String name) {
        return name.length() <= LONGEST_NAME ? name : Bounded.atMost(name, LONGEST_NAME, reader);
    }
}

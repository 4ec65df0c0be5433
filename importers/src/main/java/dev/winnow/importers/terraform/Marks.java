package dev.winnow.importers.terraform;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonToken;

/**
 * Which attributes Terraform marks as sensitive, as a whole or somewhere inside. Of a plan that marks nothing, as the
 * first versions did, all are. Reused; a mark once seen is never taken back.
 */
final class Marks {
    private static final int MOST = 1_000;

    private final Set<String> names = new HashSet<>();
    private boolean all;

    /** How often marks were read: once for what was before, and once for what is after. */
    private int read;

    void clear() {
        names.clear();
        all = false;
        read = 0;
    }

    /** Reads {@code before_sensitive} or {@code after_sensitive}. */
    void read(JsonCursor json) throws IOException {
        read++;
        if (json.peek() != JsonToken.START_OBJECT) {
            all |= isMarked(json);
            return;
        }
        json.object();
        while (json.member()) {
            String name = json.name();
            if (isMarked(json)) {
                names.add(name);
                all |= names.size() > MOST;
            }
        }
    }

    boolean hide(String name) {
        return all || read < 2 || names.contains(name);
    }

    /** Whether anything but {@code false} stands in the value that comes next: what is no mark at all is one too. */
    private static boolean isMarked(JsonCursor json) throws IOException {
        boolean marked = false;
        switch (json.peek()) {
            case START_OBJECT -> {
                json.object();
                while (json.member()) {
                    marked |= isMarked(json);
                }
            }
            case START_ARRAY -> {
                json.array();
                while (json.element()) {
                    marked |= isMarked(json);
                }
            }
            case VALUE_FALSE, VALUE_NULL -> json.skip();
            default -> {
                json.skip();
                marked = true;
            }
        }
        return marked;
    }
}

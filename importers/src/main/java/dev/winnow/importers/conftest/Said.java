package dev.winnow.importers.conftest;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What one rule says of a file. Reused. */
final class Said {
    @Nullable
    String message;

    @Nullable
    String query;

    @Nullable
    String severity;

    @Nullable
    String file;

    int line;

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        message = null;
        query = null;
        severity = null;
        file = null;
        line = 0;
        if (json.peek() == JsonToken.VALUE_STRING) {
            // Of early versions, whose rules could say nothing else.
            message = Texts.given(json.text());
            return true;
        }
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            switch (json.name()) {
                case "msg" -> message = Texts.given(json.textIfScalar());
                case "loc" -> location(json);
                case "metadata" -> metadata(json);
                default -> json.skip();
            }
        }
        return true;
    }

    private void metadata(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "query" -> query = Texts.given(json.textIfScalar());
                case "severity" -> severity = Texts.given(json.textIfScalar());
                default -> json.skip();
            }
        }
    }

    private void location(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "file" -> file = Texts.given(json.textIfScalar());
                case "line" -> {
                    if (json.peek().isScalarValue()) {
                        line = Math.max(0, json.integer(0));
                    } else {
                        json.skip();
                    }
                }
                default -> json.skip();
            }
        }
    }
}

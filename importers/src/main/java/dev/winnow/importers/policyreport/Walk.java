package dev.winnow.importers.policyreport;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import java.util.function.IntFunction;
import tools.jackson.core.JsonToken;

/** Finds the reports of all documents: the documents themselves, and the items of lists. */
final class Walk {
    /** Takes the parts of one object that may be a report. */
    interface Part {
        /** Reads the results that come next. @param context as far as it is known */
        void results(JsonCursor json, Context context) throws IOException;

        /** All has been read. */
        void end(JsonCursor json, Context context) throws IOException;
    }

    private final JsonCursor json;
    private final IntFunction<Part> parts;
    private int count;

    /** @param parts makes one for each object, by its number */
    Walk(JsonCursor json, IntFunction<Part> parts) {
        this.json = json;
        this.parts = parts;
    }

    void all() throws IOException {
        while (json.document()) {
            if (json.peek() == JsonToken.START_OBJECT) {
                object(true);
            } else if (json.peek().isScalarValue()) {
                // YAML has empty documents.
                json.skip();
            } else {
                throw json.malformed("expected an object");
            }
        }
    }

    private void object(boolean mayBeList) throws IOException {
        if (!json.object()) {
            return;
        }
        var context = new Context();
        Part part = parts.apply(count++);
        while (json.member()) {
            if (json.name().equals("items") && mayBeList) {
                items();
            } else if (json.name().equals("results")) {
                part.results(json, context);
            } else if (!context.member(json)) {
                json.skip();
            }
        }
        part.end(json, context);
    }

    private void items() throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            object(false);
        }
    }
}

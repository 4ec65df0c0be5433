package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A location as the report has it, before addresses, messages and secrets in it are resolved. */
final class Place {
    @Nullable
    String uri;

    @Nullable
    String uriBaseId;

    int artifact = -1;
    int startLine;
    int startColumn;
    int endLine;
    int endColumn;
    long offset = -1;

    @Nullable
    String snippet;

    @Nullable
    String context;

    @Nullable
    String logicalName;

    int logicalIndex = -1;

    /** For a step of a code flow: which of the run's flow locations it is; -1 where it has its own. */
    int flowIndex = -1;

    @Nullable
    Message message;

    /** A {@code location} object; null where the report has {@code null}. */
    static @Nullable Place read(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        var place = new Place();
        while (json.member()) {
            switch (json.name()) {
                case "physicalLocation" -> place.physical(json);
                case "logicalLocations" -> place.logical(json);
                case "message" -> place.message = Message.read(json);
                default -> json.skip();
            }
        }
        return place;
    }

    private void physical(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "artifactLocation" -> artifactLocation(json);
                case "region" -> region(json);
                case "contextRegion" -> contextRegion(json);
                default -> json.skip();
            }
        }
    }

    /** An {@code artifactLocation} object. */
    void artifactLocation(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "uri" -> uri = json.shared();
                case "uriBaseId" -> uriBaseId = json.shared();
                case "index" -> artifact = json.integer(-1);
                default -> json.skip();
            }
        }
    }

    private void region(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        long bytes = -1;
        while (json.member()) {
            switch (json.name()) {
                case "startLine" -> startLine = Math.max(0, json.integer(0));
                case "startColumn" -> startColumn = Math.max(0, json.integer(0));
                case "endLine" -> endLine = Math.max(0, json.integer(0));
                case "endColumn" -> endColumn = Math.max(0, json.integer(0));
                case "charOffset" -> offset = Math.max(-1, json.integer(-1));
                case "byteOffset" -> bytes = Math.max(-1, json.integer(-1));
                case "snippet" -> snippet = content(json);
                default -> json.skip();
            }
        }
        if (offset < 0) {
            offset = bytes;
        }
        if (endLine == 0) {
            // The standard: an absent end is on the starting line.
            endLine = startLine;
        }
    }

    private void contextRegion(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("snippet")) {
                context = content(json);
            } else {
                json.skip();
            }
        }
    }

    /** The text of an {@code artifactContent}, or a bare string; binary contents are not kept. */
    private static @Nullable String content(JsonCursor json) throws IOException {
        return Message.readText(json);
    }

    private void logical(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (logicalName != null || logicalIndex >= 0) {
                json.skip();
            } else if (json.object()) {
                String name = null;
                String qualified = null;
                while (json.member()) {
                    switch (json.name()) {
                        case "name", "decoratedName" -> name = name == null ? json.shared() : skipped(json, name);
                        case "fullyQualifiedName" -> qualified = json.shared();
                        case "index" -> logicalIndex = json.integer(-1);
                        default -> json.skip();
                    }
                }
                logicalName = qualified != null && !qualified.isBlank() ? qualified : name;
            }
        }
    }

    private static String skipped(JsonCursor json, String kept) throws IOException {
        json.skip();
        return kept;
    }
}

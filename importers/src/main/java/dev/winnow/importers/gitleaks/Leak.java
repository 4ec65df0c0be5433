package dev.winnow.importers.gitleaks;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One leak as the report writes it; the two layouts' members do not clash. Reused from leak to leak. */
final class Leak {
    private static final int MOST_TAGS = 30;

    private final TextLists lists = new TextLists();

    @Nullable
    String rule;

    @Nullable
    String description;

    @Nullable
    String file;

    @Nullable
    String secret;

    /** The code around the secret. */
    @Nullable
    String match;

    @Nullable
    String commit;

    @Nullable
    String link;

    @Nullable
    String fingerprint;

    List<String> tags = List.of();
    int startLine;
    int startColumn;
    int endLine;
    int endColumn;

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        clear();
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            member(json, json.name());
        }
        if (rule == null) {
            throw json.malformed("a leak without RuleID");
        }
        return true;
    }

    private void member(JsonCursor json, String name) throws IOException {
        switch (name) {
            case "RuleID", "rule" -> rule = Texts.given(json.shared());
            case "Description" -> description = Texts.given(json.shared());
            case "File", "file" -> file = Texts.given(json.shared());
            case "Secret", "offender" -> secret = json.textIfScalar();
            case "Match" -> match = json.textIfScalar();
            case "line" -> {
                // In version 8 it is a member of some forks, a number; in version 7 the code.
                boolean code = json.peek() == JsonToken.VALUE_STRING;
                String text = json.textIfScalar();
                match = code ? text : match;
            }
            case "Commit", "commit" -> commit = Texts.given(json.shared());
            case "Link", "leakURL" -> link = json.textIfScalar();
            case "Fingerprint" -> fingerprint = Texts.given(json.textIfScalar());
            case "StartLine", "lineNumber" -> startLine = Math.max(0, json.integer(0));
            case "StartColumn" -> startColumn = Math.max(0, json.integer(0));
            case "EndLine" -> endLine = Math.max(0, json.integer(0));
            case "EndColumn" -> endColumn = Math.max(0, json.integer(0));
            case "Tags", "tags" -> tags = tags(json);
            default -> json.skip();
        }
    }

    /** A list, in older versions one text with commas in it. */
    private List<String> tags(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.START_ARRAY) {
            return lists.words(json, MOST_TAGS);
        }
        String text = json.textIfScalar();
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.split("\\s*,\\s*", MOST_TAGS)).stream()
                        .filter(tag -> !tag.isBlank())
                        .toList();
    }

    private void clear() {
        rule = null;
        description = null;
        file = null;
        secret = null;
        match = null;
        commit = null;
        link = null;
        fingerprint = null;
        tags = List.of();
        startLine = 0;
        startColumn = 0;
        endLine = 0;
        endColumn = 0;
    }
}

package dev.winnow.importers.semgrep;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Masking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item of the results as the report writes it. Reused from item to item. */
final class Match {
    private static final int SHORTEST_VALUE = 6;
    private static final int MOST_VALUES = 20;

    private final List<String> values = new ArrayList<>();
    final Metadata metadata = new Metadata();
    final Dependency dependency = new Dependency();
    final Trace trace = new Trace();

    @Nullable
    String checkId;

    @Nullable
    String path;

    int startLine;
    int startColumn;
    int endLine;
    int endColumn;

    @Nullable
    String message;

    @Nullable
    String severity;

    @Nullable
    String fingerprint;

    @Nullable
    String lines;

    @Nullable
    String validation;

    @Nullable
    String commit;

    boolean ignored;

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        clear();
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            switch (json.name()) {
                case "check_id" -> checkId = given(json.shared());
                case "path" -> path = json.shared();
                case "start" -> start(json);
                case "end" -> end(json);
                case "extra" -> extra(json);
                default -> json.skip();
            }
        }
        return true;
    }

    private void start(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "line" -> startLine = Math.max(0, json.integer(0));
                case "col" -> startColumn = Math.max(0, json.integer(0));
                default -> json.skip();
            }
        }
    }

    private void end(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "line" -> endLine = Math.max(0, json.integer(0));
                case "col" -> endColumn = Math.max(0, json.integer(0));
                default -> json.skip();
            }
        }
    }

    private void extra(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "message" -> message = json.textIfScalar();
                case "severity" -> severity = json.textIfScalar();
                case "fingerprint" -> fingerprint = given(json.textIfScalar());
                case "lines" -> lines = given(json.textIfScalar());
                case "validation_state" -> validation = json.textIfScalar();
                case "is_ignored" -> ignored = Boolean.parseBoolean(json.textIfScalar());
                case "metadata" -> metadata.read(json);
                case "sca_info" -> dependency.read(json);
                case "dataflow_trace" -> trace.read(json);
                case "historical_info" -> history(json);
                case "metavars" -> metavariables(json);
                default -> json.skip();
            }
        }
    }

    /** What the rule's variables stood for: messages of rules for secrets may hold it. */
    private void metavariables(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (!json.objectOrSkip()) {
                continue;
            }
            while (json.member()) {
                switch (json.name()) {
                    case "abstract_content" -> value(json.textIfScalar());
                    case "propagated_value" -> propagated(json);
                    default -> json.skip();
                }
            }
        }
    }

    private void propagated(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("svalue_abstract_content")) {
                value(json.textIfScalar());
            } else {
                json.skip();
            }
        }
    }

    private void value(@Nullable String text) {
        if (text != null && text.length() >= SHORTEST_VALUE && values.size() < MOST_VALUES) {
            values.add(text);
        }
    }

    /** A text of the report without what the rule's variables stood for. */
    String withoutValues(String text) {
        String masked = text;
        for (String value : values) {
            boolean quoted = value.length() > 2
                    && value.charAt(0) == value.charAt(value.length() - 1)
                    && "\"'`".indexOf(value.charAt(0)) >= 0;
            masked = Masking.mask(masked, quoted ? value.substring(1, value.length() - 1) : value);
        }
        return masked;
    }

    private void history(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("git_commit")) {
                commit = given(json.textIfScalar());
            } else {
                json.skip();
            }
        }
    }

    /** The text where it is one: without a login, Semgrep writes what it keeps to itself as {@code requires login}. */
    static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() || text.equals("requires login") ? null : text;
    }

    private void clear() {
        checkId = null;
        path = null;
        startLine = 0;
        startColumn = 0;
        endLine = 0;
        endColumn = 0;
        message = null;
        severity = null;
        fingerprint = null;
        lines = null;
        validation = null;
        commit = null;
        ignored = false;
        values.clear();
        metadata.clear();
        dependency.clear();
        trace.clear();
    }
}

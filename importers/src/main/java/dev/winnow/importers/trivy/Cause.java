package dev.winnow.importers.trivy;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Where in a file a misconfiguration or secret is, and the code there. Reused. */
final class Cause {
    @Nullable
    String resource;

    int startLine;
    int endLine;

    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder causes = new StringBuilder();

    void clear() {
        resource = null;
        startLine = 0;
        endLine = 0;
        lines.setLength(0);
        causes.setLength(0);
    }

    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "Resource" -> resource = Finding.present(json.textIfScalar());
                case "StartLine" -> startLine = json.integer(0);
                case "EndLine" -> endLine = json.integer(0);
                case "Code" -> code(json);
                default -> json.skip();
            }
        }
    }

    void code(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("Lines") && json.peek() == JsonToken.START_ARRAY) {
                json.array();
                while (json.element()) {
                    line(json);
                }
            } else {
                json.skip();
            }
        }
    }

    /** The lines at fault; null where the report shows none. */
    @Nullable
    String snippet(UnaryOperator<String> masking) {
        return text(causes, masking);
    }

    /** The lines at fault with those around them; null where there are no others. */
    @Nullable
    String context(UnaryOperator<String> masking) {
        return lines.length() == causes.length() ? null : text(lines, masking);
    }

    private static @Nullable String text(StringBuilder code, UnaryOperator<String> masking) {
        return code.isEmpty() ? null : Texts.block(masking.apply(code.substring(0, code.length() - 1)));
    }

    private void line(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        String content = "";
        boolean cause = false;
        while (json.member()) {
            switch (json.name()) {
                case "Content" -> content = json.textIfScalar();
                case "IsCause" -> cause = json.bool(false);
                default -> json.skip();
            }
        }
        String text = content == null ? "" : content;
        append(lines, text);
        if (cause) {
            append(causes, text);
        }
    }

    private static void append(StringBuilder to, String line) {
        if (to.length() < Texts.BLOCK) {
            to.append(line, 0, Math.min(line.length(), Texts.BLOCK)).append('\n');
        }
    }
}

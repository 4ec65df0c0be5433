package dev.winnow.importers.checkov;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Veil;
import dev.winnow.importers.packages.SensitiveWords;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The lines at fault, {@code [[12, "resource …\n"], …]}. Reused. */
final class CodeBlock {
    /** A Terraform plan is one line of any length, with every variable's value in it. */
    private static final int LONGEST_LINE = 1_000;

    private final StringBuilder lines = new StringBuilder();

    void clear() {
        lines.setLength(0);
    }

    void read(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            line(json);
        }
    }

    private void line(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            if (json.peek() == JsonToken.VALUE_STRING) {
                append(json.text());
            } else {
                json.skip();
            }
        }
    }

    private void append(@Nullable String line) {
        if (line == null || lines.length() >= Texts.BLOCK) {
            return;
        }
        lines.append(line.length() > LONGEST_LINE ? "…\n" : line);
        if (lines.charAt(lines.length() - 1) != '\n') {
            lines.append('\n');
        }
    }

    /**
     * The code as it may be shown: of settings that hold credentials no more than their names; null for none.
     *
     * @param secret whether the code is a leaked secret
     * @param aboutSecrets whether the check looks for secrets, so that any literal may be one
     */
    @Nullable
    String shown(boolean secret, boolean aboutSecrets) {
        if (lines.isEmpty()) {
            return null;
        }
        String code = lines.substring(0, lines.length() - 1);
        if (secret) {
            return Veil.ALL.code(code);
        }
        String masked = aboutSecrets ? Masking.maskLiterals(code) : Masking.maskKnown(code);
        if (!SensitiveWords.areIn(masked)) {
            return Texts.block(masked);
        }
        var shown = new StringBuilder(masked.length());
        for (String line : masked.split("\n", -1)) {
            shown.append(shown.isEmpty() ? "" : "\n").append(isSensitive(line) ? Veil.ALL.code(line) : line);
        }
        return Texts.block(shown.toString());
    }

    /** Whether the line gives something to such a setting; a block's name alone may be shown. */
    private static boolean isSensitive(String line) {
        return SensitiveWords.areIn(line) && (line.indexOf('=') >= 0 || line.indexOf(':') >= 0);
    }

    static boolean isAboutSecrets(@Nullable String words) {
        return words != null && (SensitiveWords.areIn(words) || words.contains("hard coded"));
    }
}

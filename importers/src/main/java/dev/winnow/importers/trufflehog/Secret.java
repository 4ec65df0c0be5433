package dev.winnow.importers.trufflehog;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One line of the report: a secret of version 3 or 2, whose members do not clash, or a line of the log. Reused. */
final class Secret {
    /** More strings of one find of version 2 do not tell it better apart. */
    private static final int MOST_STRINGS = 1_000;

    final Origin origin = new Origin();
    private final StringBuilder strings = new StringBuilder();
    private int stringCount;
    private boolean isSecret;
    private @Nullable String detector;
    private @Nullable String customName;
    private @Nullable String reason;

    @Nullable
    String description;

    @Nullable
    String raw;

    @Nullable
    String guide;

    @Nullable
    String level;

    @Nullable
    String logMessage;

    @Nullable
    String logError;

    @Nullable
    String version;

    boolean verified;
    boolean unverifiable;

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        clear();
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            switch (json.name()) {
                case "SourceMetadata" -> metadata(json);
                case "DetectorName" -> detector = secret(json);
                case "DetectorDescription" -> description = Texts.given(json.textIfScalar());
                case "Verified" -> verified = Boolean.parseBoolean(json.textIfScalar());
                case "VerificationError" -> unverifiable = Texts.given(json.textIfScalar()) != null;
                case "Raw" -> raw = json.textIfScalar();
                case "ExtraData" -> extra(json);
                case "reason" -> reason = secret(json);
                case "path" -> origin.file = Texts.given(json.textIfScalar());
                case "commitHash" -> origin.commit = Texts.given(json.textIfScalar());
                case "stringsFound" -> strings(json);
                default -> log(json);
            }
        }
        return true;
    }

    private void log(JsonCursor json) throws IOException {
        switch (json.name()) {
            case "level" -> level = json.textIfScalar();
            case "msg" -> logMessage = json.textIfScalar();
            case "error" -> logError = Texts.given(json.textIfScalar());
            case "trufflehog_version" -> version = Texts.given(json.textIfScalar());
            default -> json.skip();
        }
    }

    private @Nullable String secret(JsonCursor json) throws IOException {
        isSecret = true;
        return Texts.given(json.textIfScalar());
    }

    private void metadata(JsonCursor json) throws IOException {
        isSecret = true;
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("Data")) {
                origin.read(json);
            } else {
                json.skip();
            }
        }
    }

    private void extra(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "name" -> customName = Texts.given(json.textIfScalar());
                case "rotation_guide" -> guide = Texts.given(json.textIfScalar());
                default -> json.skip();
            }
        }
    }

    private void strings(JsonCursor json) throws IOException {
        isSecret = true;
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            if (json.peek() == JsonToken.VALUE_STRING && stringCount < MOST_STRINGS) {
                strings.append(stringCount++ == 0 ? "" : "\n").append(json.text());
            } else {
                json.skip();
            }
        }
    }

    /** Whether it is a line of the log. */
    boolean isLog() {
        return !isSecret && (level != null || logMessage != null);
    }

    /** What found it; null where the report does not say. */
    @Nullable
    String rule() {
        if (detector == null) {
            return reason;
        }
        return customName != null && detector.startsWith("Custom") ? detector + "/" + customName : detector;
    }

    boolean isVersion2() {
        return detector == null;
    }

    /** The plain secret, or all that one find of version 2 has. */
    @Nullable
    String plain() {
        return stringCount > 0 ? strings.toString() : Texts.given(raw);
    }

    private void clear() {
        origin.clear();
        strings.setLength(0);
        stringCount = 0;
        isSecret = false;
        detector = null;
        customName = null;
        reason = null;
        description = null;
        raw = null;
        guide = null;
        level = null;
        logMessage = null;
        logError = null;
        version = null;
        verified = false;
        unverifiable = false;
    }
}

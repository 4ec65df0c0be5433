package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the tool: whether it went well, when it ended, what it set differently from its rules' defaults. */
final class Invocation {
    private static final int MOST_NOTICES = 50;

    boolean successful = true;

    @Nullable
    Instant end;

    @Nullable
    String workingDirectory;

    final List<String> notices = new ArrayList<>(0);
    final List<LevelSetting> overrides = new ArrayList<>(0);

    /** A level set for one rule. */
    record LevelSetting(Reference rule, String level) {}

    static @Nullable Invocation read(JsonCursor json, Budget budget) throws IOException {
        if (!json.object()) {
            return null;
        }
        var invocation = new Invocation();
        while (json.member()) {
            switch (json.name()) {
                case "executionSuccessful", "toolExecutionSuccessful" -> invocation.successful = json.bool(true);
                case "endTimeUtc" -> invocation.end = instant(json.textIfScalar());
                case "workingDirectory" -> {
                    var place = new Place();
                    place.artifactLocation(json);
                    invocation.workingDirectory = place.uri;
                }
                case "toolExecutionNotifications" -> invocation.notifications(json, true);
                case "toolConfigurationNotifications" -> invocation.notifications(json, false);
                case "ruleConfigurationOverrides" -> invocation.overrides(json, budget);
                default -> json.skip();
            }
        }
        return invocation;
    }

    /** The tool's notes on its own run: of those from running it only errors matter here, the others are chatter. */
    private void notifications(JsonCursor json, boolean errorsOnly) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!json.object()) {
                continue;
            }
            String level = "warning";
            String text = null;
            Reference descriptor = null;
            while (json.member()) {
                switch (json.name()) {
                    case "level" -> level = json.textOrEmpty();
                    case "message" -> {
                        Message message = Message.read(json);
                        text = message == null ? null : message.resolve(id -> null);
                    }
                    case "descriptor" -> descriptor = Reference.read(json);
                    default -> json.skip();
                }
            }
            if (errorsOnly && !level.equalsIgnoreCase("error")) {
                continue;
            }
            if ((text == null || text.isBlank()) && descriptor != null) {
                text = descriptor.id();
            }
            if (text != null && !text.isBlank() && notices.size() < MOST_NOTICES) {
                notices.add(Texts.line(text));
            }
        }
    }

    private void overrides(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!json.object()) {
                continue;
            }
            Reference rule = null;
            String level = null;
            while (json.member()) {
                switch (json.name()) {
                    case "descriptor" -> rule = Reference.read(json);
                    case "configuration" -> level = Descriptor.configurationLevel(json);
                    default -> json.skip();
                }
            }
            if (rule != null && level != null) {
                budget.keep(level.length());
                overrides.add(new LevelSetting(rule, level));
            }
        }
    }

    /** The standard's times end in Z; some tools leave it out or write an offset. */
    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.length() > 40) {
            return null;
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException other) {
                return null;
            }
        }
    }
}

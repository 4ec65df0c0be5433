package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as the report describes it (SARIF's {@code reportingDescriptor}). */
final class Descriptor {
    private static final int MOST_RELATIONSHIPS = 200;

    @Nullable
    String id;

    @Nullable
    String guid;

    @Nullable
    String name;

    String shortText = "";
    String fullText = "";
    String help = "";

    @Nullable
    String helpUri;

    @Nullable
    String level;

    @Nullable
    Bag bag;

    final Map<String, String> messages = new HashMap<>(0);
    final List<Reference> relationships = new ArrayList<>(0);
    final List<String> formerIds = new ArrayList<>(0);

    static @Nullable Descriptor read(JsonCursor json, Budget budget) throws IOException {
        if (!json.object()) {
            return null;
        }
        var rule = new Descriptor();
        while (json.member()) {
            switch (json.name()) {
                case "id" -> rule.id = idOrNull(json);
                case "guid" -> rule.guid = json.textIfScalar();
                case "name" -> rule.name = line(json.textIfScalar());
                case "shortDescription" -> rule.shortText = text(json, budget);
                case "fullDescription" -> rule.fullText = text(json, budget);
                case "help" -> rule.help = text(json, budget);
                case "helpUri" -> rule.helpUri = line(json.textIfScalar());
                case "defaultConfiguration" -> rule.level = configurationLevel(json);
                case "messageStrings" -> messages(json, rule.messages, budget);
                case "relationships" -> rule.relationships(json);
                case "deprecatedIds" -> rule.formerIds(json);
                case "properties" -> rule.bag = Bag.read(json);
                default -> json.skip();
            }
        }
        budget.keep(rule.bag == null ? 0 : rule.bag.size() + 60 * rule.relationships.size());
        return rule;
    }

    /** The {@code level} of a {@code reportingConfiguration}. */
    static @Nullable String configurationLevel(JsonCursor json) throws IOException {
        if (!json.object()) {
            return null;
        }
        String level = null;
        while (json.member()) {
            if (json.name().equals("level")) {
                level = json.shared();
            } else {
                json.skip();
            }
        }
        return level;
    }

    /** Message strings by their id. */
    static void messages(JsonCursor json, Map<String, String> into, Budget budget) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            String key = Texts.line(json.name());
            String text = text(json, budget);
            into.put(key, text);
        }
    }

    private static @Nullable String idOrNull(JsonCursor json) throws IOException {
        String id = json.textIfScalar();
        return id == null || id.isBlank() ? null : Texts.line(id);
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null || text.isBlank() ? null : Texts.line(text);
    }

    private static String text(JsonCursor json, Budget budget) throws IOException {
        String text = Message.readText(json);
        return text == null || text.isBlank() ? "" : budget.block(text);
    }

    private void relationships(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            if (!json.object()) {
                continue;
            }
            while (json.member()) {
                Reference target = null;
                if (json.name().equals("target")) {
                    target = Reference.read(json);
                } else {
                    json.skip();
                }
                if (target != null && relationships.size() < MOST_RELATIONSHIPS) {
                    relationships.add(target);
                }
            }
        }
    }

    private void formerIds(JsonCursor json) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            String former = json.textIfScalar();
            if (former != null && formerIds.size() < MOST_RELATIONSHIPS) {
                formerIds.add(Texts.line(former));
            }
        }
    }
}

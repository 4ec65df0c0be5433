package dev.winnow.importers.sarif;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool's driver or extension, or a taxonomy: a name, its rules (or taxa) and its messages. */
final class ToolComponent {
    String name = "";

    @Nullable
    String version;

    @Nullable
    String guid;

    final List<Descriptor> rules = new ArrayList<>(0);
    final List<String> taxa = new ArrayList<>(0);
    final Map<String, String> messages = new HashMap<>(0);
    private final Map<String, Descriptor> byId = new HashMap<>();

    static @Nullable ToolComponent read(JsonCursor json, Budget budget) throws IOException {
        if (!json.object()) {
            return null;
        }
        var component = new ToolComponent();
        String semantic = null;
        while (json.member()) {
            switch (json.name()) {
                case "name" -> component.name = Texts.line(json.textOrEmpty());
                case "guid" -> component.guid = json.textIfScalar();
                case "version" -> component.version = json.textIfScalar();
                case "semanticVersion" -> semantic = json.textIfScalar();
                case "rules" -> component.rules(json, budget);
                case "taxa" -> component.taxa(json, budget);
                case "globalMessageStrings" -> Descriptor.messages(json, component.messages, budget);
                default -> json.skip();
            }
        }
        if (component.version == null || component.version.isBlank()) {
            component.version = semantic;
        }
        if (component.version != null) {
            component.version = component.version.isBlank() ? null : Texts.line(component.version);
        }
        return component;
    }

    private void rules(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            Descriptor rule = Descriptor.read(json, budget);
            if (rule == null) {
                rule = new Descriptor();
            }
            rules.add(rule);
            if (rule.id != null) {
                byId.putIfAbsent(rule.id, rule);
            }
        }
    }

    private void taxa(JsonCursor json, Budget budget) throws IOException {
        if (!json.array()) {
            return;
        }
        while (json.element()) {
            String id = "";
            if (json.object()) {
                while (json.member()) {
                    if (json.name().equals("id")) {
                        id = Texts.line(json.textOrEmpty());
                    } else {
                        json.skip();
                    }
                }
            }
            budget.keep(id.length());
            taxa.add(id);
        }
    }

    /** Appends what an external properties file adds to this component. */
    void add(ToolComponent more) {
        if (name.isBlank()) {
            name = more.name;
        }
        if (version == null) {
            version = more.version;
        }
        if (guid == null) {
            guid = more.guid;
        }
        rules.addAll(more.rules);
        more.byId.forEach(byId::putIfAbsent);
        taxa.addAll(more.taxa);
        more.messages.forEach(messages::putIfAbsent);
    }

    /** The rule of this id, or of the id it lies below: {@code CA1000/1} lies below {@code CA1000}. */
    @Nullable
    Descriptor rule(String id) {
        Descriptor rule = byId.get(id);
        for (int slash = id.lastIndexOf('/'); rule == null && slash > 0; slash = id.lastIndexOf('/', slash - 1)) {
            rule = byId.get(id.substring(0, slash));
        }
        return rule;
    }

    @Nullable
    Descriptor rule(int index) {
        return index >= 0 && index < rules.size() ? rules.get(index) : null;
    }

    @Nullable
    Descriptor ruleOfGuid(String wanted) {
        for (Descriptor rule : rules) {
            if (wanted.equalsIgnoreCase(rule.guid)) {
                return rule;
            }
        }
        return null;
    }

    boolean isCalled(@Nullable String otherName, @Nullable String otherGuid) {
        return (otherGuid != null && otherGuid.equalsIgnoreCase(guid))
                || (otherName != null && otherName.equalsIgnoreCase(name));
    }
}

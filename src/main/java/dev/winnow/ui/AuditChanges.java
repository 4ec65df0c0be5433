package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import dev.winnow.audit.AuditRecord;
import dev.winnow.ui.parts.Html;
import dev.winnow.ui.parts.WebLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a record says was changed, name by name: what was taken away stands crossed out before what came. */
final class AuditChanges {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 200;
    private static final int SHOWN = 4;

    /** A commit, or a hash of a file: its beginning tells it from others. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,128}");

    private static final int HASH_SHOWN = 12;

    /** What proves a decision, such as a pull request. */
    private static final String LINK = "link";

    private AuditChanges() {}

    /** One name, and what it stood and stands for; null for nothing. */
    record Change(
            String name, @Nullable String before, @Nullable String after) {
        boolean isChange() {
            return !Objects.equals(before, after);
        }
    }

    static List<Change> of(AuditRecord record) {
        Map<String, String> before = flat(record.before());
        Map<String, String> after = flat(record.after());
        var names = new TreeMap<>(before);
        names.putAll(after);
        return names.keySet().stream()
                .map(name -> new Change(name, before.get(name), after.get(name)))
                .toList();
    }

    private static Map<String, String> flat(@Nullable String json) {
        Map<String, String> values = new TreeMap<>();
        if (json != null) {
            flatten("", JSON.readTree(json), values);
        }
        return values;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(part -> flatten(
                            name.isEmpty() ? part.getKey() : name + "." + part.getKey(), part.getValue(), values));
        } else if (!node.isNull()) {
            values.put(name, node.isString() ? node.stringValue() : node.toString());
        }
    }

    /** The first changes, in one line each. */
    static Component brief(AuditRecord record) {
        List<Change> changes = of(record).stream().filter(Change::isChange).toList();
        var lines = Html.div("changes");
        changes.stream().limit(SHOWN).forEach(change -> lines.add(line(change, true)));
        if (changes.size() > SHOWN) {
            lines.add(Html.span("and " + (changes.size() - SHOWN) + " more", "soft"));
        }
        return lines;
    }

    /** All that the record holds; what stayed the same stands plain. */
    static Component whole(AuditRecord record) {
        var list = new DescriptionList();
        list.addClassName("facts");
        for (Change change : of(record)) {
            list.add(
                    new DescriptionList.Term(change.name().isEmpty() ? "value" : change.name()),
                    new DescriptionList.Description(values(change, false).toArray(Component[]::new)));
        }
        return list;
    }

    private static Span line(Change change, boolean brief) {
        Span line = Html.line();
        if (!change.name().isEmpty()) {
            line.add(Html.span(change.name(), "soft"));
        }
        values(change, brief).forEach(line::add);
        return line;
    }

    private static List<Component> values(Change change, boolean brief) {
        var values = new ArrayList<Component>();
        String before = change.before();
        String after = change.after();
        if (before != null && change.isChange()) {
            values.add(Html.heard("before:"));
            values.add(Html.span(cut(before, brief), "was", "break"));
        }
        if (after != null) {
            if (before != null && change.isChange()) {
                values.add(Html.sign("→"));
                values.add(Html.heard("after:"));
            }
            values.add(
                    !brief && change.name().equals(LINK) ? WebLink.of(after) : Html.span(cut(after, brief), "break"));
        }
        return values;
    }

    private static String cut(String text, boolean brief) {
        if (brief && HASH.matcher(text).matches()) {
            return text.substring(0, HASH_SHOWN) + "…";
        }
        return brief && text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}

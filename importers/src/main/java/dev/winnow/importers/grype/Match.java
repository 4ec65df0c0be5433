package dev.winnow.importers.grype;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.packages.Identifiers;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** One match as the report writes it: a vulnerability, those related to it, a package, and why they match. Reused. */
final class Match {
    /** The most related vulnerabilities and ignore rules looked at. */
    private static final int MOST = 50;

    private final TextLists lists = new TextLists();
    final Vulnerability vulnerability = new Vulnerability(lists);
    final Vulnerability related = new Vulnerability(lists);
    final Artifact artifact = new Artifact();
    final Identifiers identifiers = new Identifiers();
    final List<String> ignoreRules = new ArrayList<>();
    boolean ignoredByVex;

    private final List<String> relatedIds = new ArrayList<>();
    private @Nullable String distribution;

    /** Reads the object that comes next; false where {@code null} stands there. */
    boolean read(JsonCursor json) throws IOException {
        vulnerability.clear();
        related.clear();
        artifact.clear();
        identifiers.clear();
        relatedIds.clear();
        ignoreRules.clear();
        ignoredByVex = false;
        distribution = null;
        if (!json.object()) {
            return false;
        }
        while (json.member()) {
            switch (json.name()) {
                case "vulnerability" -> vulnerability.read(json);
                case "relatedVulnerabilities" -> related(json);
                case "artifact" -> artifact.read(json);
                case "matchDetails" -> details(json);
                case "appliedIgnoreRules" -> ignoreRules(json);
                default -> json.skip();
            }
        }
        if (vulnerability.id != null) {
            identifiers.add(vulnerability.id);
        }
        relatedIds.forEach(identifiers::add);
        vulnerability.advisories.forEach(identifiers::add);
        return true;
    }

    /** The distribution whose advisories were asked, which is the package's; null where none was. */
    @Nullable
    String distribution() {
        return distribution == null ? vulnerability.distribution() : distribution;
    }

    void distribution(@Nullable String name) {
        distribution = name;
    }

    /** The first related vulnerability counts for what the match's own does not say. */
    private void related(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            if (relatedIds.size() >= MOST) {
                json.skip();
                continue;
            }
            related.id = null;
            related.read(json);
            if (related.id != null) {
                relatedIds.add(related.id);
            }
        }
    }

    private void details(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.START_ARRAY) {
            json.array();
            while (json.element()) {
                detail(json);
            }
        } else {
            detail(json);
        }
    }

    private void detail(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            String name = json.name();
            if (distribution == null && (name.equals("searchedBy") || name.equals("searchKey"))) {
                searched(json);
            } else {
                json.skip();
            }
        }
    }

    private void searched(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            if (json.name().equals("distro") && json.peek() == JsonToken.START_OBJECT) {
                json.object();
                while (json.member()) {
                    if (json.name().equals("type")) {
                        distribution = present(json.textIfScalar());
                    } else {
                        json.skip();
                    }
                }
            } else {
                json.skip();
            }
        }
    }

    private void ignoreRules(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            String rule = ignoreRule(json);
            if (!rule.isEmpty() && ignoreRules.size() < MOST) {
                ignoreRules.add(rule);
            }
        }
    }

    /** The rule's conditions as {@code name: value}, its reason first. */
    private String ignoreRule(JsonCursor json) throws IOException {
        var text = new StringBuilder();
        String reason = null;
        if (!json.objectOrSkip()) {
            return "";
        }
        while (json.member()) {
            String name = json.name();
            if (name.equals("reason")) {
                reason = present(json.textIfScalar());
            } else if (name.equals("package") && json.peek() == JsonToken.START_OBJECT) {
                json.object();
                while (json.member()) {
                    condition(text, "package " + json.name(), json.textIfScalar());
                }
            } else {
                String value = json.textIfScalar();
                ignoredByVex |= name.equals("vex-status") && value != null && !value.isBlank();
                condition(text, name, value);
            }
        }
        return reason == null ? text.toString() : text.isEmpty() ? reason : reason + " (" + text + ")";
    }

    private static void condition(StringBuilder to, String name, @Nullable String value) {
        if (value != null && !value.isBlank() && !value.equals("false") && to.length() < 1_000) {
            to.append(to.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(": ")
                    .append(value, 0, Math.min(500, value.length()));
        }
    }

    /** The text, or null where there is none to speak of. */
    static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

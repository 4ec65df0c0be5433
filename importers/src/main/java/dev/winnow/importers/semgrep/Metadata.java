package dev.winnow.importers.semgrep;

import dev.winnow.importers.Cwes;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.packages.TextLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What a rule's author wrote of it: free form, of which these members are customary. Reused. */
final class Metadata {
    private static final int MOST = 30;

    private final TextLists lists = new TextLists();
    final List<String> cwes = new ArrayList<>();
    final List<String> tags = new ArrayList<>();
    final List<String> aliases = new ArrayList<>();
    final List<String> fixes = new ArrayList<>();
    List<String> references = List.of();
    boolean secret;

    @Nullable
    String link;

    @Nullable
    String source;

    @Nullable
    String scaSeverity;

    @Nullable
    String published;

    void clear() {
        cwes.clear();
        tags.clear();
        aliases.clear();
        fixes.clear();
        references = List.of();
        secret = false;
        link = null;
        source = null;
        scaSeverity = null;
        published = null;
    }

    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "cwe" -> words(json).forEach(cwe -> Cwes.addNumbered(cwe, cwes));
                case "owasp", "vulnerability_class" -> tags.addAll(words(json));
                case "category" -> {
                    List<String> category = words(json);
                    tags.addAll(category);
                    secret |= category.contains("secrets");
                }
                case "technology" -> secret |= words(json).contains("secrets");
                case "secret_type" -> {
                    secret = true;
                    json.skip();
                }
                case "references" -> references = links(json);
                case "shortlink" -> link = json.textIfScalar();
                case "source" -> source = json.textIfScalar();
                case "sca-vuln-database-identifier", "cve", "ghsa", "aliases" -> aliases.addAll(words(json));
                case "sca-severity" -> scaSeverity = json.textIfScalar();
                case "sca-fix-versions" -> fixes(json);
                case "publish-date" -> published = json.textIfScalar();
                default -> json.skip();
            }
        }
    }

    /** One text, or a list of them. */
    private List<String> words(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.START_ARRAY) {
            return lists.words(json, MOST);
        }
        String word = json.textIfScalar();
        return word == null || word.isBlank() ? List.of() : List.of(word);
    }

    private List<String> links(JsonCursor json) throws IOException {
        if (json.peek() == JsonToken.START_ARRAY) {
            return lists.links(json);
        }
        String link = json.textIfScalar();
        return TextLists.isLink(link) ? List.of(link) : List.of();
    }

    /** A list of objects that name a package and a version that is not affected. */
    private void fixes(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            if (!json.objectOrSkip()) {
                continue;
            }
            while (json.member()) {
                String version = json.textIfScalar();
                if (version != null && !version.isBlank() && fixes.size() < MOST && !fixes.contains(version)) {
                    fixes.add(version);
                }
            }
        }
    }
}

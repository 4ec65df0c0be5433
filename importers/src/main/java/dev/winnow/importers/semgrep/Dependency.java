package dev.winnow.importers.semgrep;

import dev.winnow.importers.Component;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.PackageUrls;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The package that a Supply Chain rule found ({@code sca_info}). Reused. */
final class Dependency {
    boolean present;

    @Nullable
    private String ecosystem;

    @Nullable
    private String name;

    @Nullable
    private String version;

    @Nullable
    private Boolean reachable;

    @Nullable
    String lockfile;

    void clear() {
        present = false;
        ecosystem = null;
        name = null;
        version = null;
        reachable = null;
        lockfile = null;
    }

    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        present = true;
        while (json.member()) {
            switch (json.name()) {
                case "reachable" -> reachable = Boolean.valueOf(json.textIfScalar());
                case "dependency_match" -> match(json);
                default -> json.skip();
            }
        }
    }

    private void match(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "found_dependency" -> found(json);
                case "lockfile" -> lockfile = json.textIfScalar();
                default -> json.skip();
            }
        }
    }

    private void found(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "package" -> name = json.textIfScalar();
                case "version" -> version = json.textIfScalar();
                case "ecosystem" -> ecosystem = json.textIfScalar();
                default -> json.skip();
            }
        }
    }

    /** Null where the package's name is not there. */
    @Nullable
    Component component(List<String> fixes) {
        String named = name;
        if (named == null || named.isBlank()) {
            return null;
        }
        String fixed = fixes.isEmpty() ? null : Texts.line(String.join(", ", fixes));
        String state = reachable == null ? null : reachable ? "reachable" : "unreachable";
        return new Component(
                purl(named), Texts.line(named), version == null ? null : Texts.line(version), fixed, state);
    }

    private @Nullable String purl(String named) {
        String type = ecosystem == null
                ? null
                : switch (ecosystem.toLowerCase(Locale.ROOT)) {
                    case "npm", "pypi", "cargo", "gem", "composer", "nuget", "pub", "cocoapods", "maven", "opam" ->
                        ecosystem.toLowerCase(Locale.ROOT);
                    case "gomod" -> "golang";
                    case "swiftpm" -> "swift";
                    case "mix", "hex" -> "hex";
                    default -> null;
                };
        if (type == null) {
            return null;
        }
        int cut = type.equals("maven") ? named.indexOf(':') : named.lastIndexOf('/');
        String namespace = cut > 0 ? named.substring(0, cut) : null;
        String own = named.substring(cut + 1);
        return own.isBlank() ? null : PackageUrls.of(type, namespace, own, version, null);
    }
}

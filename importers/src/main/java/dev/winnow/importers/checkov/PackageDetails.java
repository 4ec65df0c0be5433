package dev.winnow.importers.checkov;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.Component;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.PackageUrls;
import dev.winnow.importers.packages.TextLists;
import dev.winnow.importers.packages.Timestamps;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What is known of a package ({@code vulnerability_details}). Reused. */
final class PackageDetails {
    private static final int MOST = 30;

    private final TextLists lists = new TextLists();

    @Nullable
    String id;

    @Nullable
    String severity;

    @Nullable
    String description;

    @Nullable
    String link;

    @Nullable
    String licence;

    private @Nullable String name;
    private @Nullable String version;
    private @Nullable String type;
    private @Nullable String fixed;
    private @Nullable String status;
    private @Nullable String vector;
    private @Nullable Double cvss;
    private @Nullable String published;

    void clear() {
        id = null;
        severity = null;
        description = null;
        link = null;
        licence = null;
        name = null;
        version = null;
        type = null;
        fixed = null;
        status = null;
        vector = null;
        cvss = null;
        published = null;
    }

    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "id" -> id = Texts.given(json.textIfScalar());
                case "severity" -> severity = Texts.given(json.textIfScalar());
                case "description" -> description = Texts.given(json.textIfScalar());
                case "link" -> link = json.textIfScalar();
                case "license" -> licence = Texts.given(json.textIfScalar());
                case "package_name" -> name = Texts.given(json.textIfScalar());
                case "package_version" -> version = Texts.given(json.textIfScalar());
                case "package_type" -> type = Texts.given(json.textIfScalar());
                case "lowest_fixed_version" -> fixed = fixed == null ? Texts.given(json.textIfScalar()) : passed(json);
                case "fixed_versions" -> fixed(json);
                case "status" -> status = Texts.given(json.textIfScalar());
                case "vector" -> vector = Texts.given(json.textIfScalar());
                case "cvss" -> cvss = json.peek().isScalarValue() ? json.number() : noNumber(json);
                case "published_date" -> published = json.textIfScalar();
                default -> json.skip();
            }
        }
    }

    private @Nullable String passed(JsonCursor json) throws IOException {
        json.skip();
        return fixed;
    }

    private static @Nullable Double noNumber(JsonCursor json) throws IOException {
        json.skip();
        return null;
    }

    private void fixed(JsonCursor json) throws IOException {
        if (json.peek() != JsonToken.START_ARRAY) {
            json.skip();
            return;
        }
        List<String> versions = lists.words(json, MOST);
        fixed = versions.isEmpty() ? fixed : String.join(", ", versions);
    }

    /** Null where the package's name is not there. @param file where it was found, which may tell its ecosystem */
    @Nullable
    Component component(@Nullable String file) {
        if (name == null) {
            return null;
        }
        return new Component(
                purl(name, file), Texts.line(name), lineOrNull(version), lineOrNull(fixed), lineOrNull(status));
    }

    Advisory advisory() {
        boolean valid = cvss != null && cvss >= 0 && cvss <= 10;
        return new Advisory(
                valid ? cvss : null, valid ? lineOrNull(vector) : null, null, false, Timestamps.parse(published));
    }

    private @Nullable String purl(String named, @Nullable String file) {
        String ecosystem = type == null ? null : ofType(type.toLowerCase(Locale.ROOT));
        if (ecosystem == null && file != null) {
            ecosystem = ofFile(file.substring(file.lastIndexOf('/') + 1));
        }
        if (ecosystem == null) {
            return null;
        }
        // Prisma joins a Maven package's group and artifact by an underscore.
        boolean maven = ecosystem.equals("maven");
        int colon = named.indexOf(':');
        int cut = !maven ? named.lastIndexOf('/') : colon >= 0 ? colon : named.indexOf('_');
        if (maven && cut <= 0) {
            return null;
        }
        String own = named.substring(cut + 1);
        return own.isBlank()
                ? null
                : PackageUrls.of(ecosystem, cut > 0 ? named.substring(0, cut) : null, own, version, null);
    }

    private static @Nullable String ofType(String type) {
        return switch (type) {
            case "python", "pypi", "pip" -> "pypi";
            case "nodejs", "javascript", "npm", "node" -> "npm";
            case "java", "jar", "maven", "gradle" -> "maven";
            case "go", "golang" -> "golang";
            case "ruby", "gem", "rubygems" -> "gem";
            case "dotnet", "nuget", ".net" -> "nuget";
            case "php", "composer" -> "composer";
            case "rust", "cargo" -> "cargo";
            default -> null;
        };
    }

    private static @Nullable String ofFile(String file) {
        return switch (file) {
            case "requirements.txt", "Pipfile", "Pipfile.lock", "poetry.lock", "setup.py", "pyproject.toml" -> "pypi";
            case "package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bower.json" -> "npm";
            case "pom.xml", "build.gradle", "build.gradle.kts", "gradle.lockfile" -> "maven";
            case "go.mod", "go.sum" -> "golang";
            case "Gemfile", "Gemfile.lock" -> "gem";
            case "composer.json", "composer.lock" -> "composer";
            case "Cargo.toml", "Cargo.lock" -> "cargo";
            case "packages.config", "packages.lock.json", "paket.lock" -> "nuget";
            default -> file.endsWith(".csproj") ? "nuget" : null;
        };
    }

    private static @Nullable String lineOrNull(@Nullable String text) {
        return text == null ? null : Texts.line(text);
    }
}

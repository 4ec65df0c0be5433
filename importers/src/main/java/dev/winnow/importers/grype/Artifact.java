package dev.winnow.importers.grype;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Location;
import dev.winnow.importers.packages.PackageUrls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The package of a match. Reused. */
final class Artifact {
    /** The most places kept: a Debian package lists each of its files about itself. */
    private static final int MOST_LOCATIONS = 20;

    @Nullable
    String name;

    @Nullable
    String version;

    @Nullable
    String purl;

    @Nullable
    String layer;

    final List<Location> locations = new ArrayList<>();

    private @Nullable String type;
    private @Nullable String language;
    private @Nullable String group;

    void clear() {
        name = null;
        version = null;
        purl = null;
        layer = null;
        type = null;
        language = null;
        group = null;
        locations.clear();
    }

    void read(JsonCursor json) throws IOException {
        if (!json.object()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "name" -> name = Match.present(json.text());
                case "version" -> version = Match.present(json.textIfScalar());
                case "type" -> type = Match.present(json.textIfScalar());
                case "language" -> language = Match.present(json.textIfScalar());
                case "purl" -> purl = PackageUrls.canonical(json.textIfScalar());
                case "locations" -> locations(json);
                case "metadata" -> metadata(json);
                default -> json.skip();
            }
        }
    }

    /** Whether the package's URL has to be built and is that of a distribution's package. */
    boolean needsDistribution() {
        return purl == null && systemType() != null;
    }

    /**
     * The package's URL, built where the report gives none: old versions of Grype left it out, and Syft cannot always tell.
     *
     * @param distribution the system's name, for its packages
     */
    @Nullable
    String url(@Nullable String distribution) {
        if (purl != null || name == null) {
            return purl;
        }
        String system = systemType();
        if (system != null) {
            return ofSystem(system, distribution, name);
        }
        String ecosystem = ecosystem();
        if (ecosystem == null) {
            return null;
        }
        return switch (ecosystem) {
            case "maven" -> PackageUrls.of(ecosystem, group, name, version, null);
            case "npm", "golang", "composer", "swift", "github" -> {
                int slash = name.lastIndexOf('/');
                yield slash == name.length() - 1
                        ? null
                        : PackageUrls.of(
                                ecosystem,
                                slash < 0 ? null : name.substring(0, slash),
                                name.substring(slash + 1),
                                version,
                                null);
            }
            default -> PackageUrls.of(ecosystem, null, name, version, null);
        };
    }

    private String ofSystem(String system, @Nullable String distribution, String named) {
        String number = version;
        int colon = number == null ? -1 : number.indexOf(':');
        boolean epoch = system.equals("rpm")
                && number != null
                && colon > 0
                && number.substring(0, colon).chars().allMatch(c -> c >= '0' && c <= '9');
        return epoch && number != null
                ? PackageUrls.of(
                        system, distribution, named, number.substring(colon + 1), "epoch=" + number.substring(0, colon))
                : PackageUrls.of(system, distribution, named, number, null);
    }

    private @Nullable String systemType() {
        return type == null
                ? null
                : switch (type) {
                    case "deb", "rpm", "apk", "alpm" -> type;
                    default -> null;
                };
    }

    private @Nullable String ecosystem() {
        String known = switch (type == null ? "" : type) {
            case "java-archive", "jenkins-plugin", "graalvm-native-image" -> "maven";
            case "npm" -> "npm";
            case "python" -> "pypi";
            case "gem" -> "gem";
            case "go-module" -> "golang";
            case "rust-crate" -> "cargo";
            case "php-composer", "php-composer-installed" -> "composer";
            case "dotnet" -> "nuget";
            case "conan" -> "conan";
            case "conda" -> "conda";
            case "dart-pub" -> "pub";
            case "hex" -> "hex";
            case "pod" -> "cocoapods";
            case "swift" -> "swift";
            case "hackage" -> "hackage";
            case "R-package" -> "cran";
            case "github-action", "github-action-workflow" -> "github";
            case "bitnami" -> "bitnami";
            case "binary", "linux-kernel", "nix", "portage", "wordpress-plugin" -> "generic";
            default -> null;
        };
        return known == null && language != null ? ofLanguage(language) : known;
    }

    private static @Nullable String ofLanguage(String language) {
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "java" -> "maven";
            case "javascript" -> "npm";
            case "python" -> "pypi";
            case "ruby" -> "gem";
            case "go" -> "golang";
            case "rust" -> "cargo";
            case "php" -> "composer";
            case "dotnet" -> "nuget";
            case "dart" -> "pub";
            case "swift" -> "swift";
            default -> null;
        };
    }

    private void metadata(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            String member = json.name();
            if (member.equals("pomGroupID") || member.equals("groupID")) {
                String text = Match.present(json.textIfScalar());
                group = text == null ? group : text;
            } else {
                json.skip();
            }
        }
    }

    private void locations(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            if (locations.size() < MOST_LOCATIONS) {
                location(json);
            } else {
                json.skip();
            }
        }
    }

    /** The path in the image or directory; the path it was reached by only where the other is missing. */
    private void location(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        String path = null;
        String reached = null;
        while (json.member()) {
            switch (json.name()) {
                case "path" -> path = Match.present(json.textIfScalar());
                case "accessPath" -> reached = Match.present(json.textIfScalar());
                case "layerID" -> {
                    if (layer == null) {
                        layer = Match.present(json.textIfScalar());
                    } else {
                        json.skip();
                    }
                }
                default -> json.skip();
            }
        }
        String uri = path == null ? reached : path;
        if (uri != null) {
            locations.add(Location.ofFile(uri));
        }
    }
}

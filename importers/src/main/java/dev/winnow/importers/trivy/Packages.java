package dev.winnow.importers.trivy;

import dev.winnow.importers.packages.PackageUrls;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trivy's words for package managers and operating systems, and the package URLs they mean. */
final class Packages {
    private Packages() {}

    /** Whether the type is the family of an operating system. */
    static boolean isOperatingSystem(@Nullable String type) {
        return type != null && systemType(type) != null;
    }

    /** Whether a target is the word for all packages of an ecosystem in an image instead of a file. */
    static boolean isEcosystemWord(String target) {
        return switch (target) {
            case "Java",
                    "Python",
                    "Node.js",
                    "Ruby",
                    "PHP",
                    "Rust",
                    "Go",
                    ".NET",
                    "Conda",
                    "Julia",
                    "Kubernetes",
                    "OS Packages",
                    "Loose File License(s)",
                    "Composer",
                    "C/C++",
                    "Conan" -> true;
            default -> false;
        };
    }

    /** The ecosystem that a licence list's target names; null for another target. */
    static @Nullable String ecosystemOf(String target) {
        return switch (target.substring(target.lastIndexOf('/') + 1)) {
            case "Java", "pom.xml", "gradle.lockfile", "build.sbt.lock" -> "jar";
            case "Python", "requirements.txt", "Pipfile.lock", "poetry.lock", "uv.lock", "pylock.toml" -> "pip";
            case "Node.js", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock" -> "npm";
            case "Ruby", "Gemfile.lock" -> "bundler";
            case "PHP", "Composer", "composer.lock", "installed.json" -> "composer";
            case "Rust", "Cargo.lock" -> "cargo";
            case "Go", "go.mod" -> "gomod";
            case ".NET", "packages.lock.json", "packages.config" -> "nuget";
            case "Conda", "environment.yml", "environment.yaml" -> "conda-pkg";
            case "Julia", "Manifest.toml" -> "julia";
            case "pubspec.lock" -> "pub";
            case "mix.lock" -> "hex";
            case "conan.lock" -> "conan";
            case "Podfile.lock" -> "cocoapods";
            case "Package.resolved" -> "swift";
            default -> null;
        };
    }

    /** The package URL of a package that the report gives only a name; null where its ecosystem is not known. */
    static @Nullable String purl(@Nullable String ecosystem, String name, @Nullable String version) {
        if (ecosystem == null || name.isBlank()) {
            return null;
        }
        String system = systemType(ecosystem);
        if (system != null) {
            return ofSystem(system, ecosystem, name, version);
        }
        String type = languageType(ecosystem);
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "maven" -> {
                int colon = name.indexOf(':');
                yield colon < 0
                        ? PackageUrls.of(type, null, name, version, null)
                        : PackageUrls.of(type, name.substring(0, colon), name.substring(colon + 1), version, null);
            }
            case "npm", "golang", "composer", "swift" -> withNamespace(type, name, version);
            case "cocoapods" -> {
                int slash = name.indexOf('/');
                String pod = slash < 0 ? name : name.substring(0, slash);
                String purl = PackageUrls.of(type, null, pod, version, null);
                yield slash < 0 ? purl : purl + "#" + name.substring(slash + 1);
            }
            default -> PackageUrls.of(type, null, name, version, null);
        };
    }

    private static @Nullable String withNamespace(String type, String name, @Nullable String version) {
        int slash = name.lastIndexOf('/');
        if (slash == name.length() - 1) {
            return null;
        }
        return slash < 0
                ? PackageUrls.of(type, null, name, version, null)
                : PackageUrls.of(type, name.substring(0, slash), name.substring(slash + 1), version, null);
    }

    private static String ofSystem(String type, String family, String name, @Nullable String version) {
        if (!type.equals("rpm") || version == null) {
            return PackageUrls.of(type, family, name, version, null);
        }
        int colon = version.indexOf(':');
        boolean epoch = colon > 0 && version.substring(0, colon).chars().allMatch(c -> c >= '0' && c <= '9');
        return epoch
                ? PackageUrls.of(
                        type, family, name, version.substring(colon + 1), "epoch=" + version.substring(0, colon))
                : PackageUrls.of(type, family, name, version, null);
    }

    private static @Nullable String systemType(String family) {
        return switch (family) {
            case "debian", "ubuntu", "echo" -> "deb";
            case "alpine", "wolfi", "chainguard", "minimos" -> "apk";
            case "redhat",
                    "centos",
                    "rocky",
                    "alma",
                    "amazon",
                    "fedora",
                    "oracle",
                    "photon",
                    "cbl-mariner",
                    "mariner",
                    "azurelinux",
                    "bottlerocket",
                    "opensuse",
                    "opensuse.leap",
                    "opensuse.tumbleweed",
                    "opensuse-leap",
                    "opensuse-tumbleweed",
                    "suse linux enterprise server",
                    "suse linux enterprise micro",
                    "sles",
                    "slem" -> "rpm";
            default -> null;
        };
    }

    private static @Nullable String languageType(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "npm", "yarn", "pnpm", "bun", "node-pkg", "javascript" -> "npm";
            case "pip", "pipenv", "poetry", "uv", "pylock", "python-pkg" -> "pypi";
            case "bundler", "gemspec", "rubygems" -> "gem";
            case "jar", "pom", "gradle", "gradle-lockfile", "sbt", "sbt-lockfile" -> "maven";
            case "gomod", "gobinary" -> "golang";
            case "cargo", "rustbinary", "rust-binary" -> "cargo";
            case "composer", "composer-vendor" -> "composer";
            case "nuget", "nuget-config", "dotnet-core", "packages-props" -> "nuget";
            case "conan" -> "conan";
            case "pub" -> "pub";
            case "hex", "mix" -> "hex";
            case "swift" -> "swift";
            case "cocoapods" -> "cocoapods";
            case "conda-pkg", "conda-environment", "conda" -> "conda";
            case "julia" -> "julia";
            case "kubernetes", "k8s" -> "k8s";
            case "bitnami" -> "bitnami";
            default -> null;
        };
    }
}

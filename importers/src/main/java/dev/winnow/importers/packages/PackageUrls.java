package dev.winnow.importers.packages;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Package URLs (the purl specification) in one spelling, so that the same package has the same purl whichever scanner
 * reports it: the specification's own case rules for the types whose names are not case sensitive, and one name for each
 * Linux distribution.
 */
public final class PackageUrls {
    /** The most characters of a purl that is kept; longer ones are no package's. */
    private static final int LONGEST = 2_000;

    private PackageUrls() {}

    /**
     * A purl built from its parts, in the canonical spelling.
     *
     * @param type such as {@code npm}
     * @param namespace its segments separated by {@code /}; null or empty for none
     * @param name the package's own name, neither blank nor encoded
     * @param version null or empty for none
     * @param qualifiers already encoded, such as {@code epoch=1}; null for none
     */
    public static String of(
            String type,
            @Nullable String namespace,
            String name,
            @Nullable String version,
            @Nullable String qualifiers) {
        var purl = new StringBuilder(64).append("pkg:").append(type).append('/');
        if (namespace != null && !namespace.isEmpty()) {
            String alike = foldsCase(type) ? namespace.toLowerCase(Locale.ROOT) : distribution(type, namespace);
            encode(purl, alike, true);
            purl.append('/');
        }
        encode(purl, foldName(type, name), false);
        if (version != null && !version.isEmpty()) {
            purl.append('@');
            encode(purl, version, false);
        }
        if (qualifiers != null) {
            purl.append('?').append(qualifiers);
        }
        return purl.toString();
    }

    /**
     * The purl in the canonical spelling: type and names folded as their type's rules say, the distribution under its one
     * name. Version, qualifiers and subpath stay as they are. What is no purl gives null.
     */
    public static @Nullable String canonical(@Nullable String purl) {
        if (purl == null || purl.length() > LONGEST || !purl.startsWith("pkg:")) {
            return null;
        }
        int typeEnd = purl.indexOf('/', 4);
        if (typeEnd < 5) {
            return null;
        }
        int nameEnd = nameEnd(purl, typeEnd + 1);
        if (nameEnd == typeEnd + 1) {
            return null;
        }
        String type = purl.substring(4, typeEnd);
        return switch (type) {
            // Nothing to fold: by far the most frequent types, so without a copy.
            case "npm", "maven", "deb", "apk", "gem", "cargo", "nuget", "generic" -> encodedScope(purl, type);
            case "rpm" -> {
                int slash = purl.indexOf('/', typeEnd + 1);
                if (slash < 0 || slash > nameEnd) {
                    yield purl;
                }
                String namespace = purl.substring(typeEnd + 1, slash);
                String one = distribution(type, namespace);
                yield one.equals(namespace) ? purl : "pkg:rpm/" + one + purl.substring(slash);
            }
            case "golang", "composer", "pypi", "github", "bitbucket", "hex", "githubactions" -> {
                String path = purl.substring(typeEnd + 1, nameEnd);
                String folded = foldName(type, path);
                yield folded.equals(path) ? purl : "pkg:" + type + "/" + folded + purl.substring(nameEnd);
            }
            default -> {
                String lower = type.toLowerCase(Locale.ROOT);
                yield lower.equals(type) ? purl : canonical("pkg:" + lower + purl.substring(typeEnd));
            }
        };
    }

    /** The name a Maven purl's package has in reports, {@code group:artifact}; null for another purl. */
    public static @Nullable String mavenName(@Nullable String purl) {
        if (purl == null || !purl.startsWith("pkg:maven/")) {
            return null;
        }
        int end = nameEnd(purl, 10);
        int slash = purl.indexOf('/', 10);
        return slash < 0 || slash >= end ? null : purl.substring(10, slash) + ":" + purl.substring(slash + 1, end);
    }

    /** The one name of a Linux distribution that scanners spell in several ways; others as they are. */
    public static String distribution(String type, String name) {
        if (!type.equals("rpm") && !type.equals("deb") && !type.equals("apk")) {
            return name;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "amzn", "amazonlinux" -> "amazon";
            case "rhel", "redhatenterpriselinux" -> "redhat";
            case "ol", "oraclelinux" -> "oracle";
            case "almalinux" -> "alma";
            case "rockylinux" -> "rocky";
            case "mariner" -> "cbl-mariner";
            case "opensuse-leap", "opensuse-tumbleweed", "opensuse.leap", "opensuse.tumbleweed" -> "opensuse";
            case "sles",
                    "sled",
                    "slem",
                    "sle-micro",
                    "sl-micro",
                    "suse linux enterprise server",
                    "suse linux enterprise micro" -> "suse";
            default -> lower;
        };
    }

    /** Where the name ends: at the version, the qualifiers or the subpath. A scope's own {@code @} comes first. */
    private static int nameEnd(String purl, int from) {
        for (int i = from; i < purl.length(); i++) {
            char c = purl.charAt(i);
            if (c == '?' || c == '#' || (c == '@' && i > from)) {
                return i;
            }
        }
        return purl.length();
    }

    private static String encodedScope(String purl, String type) {
        return type.equals("npm") && purl.startsWith("@", 8) ? "pkg:npm/%40" + purl.substring(9) : purl;
    }

    private static boolean foldsCase(String type) {
        return switch (type) {
            case "golang", "composer", "pypi", "github", "bitbucket", "hex", "githubactions" -> true;
            default -> false;
        };
    }

    private static String foldName(String type, String name) {
        if (!foldsCase(type)) {
            return name;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return type.equals("pypi") ? lower.replace('_', '-') : lower;
    }

    private static void encode(StringBuilder to, String text, boolean keepSlash) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || c == '~'
                    || (c == '/' && keepSlash)) {
                to.append(c);
            } else {
                int end = i + Character.charCount(text.codePointAt(i));
                for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                    to.append('%').append(digit(b >> 4)).append(digit(b));
                }
                i = end - 1;
            }
        }
    }

    private static char digit(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xF, 16));
    }
}

package dev.winnow.importers.packages;

import dev.winnow.importers.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of what was scanned without what changes from build to build. Each answers null where nothing is left. */
public final class ScanTargets {
    /** The target of a scan of the checked-out source tree, wherever it was checked out. */
    public static final String SOURCE = "source";

    private ScanTargets() {}

    /**
     * An image's name without transport, tag and digest: {@code host:5000/app:1.2@sha256:…} is {@code host:5000/app}.
     */
    public static @Nullable String image(@Nullable String reference) {
        if (reference == null) {
            return null;
        }
        String name = withoutTransport(reference.strip());
        int digest = name.indexOf('@');
        if (digest >= 0) {
            name = name.substring(0, digest);
        }
        int colon = name.lastIndexOf(':');
        if (colon > name.lastIndexOf('/')) {
            name = name.substring(0, colon);
        }
        return name.isBlank() ? null : Texts.line(name);
    }

    /**
     * A scanned directory: relative to the working directory as it is; {@value #SOURCE} for the working directory itself
     * and for absolute paths, which differ from one build machine to the next.
     */
    public static String directory(@Nullable String path) {
        String clean = path == null ? "" : unquoted(path).replace('\\', '/');
        if (isAbsolute(clean)) {
            return SOURCE;
        }
        while (clean.startsWith("./")) {
            clean = clean.substring(2);
        }
        while (clean.endsWith("/")) {
            clean = clean.substring(0, clean.length() - 1);
        }
        return clean.isBlank() || clean.equals(".") ? SOURCE : Texts.line(clean);
    }

    /** A scanned file: its path relative to the working directory, its name alone where the path is absolute. */
    public static @Nullable String file(@Nullable String path) {
        String clean = path == null ? "" : unquoted(path).replace('\\', '/');
        if (isAbsolute(clean)) {
            clean = clean.substring(clean.lastIndexOf('/') + 1);
        }
        while (clean.startsWith("./")) {
            clean = clean.substring(2);
        }
        return clean.isBlank() ? null : Texts.line(clean);
    }

    /** A repository's address without credentials, query, {@code .git} and closing slash; null for what is no address. */
    public static @Nullable String repository(@Nullable String address) {
        if (address == null) {
            return null;
        }
        String url = address.strip();
        int scheme = url.indexOf("://");
        boolean secureShell = scheme < 0 && url.startsWith("git@") && url.indexOf(':') > 0;
        if (scheme < 0 && !secureShell) {
            return null;
        }
        int query = url.indexOf('?');
        url = query < 0 ? url : url.substring(0, query);
        if (scheme >= 0) {
            int slash = url.indexOf('/', scheme + 3);
            int at = slash < 0 ? url.lastIndexOf('@') : url.lastIndexOf('@', slash);
            url = at > scheme ? url.substring(0, scheme + 3) + url.substring(at + 1) : url;
        }
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        url = url.endsWith(".git") ? url.substring(0, url.length() - 4) : url;
        return url.isBlank() ? null : Texts.line(url);
    }

    /** Whether the path starts at a root or drive, or at the home directory. */
    public static boolean isAbsolute(String path) {
        return path.startsWith("/")
                || path.startsWith("~")
                || (path.length() > 2
                        && path.charAt(1) == ':'
                        && Character.isLetter(path.charAt(0))
                        && (path.charAt(2) == '/' || path.charAt(2) == '\\'));
    }

    /** Whether the name is that of an archive on disk, not of an image in a registry. */
    public static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".tar")
                || lower.endsWith(".tar.gz")
                || lower.endsWith(".tgz")
                || lower.endsWith(".tar.zst");
    }

    private static String unquoted(String path) {
        String clean = path.strip();
        return clean.length() > 1 && clean.startsWith("\"") && clean.endsWith("\"")
                ? clean.substring(1, clean.length() - 1)
                : clean;
    }

    /**
     * Cuts {@code registry:} and the like. {@code registry:5000/app} is a host with a port and {@code docker:24} an image
     * with a tag: only what still looks like a reference behind the colon had a transport before it.
     */
    private static String withoutTransport(String reference) {
        int colon = reference.indexOf(':');
        if (colon < 0) {
            return reference;
        }
        boolean transport = switch (reference.substring(0, colon)) {
            case "docker",
                    "podman",
                    "containerd",
                    "registry",
                    "docker-archive",
                    "oci-archive",
                    "oci-dir",
                    "oci-registry",
                    "singularity" -> true;
            default -> false;
        };
        String rest = reference.substring(colon + 1);
        int slash = rest.indexOf('/');
        boolean port = slash > 0 && rest.substring(0, slash).chars().allMatch(c -> c >= '0' && c <= '9');
        boolean looksLikeReference = slash >= 0 || rest.indexOf(':') >= 0 || rest.indexOf('@') >= 0;
        if (!transport || port || !looksLikeReference) {
            return reference;
        }
        return rest.startsWith("//") ? rest.substring(2) : rest;
    }
}

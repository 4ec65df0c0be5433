package dev.winnow.importers.sarif;

import dev.winnow.importers.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run's addresses paths relative to the source root, as far as the report tells where that is: by the base an
 * address is relative to, else by the checkouts and directories that the run names.
 */
final class Paths {
    private static final int MOST_KNOWN = 20_000;
    private static final int LONGEST_CHAIN = 10;
    private static final String HEX = "0123456789abcdef";

    private final Run run;
    private final List<String> roots = new ArrayList<>();
    private final Map<String, Map<String, String>> known = new HashMap<>();
    private Map<String, String> ofBase = new HashMap<>();

    private @Nullable String lastUri;
    private @Nullable String lastBase;
    private @Nullable String lastPath;

    Paths(Run run) {
        this.run = run;
        for (Place checkout : run.checkouts) {
            addRoot(absolute(checkout.uri == null ? "" : checkout.uri, checkout.uriBaseId));
        }
        for (Run.Base base : run.bases.values()) {
            addRoot(absolute(base.uri() == null ? "" : base.uri(), base.uriBaseId()));
        }
        for (Invocation invocation : run.invocations) {
            if (invocation.workingDirectory != null) {
                addRoot(absolute(invocation.workingDirectory, null));
            }
        }
        // The longest fits best.
        roots.sort((a, b) -> b.length() - a.length());
    }

    /** The path of a place, by its own address or by that of the artifact it names; null where it has none. */
    @Nullable
    String of(Place place) {
        String uri = place.uri;
        if (uri != null && !uri.isBlank()) {
            return of(uri, place.uriBaseId);
        }
        return place.artifact >= 0 ? ofArtifact(place.artifact, 0) : null;
    }

    private @Nullable String ofArtifact(int index, int depth) {
        if (index < 0 || index >= run.artifacts.size() || depth > LONGEST_CHAIN) {
            return null;
        }
        Run.Artifact artifact = run.artifacts.get(index);
        if (artifact.uri() == null || artifact.uri().isBlank()) {
            return null;
        }
        String container = ofArtifact(artifact.parent(), depth + 1);
        String path = of(artifact.uri(), artifact.uriBaseId());
        return container == null ? path : Texts.line(container + (path.startsWith("/") ? "" : "/") + path);
    }

    private String of(String uri, @Nullable String base) {
        // Equal strings are mostly one instance: see JsonCursor.shared.
        if (isSame(uri, lastUri) && isSame(base, lastBase) && lastPath != null) {
            return lastPath;
        }
        if (!isSame(base, lastBase) || lastPath == null) {
            ofBase = known.computeIfAbsent(base == null ? "" : base, b -> new HashMap<>());
        }
        String path = ofBase.get(uri);
        if (path == null) {
            path = Texts.line(resolve(uri, base));
            if (ofBase.size() >= MOST_KNOWN) {
                ofBase.clear();
            }
            ofBase.put(uri, path);
        }
        lastUri = uri;
        lastBase = base;
        lastPath = path;
        return path;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one == other;
    }

    private String resolve(String uri, @Nullable String base) {
        if (isAddress(uri)) {
            return uri;
        }
        String path = filePath(uri);
        if (!isAbsolute(path)) {
            return normal(prefix(base) + path);
        }
        String own = base == null ? "" : absolute("", base);
        String inBase = own.isEmpty() ? null : below(path, own);
        if (inBase != null) {
            return normal(prefix(base) + inBase);
        }
        for (String root : roots) {
            String inRoot = below(path, root);
            if (inRoot != null) {
                return normal(inRoot);
            }
        }
        return normal(path);
    }

    /** What the bases between an address and its root add to its path. */
    private String prefix(@Nullable String base) {
        String prefix = "";
        String id = base;
        for (int i = 0; id != null && i < LONGEST_CHAIN; i++) {
            Run.Base found = run.bases.get(id);
            if (found == null) {
                break;
            }
            if (found.uri() != null) {
                String path = filePath(found.uri());
                if (isAddress(found.uri()) || isAbsolute(path)) {
                    break;
                }
                prefix = directory(path) + prefix;
            }
            id = found.uriBaseId();
        }
        return prefix;
    }

    /** The absolute path of an address; empty where the report does not tell it. */
    private String absolute(String uri, @Nullable String base) {
        String path = filePath(uri);
        String id = base;
        for (int i = 0; id != null && !isAbsolute(path) && i < LONGEST_CHAIN; i++) {
            Run.Base found = run.bases.get(id);
            if (found == null) {
                break;
            }
            if (found.uri() != null && !isAddress(found.uri())) {
                path = directory(filePath(found.uri())) + path;
            }
            id = found.uriBaseId();
        }
        return isAbsolute(path) ? directory(path) : "";
    }

    private void addRoot(String directory) {
        // The root of a file system says nothing of where a source tree lies.
        if (directory.length() > 3 && !roots.contains(directory)) {
            roots.add(directory);
        }
    }

    private static @Nullable String below(String path, String directory) {
        boolean windows = directory.length() > 1 && directory.charAt(1) == ':';
        if (path.regionMatches(windows, 0, directory, 0, directory.length())) {
            return path.substring(directory.length());
        }
        return null;
    }

    private static String directory(String path) {
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    /** Whether it is an address of something else than a file, such as {@code https://…}. */
    static boolean isAddress(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 2 || uri.regionMatches(true, 0, "file:", 0, 5)) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            char c = uri.charAt(i);
            boolean scheme = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || c == '+'
                    || c == '.'
                    || c == '-'
                    || (i > 0 && c >= '0' && c <= '9');
            if (!scheme) {
                return false;
            }
        }
        return uri.startsWith("//", colon + 1);
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || (path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/');
    }

    /** The path in a file address or relative reference, decoded, with slashes. */
    private static String filePath(String uri) {
        String path = uri;
        if (path.regionMatches(true, 0, "file:", 0, 5)) {
            path = path.substring(5);
            if (path.startsWith("//")) {
                int slash = path.indexOf('/', 2);
                boolean host = slash > 2 && path.charAt(slash - 1) != ':';
                path = host || slash == 2 ? path.substring(slash) : path.substring(2);
            }
        }
        path = decoded(path).replace('\\', '/');
        if (path.length() > 2 && path.charAt(0) == '/' && path.charAt(2) == ':') {
            // file:///C:/code
            path = path.substring(1);
        }
        return path;
    }

    /** Percent-decoded as UTF-8; what is no escape, or one of a control character, stays. */
    private static String decoded(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        var bytes = new ByteArrayOutputStream(uri.length());
        byte[] raw = uri.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int value = -1;
            if (raw[i] == '%' && i + 2 < raw.length) {
                int high = HEX.indexOf(Character.toLowerCase((char) raw[i + 1]));
                int low = HEX.indexOf(Character.toLowerCase((char) raw[i + 2]));
                value = high < 0 || low < 0 ? -1 : 16 * high + low;
            }
            if (value >= ' ' && value != 0x7f) {
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Without empty, {@code .} and {@code ..} parts; nothing leads out above the start. */
    static String normal(String path) {
        if (!path.contains("./") && !path.contains("//") && !path.endsWith(".")) {
            return path;
        }
        var parts = new ArrayList<String>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        String normal = String.join("/", parts);
        if (path.startsWith("/")) {
            return "/" + normal;
        }
        return normal.isEmpty() ? "." : normal;
    }
}

package dev.winnow.importers.sarif;

import dev.winnow.importers.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run's addresses paths relative to the source root, as far as the report tells where that is: by the base an
 * address is relative to, else by the checkouts and directories that the run names.
 */
final class Paths {
    private static final int MOST_KNOWN = 20_000;
    private static final int LONGEST_CHAIN = 10;
    private static final int MOST_BASES = 1000;

    private final Run run;
    private final List<String> roots = new ArrayList<>();
    private final InBase noBase = new InBase(null, "");
    private final Map<String, InBase> bases = new HashMap<>();
    private InBase last = noBase;

    /** How many paths are kept. */
    private int known;

    /** Whether an answer depended on the roots, and whether it is no longer known on which bases others did. */
    private boolean rootsSought;

    private boolean forgotten;

    /** What is known of the addresses relative to one base. */
    private static final class InBase {
        final @Nullable String base;

        /** What the base adds to relative addresses. */
        final String prefix;

        /** Where it lies, empty where the report does not tell; null as long as nobody asked. */
        @Nullable
        String directory;

        final Map<String, String> paths = new HashMap<>();

        InBase(@Nullable String base, String prefix) {
            this.base = base;
            this.prefix = prefix;
        }
    }

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
        Run.Artifact artifact = depth > LONGEST_CHAIN ? null : run.artifact(index);
        if (artifact == null || artifact.uri() == null || artifact.uri().isBlank()) {
            return null;
        }
        String container = ofArtifact(artifact.parent(), depth + 1);
        String path = of(artifact.uri(), artifact.uriBaseId());
        return container == null ? path : Texts.line(container + (path.startsWith("/") ? "" : "/") + path);
    }

    private String of(String uri, @Nullable String baseId) {
        InBase base = base(baseId);
        String path = base.paths.get(uri);
        if (path == null) {
            path = Texts.line(resolve(uri, base));
            if (++known > MOST_KNOWN) {
                forgetPaths();
            }
            base.paths.put(uri, path);
        }
        return path;
    }

    private InBase base(@Nullable String id) {
        // Equal ids are mostly one instance: see JsonCursor.shared.
        if (Objects.equals(id, last.base)) {
            return last;
        }
        InBase base = id == null ? noBase : bases.get(id);
        if (base == null) {
            if (bases.size() >= MOST_BASES) {
                bases.clear();
                forgotten = true;
            }
            base = new InBase(id, prefix(id));
            bases.put(id, base);
        }
        last = base;
        return base;
    }

    private void forgetPaths() {
        known = 1;
        noBase.paths.clear();
        bases.values().forEach(base -> base.paths.clear());
    }

    /** Whether the answers given so far still hold with what was read of the run since. */
    boolean hold() {
        if (forgotten && !run.bases.isEmpty()) {
            return false;
        }
        var now = new Paths(run);
        if (rootsSought && !now.roots.equals(roots)) {
            return false;
        }
        for (InBase base : bases.values()) {
            boolean moved = base.directory != null && !base.directory.equals(now.absolute("", base.base));
            if (moved || !base.prefix.equals(now.prefix(base.base))) {
                return false;
            }
        }
        return true;
    }

    private String resolve(String uri, InBase base) {
        if (Addresses.isAddress(uri)) {
            return uri;
        }
        String path = Addresses.filePath(uri);
        if (!Addresses.isAbsolute(path)) {
            return Addresses.normal(base.prefix + path);
        }
        if (base.directory == null) {
            base.directory = absolute("", base.base);
        }
        String inBase = base.directory.isEmpty() ? null : Addresses.below(path, base.directory);
        if (inBase != null) {
            return Addresses.normal(base.prefix + inBase);
        }
        rootsSought = true;
        for (String root : roots) {
            String inRoot = Addresses.below(path, root);
            if (inRoot != null) {
                return Addresses.normal(inRoot);
            }
        }
        return Addresses.normal(path);
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
                String path = Addresses.filePath(found.uri());
                if (Addresses.isAddress(found.uri()) || Addresses.isAbsolute(path)) {
                    break;
                }
                prefix = Addresses.directory(path) + prefix;
            }
            id = found.uriBaseId();
        }
        return prefix;
    }

    /** The absolute path of an address; empty where the report does not tell it. */
    private String absolute(String uri, @Nullable String base) {
        String path = Addresses.filePath(uri);
        String id = base;
        for (int i = 0; id != null && !Addresses.isAbsolute(path) && i < LONGEST_CHAIN; i++) {
            Run.Base found = run.bases.get(id);
            if (found == null) {
                break;
            }
            if (found.uri() != null && !Addresses.isAddress(found.uri())) {
                path = Addresses.directory(Addresses.filePath(found.uri())) + path;
            }
            id = found.uriBaseId();
        }
        return Addresses.isAbsolute(path) ? Addresses.directory(path) : "";
    }

    private void addRoot(String directory) {
        // The root of a file system says nothing of where a source tree lies.
        if (directory.length() > 3 && !roots.contains(directory)) {
            roots.add(directory);
        }
    }
}

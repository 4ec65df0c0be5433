package dev.winnow.importers.policyreport;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Location;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.Workloads;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The object that a report or result is about.
 *
 * @param path what lasts of it: {@code namespace/Kind/name}
 * @param name its own name, which may change
 * @param placed whether its namespace is known, or it has none
 */
record Subject(String path, @Nullable String name, boolean placed) {
    private static final Set<String> IN_NO_NAMESPACE = Set.of(
            "Namespace",
            "Node",
            "PersistentVolume",
            "StorageClass",
            "CustomResourceDefinition",
            "IngressClass",
            "PriorityClass",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration",
            "APIService");

    static @Nullable Subject of(@Nullable String namespace, @Nullable String kind, @Nullable String name) {
        String path = Workloads.path(namespace, kind, name);
        boolean placed = (namespace != null && !namespace.isBlank())
                || (kind != null && (kind.startsWith("Cluster") || IN_NO_NAMESPACE.contains(kind)));
        return path == null ? null : new Subject(path, name == null ? null : Texts.line(name), placed);
    }

    /** The same where a report of that namespace names it: without saying it again, it means its own. */
    Subject in(@Nullable String namespace) {
        return placed || namespace == null ? this : new Subject(Texts.line(namespace + "/" + path), name, true);
    }

    /** The object reference that comes next; null where there is none, or one that says nothing. */
    static @Nullable Subject read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return null;
        }
        String namespace = null;
        String kind = null;
        String name = null;
        while (json.member()) {
            switch (json.name()) {
                case "namespace" -> namespace = json.sharedIfScalar();
                case "kind" -> kind = json.sharedIfScalar();
                case "name" -> name = json.sharedIfScalar();
                default -> json.skip();
            }
        }
        return of(namespace, kind, name);
    }

    Location location() {
        String own = name != null && !path.endsWith(name) ? name : null;
        return new Location(null, 0, 0, 0, 0, -1, null, null, path, own);
    }
}

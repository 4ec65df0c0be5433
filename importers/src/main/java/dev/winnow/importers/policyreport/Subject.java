package dev.winnow.importers.policyreport;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Location;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.Workloads;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The object that a report or result is about.
 *
 * @param path what lasts of it: {@code namespace/Kind/name}
 * @param name its own name, which may change
 */
record Subject(String path, @Nullable String name) {
    static @Nullable Subject of(@Nullable String namespace, @Nullable String kind, @Nullable String name) {
        String path = Workloads.path(namespace, kind, name);
        return path == null ? null : new Subject(path, name == null ? null : Texts.line(name));
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

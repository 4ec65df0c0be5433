package dev.winnow.importers.trivy;

import dev.winnow.importers.Texts;
import org.jspecify.annotations.Nullable;

/** The Kubernetes object whose findings are being read. */
final class Workload {
    @Nullable
    String namespace;

    @Nullable
    String kind;

    @Nullable
    String name;

    private @Nullable String path;

    /** {@code namespace/Kind/name}, without what is not known. */
    @Override
    public String toString() {
        if (path == null) {
            var joined = new StringBuilder();
            for (String part : new @Nullable String[] {namespace, kind, name}) {
                if (part != null && !part.isBlank()) {
                    joined.append(joined.isEmpty() ? "" : "/").append(part);
                }
            }
            path = Texts.line(joined.toString());
        }
        return path;
    }
}

package dev.winnow.importers.policyreport;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one report says of all its results, before them or behind. */
final class Context {
    @Nullable
    String apiVersion;

    @Nullable
    String namespace;

    @Nullable
    Subject scope;

    private @Nullable String kind;
    private @Nullable String name;
    private @Nullable String source;
    private @Nullable String engine;
    private @Nullable String managedBy;

    /** Reads a member of the report that is about all results; false for another one, which is still to be read. */
    boolean member(JsonCursor json) throws IOException {
        switch (json.name()) {
            case "apiVersion" -> apiVersion = json.textIfScalar();
            case "kind" -> kind = json.textIfScalar();
            case "metadata" -> metadata(json);
            case "scope" -> scope = Subject.read(json);
            case "source" -> source = Texts.given(json.textIfScalar());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void metadata(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "name" -> name = json.textIfScalar();
                case "namespace" -> namespace = Texts.given(json.textIfScalar());
                case "labels" -> labels(json);
                default -> json.skip();
            }
        }
    }

    private void labels(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "policy.kubernetes.io/engine", "wgpolicyk8s.io/engine" ->
                    engine = Texts.given(json.textIfScalar());
                case "app.kubernetes.io/managed-by" -> managedBy = Texts.given(json.textIfScalar());
                default -> json.skip();
            }
        }
    }

    /** Whether it is a report at all: a list of everything holds other objects too. */
    boolean isReport() {
        return apiVersion == null || PolicyReportImporter.isOfReports(apiVersion);
    }

    boolean isList() {
        return kind != null && kind.endsWith("List");
    }

    /** Who wrote the report; null where it does not say. */
    @Nullable
    String source() {
        if (source != null) {
            return source;
        }
        return engine == null ? managedBy : engine;
    }

    /** What results without an object of their own are about: the report's scope, else the report. */
    @Nullable
    Subject subject() {
        return scope == null ? Subject.of(namespace, kind, name) : scope.in(namespace);
    }
}

package dev.winnow.importers.trufflehog;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Texts;
import dev.winnow.importers.packages.ScanTargets;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret was found: of the source's own members ({@code Git}, {@code Github}, {@code Filesystem}, {@code S3}, {@code
 * Docker} and many more) those that most of them have. Reused.
 */
final class Origin {
    @Nullable
    String file;

    @Nullable
    String commit;

    @Nullable
    String link;

    @Nullable
    String repository;

    private @Nullable String bucket;
    private @Nullable String image;
    private @Nullable String layer;
    int line;

    void clear() {
        file = null;
        commit = null;
        link = null;
        repository = null;
        bucket = null;
        image = null;
        layer = null;
        line = 0;
    }

    /** Reads the object that comes next: one member, named after the kind of source. */
    void read(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            source(json);
        }
    }

    private void source(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "file", "filename", "path" -> file = Texts.given(json.textIfScalar());
                case "line" -> line = json.peek().isScalarValue() ? Math.max(0, json.integer(0)) : passed(json);
                case "commit" -> commit = Texts.given(json.textIfScalar());
                case "link" -> link = Texts.given(json.textIfScalar());
                case "repository" -> repository = Texts.given(json.textIfScalar());
                case "bucket" -> bucket = Texts.given(json.textIfScalar());
                case "image" -> image = Texts.given(json.textIfScalar());
                case "layer" -> layer = Texts.given(json.textIfScalar());
                default -> json.skip();
            }
        }
    }

    private int passed(JsonCursor json) throws IOException {
        json.skip();
        return line;
    }

    /** What of the place is no path: commit or layer; null for neither. */
    @Nullable
    String version() {
        return commit == null ? layer : commit;
    }

    /** What was scanned, where it is no source tree. */
    @Nullable
    String target() {
        String name = ScanTargets.image(image);
        return name == null ? bucket : name;
    }
}

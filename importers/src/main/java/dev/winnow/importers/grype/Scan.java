package dev.winnow.importers.grype;

import dev.winnow.importers.Category;
import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.ScanInfo;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Tool;
import dev.winnow.importers.packages.ImageDigests;
import dev.winnow.importers.packages.ScanTargets;
import dev.winnow.importers.packages.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** What the report says of the scan itself, gathered while it goes by. */
final class Scan {
    private static final int MOST_NOTICES = 20;

    boolean sawMatches;

    private final List<String> notices = new ArrayList<>();
    private final ImageDigests digests = new ImageDigests();
    private Tool tool = new Tool("Grype", null);
    private @Nullable Instant finishedAt;
    private @Nullable String type;
    private @Nullable String path;
    private @Nullable String image;
    private @Nullable String tag;

    Tool tool() {
        return tool;
    }

    ScanInfo info() {
        if (!sawMatches) {
            notice("The report has no list of matches, so it closes no finding.");
        }
        digests.add(image);
        return new ScanInfo(
                tool,
                isImage() ? Category.CONTAINER : Category.SCA,
                target(),
                finishedAt,
                sawMatches,
                notices,
                isImage() ? digests.all() : List.of());
    }

    void source(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "type" -> type = json.textIfScalar();
                case "target" -> {
                    if (json.peek() == JsonToken.START_OBJECT) {
                        target(json);
                    } else {
                        path = json.textIfScalar();
                    }
                }
                default -> json.skip();
            }
        }
    }

    void descriptor(JsonCursor json) throws IOException {
        if (!json.objectOrSkip()) {
            return;
        }
        while (json.member()) {
            switch (json.name()) {
                case "version" -> {
                    String version = json.textIfScalar();
                    boolean known = version != null && !version.isBlank() && !version.equals("[not provided]");
                    tool = new Tool("Grype", known && version != null ? Texts.line(version) : null);
                }
                case "timestamp" -> finishedAt = Timestamps.parse(json.textIfScalar());
                case "db" -> database(json);
                default -> json.skip();
            }
        }
    }

    /** Concerns about packages that are no vulnerabilities, such as a distribution without support. */
    void alerts(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            if (!json.objectOrSkip()) {
                continue;
            }
            while (json.member()) {
                if (json.name().equals("alerts") && json.peek() == JsonToken.START_ARRAY) {
                    json.array();
                    while (json.element()) {
                        notice(textIn(json, "message"));
                    }
                } else {
                    json.skip();
                }
            }
        }
    }

    private void database(JsonCursor json) throws IOException {
        String error = textIn(json, "error");
        if (error != null && !error.isBlank()) {
            notice("Vulnerability database: " + error);
        }
    }

    private void target(JsonCursor json) throws IOException {
        json.object();
        while (json.member()) {
            switch (json.name()) {
                case "userInput" -> image = json.textIfScalar();
                case "path" -> path = json.textIfScalar();
                case "tags" -> tags(json);
                case "imageID", "manifestDigest" -> digests.add(json.textIfScalar());
                case "repoDigests" -> repoDigests(json);
                default -> json.skip();
            }
        }
    }

    private void tags(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            String text = json.textIfScalar();
            tag = tag == null && text != null && !text.isBlank() ? text : tag;
        }
    }

    private void repoDigests(JsonCursor json) throws IOException {
        if (!json.arrayOrSkip()) {
            return;
        }
        while (json.element()) {
            digests.add(json.textIfScalar());
        }
    }

    private boolean isImage() {
        return "image".equals(type) || (type == null && image != null);
    }

    private String target() {
        if (isImage()) {
            String reference = image;
            if (reference == null || reference.isBlank()) {
                reference = tag;
            } else if (ScanTargets.isAbsolute(reference) || ScanTargets.isArchive(reference)) {
                reference = tag == null ? ScanTargets.file(reference) : tag;
            }
            String name = ScanTargets.image(reference);
            return name == null ? "image" : name;
        }
        String name = path == null ? "" : path;
        String target = switch (type == null ? "" : type) {
            case "file", "sbom-file" -> ScanTargets.file(name);
            case "purl", "cpe" -> Texts.line(name);
            case "snap" -> ScanTargets.image(name);
            case "unknown" -> ScanTargets.SOURCE;
            default -> ScanTargets.directory(name);
        };
        return target == null || target.isBlank() ? ScanTargets.SOURCE : target;
    }

    private void notice(@Nullable String text) {
        if (text != null && !text.isBlank() && notices.size() < MOST_NOTICES) {
            String line = Texts.line(text);
            if (!notices.contains(line)) {
                notices.add(line);
            }
        }
    }

    private static @Nullable String textIn(JsonCursor json, String member) throws IOException {
        String text = null;
        if (json.objectOrSkip()) {
            while (json.member()) {
                if (json.name().equals(member)) {
                    text = json.textIfScalar();
                } else {
                    json.skip();
                }
            }
        }
        return text;
    }
}

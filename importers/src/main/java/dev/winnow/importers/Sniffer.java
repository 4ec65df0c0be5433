package dev.winnow.importers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds out the {@link Shape} of a report from its first bytes, whatever their encoding. */
final class Sniffer {
    /** White space in front of a report is passed over this far, in bytes. */
    static final int HEAD = 1 << 16;

    /** How a mapping begins, behind comments, a directive and the line that starts a document. */
    private static final Pattern YAML = Pattern.compile(
            "(?:(?:#[^\\n]{0,2000}|%YAML[^\\n]{0,20}|---[ \\t]*|[ \\t\\r]*)\\n){0,200}[A-Za-z][\\w.-]{0,60}:(?=[ \\t\\r\\n])");

    private final Limits limits;
    private final Predicate<Shape> enough;

    /** @param enough whether what has been seen so far tells the format, so that the look can end */
    Sniffer(Limits limits, Predicate<Shape> enough) {
        this.limits = limits;
        this.enough = enough;
    }

    Shape shapeOf(InputStream bytes) throws IOException {
        byte[] start = bytes.readNBytes(HEAD);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), bytes);
        String head = new String(start, Encoding.of(start)).replaceFirst("^\\uFEFF", "");
        String text = head.stripLeading();
        if (text.isEmpty()) {
            return new Shape.Other(start.length < HEAD ? Shape.Look.EMPTY : Shape.Look.TEXT);
        }
        return switch (text.charAt(0)) {
            case '{', '[' -> new JsonSniffer(limits, enough).shapeOf(whole);
            case '<' -> xml(text, whole);
            case '/' ->
                // A comment is no JSON, and the parser says so better than "plain text" would.
                text.startsWith("//") || text.startsWith("/*")
                        ? new JsonSniffer(limits, enough).shapeOf(whole)
                        : new Shape.Other(Shape.Look.TEXT);
            case 'n' ->
                text.strip().equals("null") && start.length < HEAD
                        ? new Shape.JsonNull()
                        : new Shape.Other(Shape.Look.TEXT);
            default -> YAML.matcher(text).lookingAt() ? yaml(whole) : new Shape.Other(look(text));
        };
    }

    /** Plain text may look like YAML for a while. */
    private Shape yaml(InputStream whole) throws IOException {
        try {
            return new Shape.Yaml(new JsonSniffer(
                            limits,
                            shape -> enough.test(shape instanceof Shape.JsonObject top ? new Shape.Yaml(top) : shape))
                    .yamlShapeOf(whole));
        } catch (MalformedReport e) {
            return new Shape.Other(Shape.Look.TEXT);
        }
    }

    private Shape xml(String text, InputStream whole) throws IOException {
        String first = text.substring(0, Math.min(text.length(), 15)).toLowerCase(Locale.ROOT);
        if (first.startsWith("<!doctype html") || first.startsWith("<html")) {
            return new Shape.Other(Shape.Look.HTML);
        }
        try (var cursor = XmlCursor.open(whole, limits)) {
            var shape = new Shape.Xml(cursor.name(), cursor.attributes());
            return shape.root().equalsIgnoreCase("html") ? new Shape.Other(Shape.Look.HTML) : shape;
        }
    }

    private static Shape.Look look(String text) {
        long controls = text.chars()
                .limit(4096)
                .filter(c -> c < ' ' && !Character.isWhitespace(c) && c != 0x1b)
                .count();
        return controls > 0 ? Shape.Look.BINARY : Shape.Look.TEXT;
    }
}

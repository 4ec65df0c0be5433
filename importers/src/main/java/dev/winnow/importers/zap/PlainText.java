package dev.winnow.importers.zap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Makes HTML plain: paragraphs become lines. ZAP wraps the lines of a text in {@code <p>} without escaping what is
 * inside, so a tag that is not for layout, such as an {@code <iframe>} the text talks about, is text.
 */
final class PlainText {
    private static final Pattern LAYOUT = Pattern.compile(
            "</?(?:p|br|div|span|ul|ol|li|a|b|i|em|strong|u|code|pre|tt|h[1-6]|table|tr|td|th|tbody|thead)"
                    + "(?:\\s[^<>]*)?/?>",
            Pattern.CASE_INSENSITIVE);

    private PlainText() {}

    /** The text without layout, stripped; lines have no white space at their ends, and there is no empty line. */
    static String of(String html) {
        if (html.indexOf('<') < 0) {
            return lines(html.indexOf('&') < 0 ? html : Parser.unescapeEntities(html, false));
        }
        Matcher layout = LAYOUT.matcher(html);
        var text = new StringBuilder(html.length());
        int from = 0;
        while (layout.find()) {
            if (!isParagraph(html, layout.start(), layout.end())) {
                return lines(parsed(html));
            }
            text.append(html, from, layout.start()).append('\n');
            from = layout.end();
        }
        text.append(html, from, html.length());
        String plain = text.toString();
        return lines(plain.indexOf('&') < 0 ? plain : Parser.unescapeEntities(plain, false));
    }

    /** Whether the tag is one of {@code <p> </p> <br> <br/>}, nearly all that ZAP writes. */
    private static boolean isParagraph(String html, int start, int end) {
        return switch (end - start) {
            case 3, 4 -> {
                char c = html.charAt(start + 1) == '/' ? html.charAt(start + 2) : html.charAt(start + 1);
                yield c == 'p' || c == 'P' || html.startsWith("<br>", start);
            }
            case 5 -> html.startsWith("<br/>", start);
            default -> false;
        };
    }

    private static String parsed(String html) {
        // Everything that looks like a tag and is none of layout is escaped before it is parsed.
        var escaped = new StringBuilder(html.length() + 64);
        Matcher layout = LAYOUT.matcher(html);
        int from = 0;
        while (layout.find()) {
            escaped.append(html.substring(from, layout.start()).replace("<", "&lt;"));
            escaped.append(layout.group());
            from = layout.end();
        }
        escaped.append(html.substring(from).replace("<", "&lt;"));
        var text = new StringBuilder(html.length());
        NodeVisitor visitor = new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode piece) {
                    text.append(piece.getWholeText());
                } else if (node instanceof Element element
                        && element.normalName().equals("li")) {
                    text.append("\n- ");
                } else if (node instanceof Element element && breaksLine(element)) {
                    text.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && breaksLine(element)) {
                    text.append('\n');
                }
            }
        };
        Jsoup.parseBodyFragment(escaped.toString()).body().traverse(visitor);
        return text.toString();
    }

    private static boolean breaksLine(Element element) {
        return element.isBlock() || element.normalName().equals("br");
    }

    private static String lines(String text) {
        String stripped = text.strip();
        if (stripped.indexOf('\n') < 0 && stripped.indexOf('\r') < 0) {
            return stripped;
        }
        var lines = new StringBuilder(stripped.length());
        stripped.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            if (!lines.isEmpty()) {
                lines.append('\n');
            }
            lines.append(line);
        });
        return lines.toString();
    }

    /** Remembers the plain form of texts, as the same alert comes back for each site. Not for several threads. */
    static final class Cache {
        private static final int ENTRIES = 256;

        private final Map<String, String> plain = new LinkedHashMap<>(ENTRIES * 2, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > ENTRIES;
            }
        };

        String of(String html) {
            return html.isEmpty() ? "" : plain.computeIfAbsent(html, PlainText::of);
        }
    }
}

package dev.winnow.discussion;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.safety.Safelist;

/**
 * Markdown of people as HTML that can stand on a page: HTML in it is shown as it is written, links lead to web pages and
 * mailboxes only and say that they lead away, and images are links, so that reading a comment asks no other host for
 * anything.
 */
public final class Markdown {
    private static final Pattern AWAY = Pattern.compile("(?i)(https?://|mailto:)[^\\s\\p{Cntrl}]+");

    /** Headings of the page stand above those of a comment. */
    private static final int HEADINGS_BELOW = 2;

    private static final int LOWEST_HEADING = 6;

    /** Nobody means deeper ones, and reading them would fill the stack. */
    private static final int DEEPEST = 60;

    private static final List<Extension> EXTENSIONS = List.of(AutolinkExtension.create(), TablesExtension.create());

    /** Depth is looked at before the extensions walk through the text. */
    private static final Parser PARSER = Parser.builder()
            .postProcessor(document -> isTooDeep(document) ? new TooDeep() : document)
            .extensions(EXTENSIONS)
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .percentEncodeUrls(true)
            .softbreak("<br>\n")
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (node instanceof Link) {
                    attributes.putAll(Map.of("rel", "noopener noreferrer nofollow", "target", "_blank"));
                }
            })
            .build();

    /** What the renderer writes, and nothing else. */
    private static final Safelist WRITTEN = new Safelist()
            .addTags("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
            .addTags("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td")
            .addAttributes("a", "href", "title", "rel", "target")
            .addAttributes("ol", "start")
            .addAttributes("th", "align")
            .addAttributes("td", "align")
            .addProtocols("a", "href", "http", "https", "mailto");

    private Markdown() {}

    /** HTML of block elements. */
    public static String html(String markdown) {
        String text = Written.plain(markdown);
        Node document = PARSER.parse(text);
        if (document instanceof TooDeep) {
            return "<pre>" + org.jsoup.nodes.Entities.escape(text) + "</pre>";
        }
        document.accept(new Tamed());
        var plain = new OutputSettings().prettyPrint(false);
        return Jsoup.clean(RENDERER.render(document), "", WRITTEN, plain);
    }

    /** Stands for a text that is shown as it was typed. */
    private static final class TooDeep extends Document {}

    /** Step by step, as it may be deeper than the stack. */
    private static boolean isTooDeep(Node document) {
        var open = new ArrayDeque<Node>();
        Node at = document;
        while (at != null) {
            if (at.getFirstChild() != null) {
                open.push(at);
                at = at.getFirstChild();
            } else {
                while (at.getNext() == null && !open.isEmpty()) {
                    at = open.pop();
                }
                at = at == document ? null : at.getNext();
            }
            if (open.size() > DEEPEST) {
                return true;
            }
        }
        return false;
    }

    /** Takes out what a page must not have. */
    private static final class Tamed extends AbstractVisitor {
        private boolean inLink;

        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(LOWEST_HEADING, heading.getLevel() + HEADINGS_BELOW));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            boolean outer = inLink;
            inLink = true;
            visitChildren(link);
            inLink = outer;
            if (!leadsAway(link.getDestination())) {
                unwrap(link);
            }
        }

        @Override
        public void visit(Image image) {
            if (image.getFirstChild() == null) {
                image.appendChild(new Text(image.getDestination()));
            }
            visitChildren(image);
            if (inLink || !leadsAway(image.getDestination())) {
                unwrap(image);
                return;
            }
            var link = new Link(image.getDestination(), image.getTitle());
            image.insertBefore(link);
            moveChildren(image, link);
            image.unlink();
        }

        private static boolean leadsAway(String address) {
            return AWAY.matcher(address).matches();
        }

        private static void unwrap(Node node) {
            Node child = node.getFirstChild();
            while (child != null) {
                Node next = child.getNext();
                node.insertBefore(child);
                child = next;
            }
            node.unlink();
        }

        private static void moveChildren(Node from, Node to) {
            Node child = from.getFirstChild();
            while (child != null) {
                Node next = child.getNext();
                to.appendChild(child);
                child = next;
            }
        }
    }
}

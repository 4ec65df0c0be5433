package dev.winnow.chart;

import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;

/** Drawings as SVG elements that stand inside a page. */
final class Svg {
    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private Svg() {}

    /**
     * @param width of the drawing, in its own units; shown, it takes the room it is given
     * @param over adds elements on top of what was drawn
     */
    static String draw(int width, int height, Consumer<Graphics2D> drawing, Consumer<Element> over) {
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(2);
        var graphics = new SVGGraphics2D(context, false);
        drawing.accept(graphics);
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        // What is said of the drawing stands beside it.
        root.setAttribute("aria-hidden", "true");
        unclip(root);
        over.accept(root);
        var text = new StringWriter();
        try {
            graphics.stream(root, text, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String svg = text.toString();
        return Tone.named(svg.substring(svg.indexOf("<svg")));
    }

    /** Clipping refers to ids, which belong to the whole page; nothing drawn here reaches beyond its area. */
    private static void unclip(Element element) {
        element.removeAttribute("clip-path");
        NodeList children = element.getChildNodes();
        for (int i = children.getLength() - 1; i >= 0; i--) {
            Node child = children.item(i);
            if (child instanceof Element inner && !inner.getTagName().equals("defs")) {
                unclip(inner);
            } else if (!(child instanceof Text)) {
                element.removeChild(child);
            }
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The Java runtime has no XML parser", e);
        }
    }
}

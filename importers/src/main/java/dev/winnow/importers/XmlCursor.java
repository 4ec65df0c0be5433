package dev.winnow.importers;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks an XML report element by element, within the {@link Limits}, and says where it is when something is wrong.
 *
 * <p>It stands on an element, at first on the root. Its children are read as
 *
 * <pre>{@code
 * while (xml.child()) {
 *     switch (xml.name()) {
 *         case "uri" -> uri = xml.text();
 *         default -> xml.skip();
 *     }
 * }
 * }</pre>
 *
 * <p>After {@link #child()} said true, the child must be read to its end: by {@link #text()}, {@link #skip()}, or by its
 * own children until there is none left. Document type declarations are refused, so that there are no entities beyond
 * XML's own five. White space and comments in front of the XML declaration, which XML does not allow and tools write,
 * are passed over. Not for sharing between threads.
 */
public final class XmlCursor implements AutoCloseable {
    private final XMLStreamReader parser;
    private final InputStream bytes;
    private final Limits limits;

    private XmlCursor(XMLStreamReader parser, InputStream bytes, Limits limits) {
        this.parser = parser;
        this.bytes = bytes;
        this.limits = limits;
    }

    /** Opens the report and stands on its root element. */
    public static XmlCursor open(Report report) throws IOException {
        return open(report.open(), report.limits());
    }

    /** As {@link #open(Report)}, for bytes from elsewhere; closing the cursor closes them. */
    public static XmlCursor open(InputStream bytes, Limits limits) throws IOException {
        try {
            XmlProlog prolog = XmlProlog.read(bytes);
            var guarded = new UnbrokenRuns(prolog.bytes(), limits.string());
            XMLInputFactory factory = factory(limits);
            XMLStreamReader parser = prolog.encoding() == null
                    ? factory.createXMLStreamReader(guarded)
                    : factory.createXMLStreamReader(guarded, prolog.encoding());
            var cursor = new XmlCursor(parser, bytes, limits);
            if (!cursor.child()) {
                throw cursor.malformed("expected a root element");
            }
            return cursor;
        } catch (XMLStreamException e) {
            bytes.close();
            throw asReport(e, null, limits);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static XMLInputFactory factory(Limits limits) {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.string());
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.string());
        return factory;
    }

    /** Goes on to the next child of the element it stands on; false at that element's end. */
    public boolean child() throws IOException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {
                    // Text between elements, comments and processing instructions.
                }
            }
        }
    }

    /** The local name of the element it stands on. */
    public String name() {
        return parser.getLocalName();
    }

    /** An attribute of the element it stands on, by local name; null where there is none. */
    public @Nullable String attribute(String name) {
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            if (parser.getAttributeLocalName(i).equals(name)) {
                return parser.getAttributeValue(i);
            }
        }
        return null;
    }

    /** All attributes of the element it stands on, by local name. */
    public Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            attributes.put(parser.getAttributeLocalName(i), parser.getAttributeValue(i));
        }
        return attributes;
    }

    /** The text of the element, also inside its descendants; goes to the element's end. */
    public String text() throws IOException {
        String first = "";
        StringBuilder all = null;
        int depth = 1;
        while (depth > 0) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    String part = part();
                    if (all != null) {
                        all.append(part);
                    } else if (first.isEmpty()) {
                        first = part;
                    } else {
                        all = new StringBuilder(first).append(part);
                    }
                    if (all != null && all.length() > limits.string()) {
                        throw tooLong();
                    }
                }
                default -> {
                    // A comment or processing instruction does not end the text.
                }
            }
        }
        return all == null ? first : all.toString();
    }

    /** Passes over the element to its end. */
    public void skip() throws IOException {
        for (int depth = 1; depth > 0; ) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** Reads on from the root's end to the document's, where nothing but comments may follow. */
    public void end() throws IOException {
        if (child()) {
            throw malformed("expected nothing after the end of the document");
        }
    }

    /** An error at the current place. */
    public MalformedReport malformed(String reason) {
        Location at = parser.getLocation();
        return new MalformedReport(reason, at.getLineNumber(), at.getColumnNumber(), null);
    }

    @Override
    public void close() throws IOException {
        try {
            parser.close();
        } catch (XMLStreamException e) {
            throw asReport(e);
        } finally {
            bytes.close();
        }
    }

    private String part() throws IOException {
        try {
            return parser.getText();
        } catch (WstxLazyException e) {
            throw e.getCause() instanceof XMLStreamException cause ? asReport(cause) : malformed("broken XML");
        }
    }

    private int next() throws IOException {
        int event;
        try {
            event = parser.next();
        } catch (XMLStreamException e) {
            throw asReport(e);
        }
        if (event == XMLStreamConstants.DTD) {
            throw malformed("document type declarations are not read");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw malformed("only XML's own entities are read");
        }
        return event;
    }

    private ReportTooLarge tooLong() {
        Location at = parser.getLocation();
        return new ReportTooLarge(
                MalformedReport.sentence(tooLong(limits), at.getLineNumber(), at.getColumnNumber(), null));
    }

    private static String tooLong(Limits limits) {
        return "a text is longer than " + limits.string() + " characters (limit: string)";
    }

    private IOException asReport(XMLStreamException e) {
        return asReport(e, parser.getLocation(), limits);
    }

    /** @param place used where the exception knows none */
    private static IOException asReport(XMLStreamException e, @Nullable Location place, Limits limits) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io && !(io instanceof java.io.CharConversionException)) {
                return io;
            }
        }
        Location at = e.getLocation() == null ? place : e.getLocation();
        long line = at == null ? 0 : at.getLineNumber();
        long column = at == null ? 0 : at.getColumnNumber();
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf("\n at [");
        String reason = Texts.line(end > 0 ? message.substring(0, end) : message);
        // Woodstox has no type of its own for a limit that is passed.
        if (message.startsWith("Maximum Element Depth limit")) {
            return new MalformedReport(
                    "the report is nested deeper than " + limits.depth() + " levels (limit: depth)",
                    line,
                    column,
                    null);
        }
        if (message.startsWith("Attribute limit")) {
            return new ReportTooLarge(
                    MalformedReport.sentence("an element has too many attributes", line, column, null));
        }
        if (message.contains(" limit (")) {
            return new ReportTooLarge(MalformedReport.sentence(tooLong(limits), line, column, null));
        }
        return new MalformedReport(reason, line, column, null);
    }
}

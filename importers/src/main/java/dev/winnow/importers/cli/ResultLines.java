package dev.winnow.importers.cli;

import dev.winnow.importers.Advisory;
import dev.winnow.importers.BaselineState;
import dev.winnow.importers.Component;
import dev.winnow.importers.Fingerprint;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.Rule;
import dev.winnow.importers.WebRequest;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes results as JSON, one a line. The members up to {@code suppressed} are always there, {@code location} and {@code
 * package} as {@code null} where a result has none; those after it only where there is something to say.
 */
final class ResultLines implements AutoCloseable {
    /** More locations of one result say little, and some tools write thousands. */
    private static final int LOCATIONS = 20;

    private final OutputStream out;
    private final JsonGenerator json;

    /** Takes the characters of a text to be written; longer ones are rare. */
    private final char[] characters = new char[4096];

    ResultLines(PrintStream out) {
        this.out = new BufferedOutputStream(new Watched(out), 1 << 16);
        this.json = JsonFactory.builder()
                .rootValueSeparator("")
                // A lone half of a surrogate pair may stand in a report, and has no UTF-8 form.
                .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build()
                .createGenerator(ObjectWriteContext.empty(), this.out);
    }

    void print(String format, Result result) throws IOException {
        try {
            write(format, result);
            json.writeRaw('\n');
        } catch (JacksonException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }

    void flush() throws ReaderGone {
        try {
            json.flush();
            out.flush();
        } catch (IOException | JacksonException e) {
            throw new ReaderGone();
        }
    }

    @Override
    public void close() throws ReaderGone {
        flush();
    }

    private void write(String format, Result result) {
        Rule rule = result.rule();
        json.writeStartObject();
        string("format", format);
        string("tool", result.tool().name());
        string("kind", result.kind().name());
        string("ruleId", rule.id());
        string("severity", result.severity().name());
        string("title", result.title());
        texts("identifiers", result.identifiers());
        texts("cwes", rule.cwes());
        json.writeName("location");
        Location primary = result.primaryLocation();
        if (primary == null) {
            json.writeNull();
        } else {
            location(primary);
        }
        component(result.component());
        json.writeBooleanProperty("suppressed", result.suppressed());
        details(result, rule);
        json.writeEndObject();
    }

    private void details(Result result, Rule rule) {
        if (result.suppression() != null) {
            json.writeObjectPropertyStart("suppression");
            string("by", result.suppression().by());
            text("justification", result.suppression().justification());
            json.writeEndObject();
        }
        text("toolVersion", result.tool().version());
        text("ruleName", rule.name());
        text("message", result.message());
        if (result.locations().size() > 1) {
            json.writeNumberProperty("locationCount", result.locations().size());
            json.writeArrayPropertyStart("locations");
            for (Location location : result.locations()
                    .subList(0, Math.min(LOCATIONS, result.locations().size()))) {
                location(location);
            }
            json.writeEndArray();
        }
        text("resource", result.resource());
        request(result.request());
        text("secretHash", result.secretHash());
        fingerprints(result.fingerprints());
        if (result.baseline() != BaselineState.NONE) {
            string("baselineState", result.baseline().name().toLowerCase(Locale.ROOT));
        }
        text("layer", result.layer());
        text("occurredAt", result.occurredAt());
        text("helpUri", rule.helpUri());
        if (!rule.tags().isEmpty()) {
            texts("tags", rule.tags());
        }
        if (!result.references().isEmpty()) {
            texts("references", result.references());
        }
        advisory(rule.advisory());
    }

    private void location(Location location) {
        json.writeStartObject();
        if (location.uri() == null) {
            json.writeNullProperty("uri");
        } else {
            string("uri", location.uri());
        }
        if (location.startLine() > 0) {
            json.writeNumberProperty("line", location.startLine());
        } else {
            json.writeNullProperty("line");
        }
        number("column", location.startColumn());
        number("endLine", location.endLine());
        number("endColumn", location.endColumn());
        text("logicalName", location.logicalName());
        json.writeEndObject();
    }

    private void component(@Nullable Component component) {
        if (component == null) {
            json.writeNullProperty("package");
            return;
        }
        json.writeObjectPropertyStart("package");
        nullable("purl", component.purl());
        string("name", component.name());
        nullable("version", component.version());
        nullable("fixed", component.fixedVersion());
        text("fixState", component.fixState());
        json.writeEndObject();
    }

    private void request(@Nullable WebRequest request) {
        if (request == null) {
            return;
        }
        json.writeObjectPropertyStart("request");
        text("method", request.method());
        string("url", request.url());
        text("param", request.parameter());
        text("attack", request.attack());
        text("evidence", request.evidence());
        json.writeEndObject();
    }

    private void fingerprints(List<Fingerprint> fingerprints) {
        if (fingerprints.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("fingerprints");
        for (Fingerprint fingerprint : fingerprints) {
            json.writeStartObject();
            string("name", fingerprint.name());
            string("value", fingerprint.value());
            json.writeBooleanProperty("partial", fingerprint.partial());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void advisory(@Nullable Advisory advisory) {
        if (advisory == null) {
            return;
        }
        json.writeObjectPropertyStart("advisory");
        if (advisory.cvss() != null) {
            json.writeNumberProperty("cvss", advisory.cvss());
        }
        text("cvssVector", advisory.cvssVector());
        if (advisory.epss() != null) {
            json.writeNumberProperty("epss", advisory.epss());
        }
        json.writeBooleanProperty("knownExploited", advisory.knownExploited());
        text("published", advisory.published());
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        for (String text : texts) {
            string(text);
        }
        json.writeEndArray();
    }

    /** Leaves out what is absent or empty. */
    private void text(String name, @Nullable Object text) {
        String value = text == null ? "" : text.toString();
        if (!value.isEmpty()) {
            string(name, value);
        }
    }

    private void nullable(String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            string(name, text);
        }
    }

    private void string(String name, String text) {
        json.writeName(name);
        string(text);
    }

    /** The generator goes through an array faster than through a string, above all in a JVM that has just started. */
    private void string(String text) {
        int length = text.length();
        if (length > characters.length) {
            json.writeString(text);
            return;
        }
        text.getChars(0, length, characters, 0);
        json.writeString(characters, 0, length);
    }

    private void number(String name, int number) {
        if (number > 0) {
            json.writeNumberProperty(name, number);
        }
    }

    /** A print stream swallows errors; this one asks after each of the large writes. */
    private static final class Watched extends FilterOutputStream {
        private final PrintStream print;

        Watched(PrintStream print) {
            super(print);
            this.print = print;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            print.write(bytes, from, length);
            if (print.checkError()) {
                throw new ReaderGone();
            }
        }

        @Override
        public void flush() throws IOException {
            if (print.checkError()) {
                throw new ReaderGone();
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}

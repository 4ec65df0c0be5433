package dev.winnow.importers;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Walks a JSON report token by token, within the {@link Limits}, and says where it is when something is wrong.
 *
 * <p>An object is read as
 *
 * <pre>{@code
 * if (json.object()) {
 *     while (json.member()) {
 *         switch (json.name()) {
 *             case "level" -> level = json.text();
 *             default -> json.skip();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>and an array as {@code if (json.array()) while (json.element()) …}. After {@link #member()} or {@link #element()}
 * exactly one of the value methods must be called. All of them take {@code null} for an absent value. Encodings UTF-8,
 * UTF-16 and UTF-32 are recognised, with or without byte order mark. YAML is read in the same way. Not for sharing between threads.
 */
public final class JsonCursor implements AutoCloseable {
    /** The longest name of a member, in characters, whatever the limit of strings. */
    static final int LONGEST_NAME = 50_000;

    /** The factory of the limits used last: mostly there are only one installation's limits. */
    private static volatile @Nullable Factory lastFactory;

    private final JsonParser parser;
    private final Limits limits;

    /** Strings that came before, so that a report's repeated words are one instance each. */
    private final SharedTexts shared = new SharedTexts();

    /** Whether the parser already stands on the value to read next. */
    private boolean onValue;

    private record Factory(Limits limits, JsonFactory json) {}

    /** Where the parser reads YAML. */
    private final @Nullable YamlReader yaml;

    private JsonCursor(JsonParser parser, Limits limits, @Nullable YamlReader yaml) {
        this.parser = parser;
        this.limits = limits;
        this.yaml = yaml;
    }

    /**
     * Opens the report and stands before its top-level value.
     *
     * @throws IOException where the bytes cannot be read
     */
    public static JsonCursor open(Report report) throws IOException {
        return open(report.open(), report.limits());
    }

    /** As {@link #open(Report)}, where the report's shape says so as YAML. */
    public static JsonCursor openJsonOrYaml(Report report) throws IOException {
        return report.shape() instanceof Shape.Yaml ? openYaml(report.open(), report.limits()) : open(report);
    }

    /**
     * As {@link #open(InputStream, Limits)}, for YAML: its documents follow one another as those of a JSON stream do.
     * Aliases are refused, so that nothing is more than what stands there.
     */
    static JsonCursor openYaml(InputStream bytes, Limits limits) throws IOException {
        var reader = new YamlReader(bytes, limits);
        return new JsonCursor(reader.parser(), limits, reader);
    }

    /** As {@link #open(Report)}, letting comments and superfluous commas pass: to find out why a report is none. */
    public static JsonCursor openLenient(Report report) throws IOException {
        return open(
                report.open(),
                report.limits(),
                JsonReadFeature.ALLOW_JAVA_COMMENTS,
                JsonReadFeature.ALLOW_TRAILING_COMMA);
    }

    /** As {@link #open(Report)}, for bytes from elsewhere; closing the cursor closes them. */
    public static JsonCursor open(InputStream bytes, Limits limits) throws IOException {
        return open(bytes, limits, new JsonReadFeature[0]);
    }

    private static JsonCursor open(InputStream bytes, Limits limits, JsonReadFeature... lenient) throws IOException {
        Factory known = lastFactory;
        JsonFactory factory = known != null && known.limits.equals(limits) && lenient.length == 0
                ? known.json
                : factory(limits, lenient);
        try {
            return new JsonCursor(factory.createParser(ObjectReadContext.empty(), bytes), limits, null);
        } catch (JacksonException e) {
            throw asReport(e, limits, e.getLocation(), null);
        }
    }

    /** Makes a factory, and keeps the usual one: its parsers share what they learn of member names. */
    private static JsonFactory factory(Limits limits, JsonReadFeature... lenient) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.string())
                .maxNumberLength(limits.number())
                .maxNameLength(Math.min(limits.string(), LONGEST_NAME))
                .build();
        var builder = JsonFactory.builder();
        for (JsonReadFeature feature : lenient) {
            builder.enable(feature);
        }
        JsonFactory factory = builder.streamReadConstraints(constraints)
                .enable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        if (lenient.length == 0) {
            lastFactory = new Factory(limits, factory);
        }
        return factory;
    }

    /** Enters the object that comes next. False where {@code null} stands there instead. */
    public boolean object() throws IOException {
        return enter(JsonToken.START_OBJECT, "an object");
    }

    /** Enters the array that comes next. False where {@code null} stands there instead. */
    public boolean array() throws IOException {
        return enter(JsonToken.START_ARRAY, "an array");
    }

    /** Enters the object that comes next. False where anything else stands there, which is passed over. */
    public boolean objectOrSkip() throws IOException {
        return enterOrSkip(JsonToken.START_OBJECT);
    }

    /** Enters the array that comes next. False where anything else stands there, which is passed over. */
    public boolean arrayOrSkip() throws IOException {
        return enterOrSkip(JsonToken.START_ARRAY);
    }

    /** Goes on to the next member of the object entered last; false at its end. */
    public boolean member() throws IOException {
        JsonToken token = advance();
        if (token == JsonToken.PROPERTY_NAME) {
            return true;
        }
        if (token == JsonToken.END_OBJECT) {
            return false;
        }
        throw malformed("expected a member name or the end of the object");
    }

    /** Goes on to the next element of the array entered last; false at its end. */
    public boolean element() throws IOException {
        JsonToken token = advance();
        onValue = token != JsonToken.END_ARRAY;
        return onValue;
    }

    /** The name of the member that {@link #member()} went to. */
    public String name() {
        return parser.currentName();
    }

    /** What kind of value comes next, without consuming it. */
    public JsonToken peek() throws IOException {
        if (!onValue) {
            advance();
            onValue = true;
        }
        return parser.currentToken();
    }

    /** The string that comes next; numbers and booleans as they are written; null for {@code null}. */
    public @Nullable String text() throws IOException {
        JsonToken token = value();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!token.isScalarValue()) {
            throw malformed("expected a string");
        }
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw asReport(e);
        }
    }

    /**
     * As {@link #text()}, for strings that come again and again (paths, rule ids, levels): equal ones are mostly one
     * instance, made once.
     */
    public @Nullable String shared() throws IOException {
        if (peek() != JsonToken.VALUE_STRING) {
            return text();
        }
        onValue = false;
        try {
            return shared.of(parser);
        } catch (JacksonException e) {
            throw asReport(e);
        }
    }

    /** As {@link #shared()}, or null where an object or array stands there, which is skipped. */
    public @Nullable String sharedIfScalar() throws IOException {
        return peek() == JsonToken.VALUE_STRING ? shared() : textIfScalar();
    }

    /** As {@link #text()}, with {@code ""} for {@code null}. */
    public String textOrEmpty() throws IOException {
        String text = text();
        return text == null ? "" : text;
    }

    /** The text, or null where an object or array stands there, which is skipped. For fields not worth a refusal. */
    public @Nullable String textIfScalar() throws IOException {
        if (peek().isScalarValue()) {
            return text();
        }
        skip();
        return null;
    }

    /** The number that comes next, or the number in the string that comes next; null for {@code null} or other text. */
    public @Nullable Double number() throws IOException {
        JsonToken token = peek();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            onValue = false;
            try {
                double number = parser.getDoubleValue();
                return Double.isFinite(number) ? number : null;
            } catch (JacksonException e) {
                throw asReport(e);
            }
        }
        String text = text();
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The whole number that comes next; {@code absent} for {@code null} and for numbers beyond the range of {@code int}. */
    public int integer(int absent) throws IOException {
        if (peek() == JsonToken.VALUE_NUMBER_INT) {
            try {
                if (parser.getNumberType() == JsonParser.NumberType.INT) {
                    onValue = false;
                    return parser.getIntValue();
                }
            } catch (JacksonException e) {
                throw asReport(e);
            }
        }
        Double number = number();
        boolean fits = number != null && number > Integer.MIN_VALUE - 1.0 && number < Integer.MAX_VALUE + 1.0;
        return number != null && fits ? number.intValue() : absent;
    }

    /** The boolean that comes next, as a boolean or a string; {@code absent} for {@code null}. */
    public boolean bool(boolean absent) throws IOException {
        String text = text();
        return text == null ? absent : Boolean.parseBoolean(text);
    }

    /** Passes over the value that comes next. */
    public void skip() throws IOException {
        JsonToken token = value();
        if (yaml != null) {
            // The parser's own way past children would pass the limits that it does not know.
            for (int open = depth(token); open > 0; ) {
                open += depth(advance());
            }
            return;
        }
        try {
            parser.skipChildren();
        } catch (JacksonException e) {
            throw asReport(e);
        }
    }

    /**
     * Goes on to the next of several documents in one report, such as the lines of NDJSON; false at the report's end. Right
     * after opening, to the first one.
     */
    public boolean document() throws IOException {
        if (onValue) {
            return true;
        }
        onValue = advanceOrEnd() != null;
        return onValue;
    }

    private static int depth(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    /** Reads on to the end of the document, where nothing but white space may follow. */
    public void end() throws IOException {
        if (advanceOrEnd() != null) {
            throw malformed("expected nothing after the end of the document");
        }
    }

    /** An error at the current place. */
    public MalformedReport malformed(String reason) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new MalformedReport(
                reason,
                at.getLineNr(),
                at.getColumnNr(),
                parser.streamReadContext().pathAsPointer().toString());
    }

    /** The parser itself, for hot loops that know what they do. It stands where this cursor stands. */
    public JsonParser parser() {
        return parser;
    }

    @Override
    public void close() {
        parser.close();
    }

    private boolean enter(JsonToken start, String what) throws IOException {
        JsonToken token = value();
        if (token == start) {
            return true;
        }
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        throw malformed("expected " + what);
    }

    private boolean enterOrSkip(JsonToken start) throws IOException {
        if (peek() == start) {
            onValue = false;
            return true;
        }
        skip();
        return false;
    }

    private JsonToken value() throws IOException {
        if (onValue) {
            onValue = false;
            return parser.currentToken();
        }
        return advance();
    }

    private JsonToken advance() throws IOException {
        JsonToken token = advanceOrEnd();
        if (token == null) {
            throw malformed("the document ends too early");
        }
        return token;
    }

    private @Nullable JsonToken advanceOrEnd() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (yaml != null) {
                String flaw = yaml.flaw(token);
                if (flaw != null) {
                    throw malformed(flaw);
                }
            }
            return token;
        } catch (JacksonException e) {
            throw asReport(e);
        }
    }

    private IOException asReport(JacksonException e) {
        // A limit is told without its place; the parser stands there.
        TokenStreamLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return asReport(
                e, limits, at, parser.streamReadContext().pathAsPointer().toString());
    }

    private static IOException asReport(
            JacksonException e, Limits limits, @Nullable TokenStreamLocation at, @Nullable String pointer) {
        IOException io = reading(e);
        return io != null
                ? io
                : JsonTrouble.of(e, limits)
                        .at(at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), pointer);
    }

    /** What went wrong in reading the bytes, where that is the cause; the YAML parser wraps it twice. */
    private static @Nullable IOException reading(JacksonException e) {
        Throwable cause = e.getCause();
        for (int i = 0; cause != null && i < 5; i++) {
            if (cause instanceof IOException io) {
                return io;
            }
            cause = cause.getCause();
        }
        return null;
    }
}

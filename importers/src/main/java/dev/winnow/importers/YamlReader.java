package dev.winnow.importers;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * The characters of a YAML report, with what its parser itself does not bound: how much it may read for one token, as it
 * builds a text before anybody can ask for its length.
 */
final class YamlReader extends FilterReader {
    private static final char MARK = '\uFEFF';

    private final Limits limits;
    private final YAMLParser parser;
    private long sinceToken;
    private int depth;

    YamlReader(InputStream bytes, Limits limits) throws IOException {
        super(characters(bytes));
        this.limits = limits;
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.string())
                .maxNumberLength(limits.number())
                .maxNameLength(Math.min(limits.string(), JsonCursor.LONGEST_NAME))
                .build();
        // The limit on the report's size lies below; the parser's own is 3 MiB.
        var settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        parser = (YAMLParser) YAMLFactory.builder()
                .loadSettings(settings)
                .streamReadConstraints(constraints)
                .build()
                .createParser(ObjectReadContext.empty(), this);
    }

    YAMLParser parser() {
        return parser;
    }

    /** What is wrong with the token that the parser has gone to; null where nothing is. */
    @Nullable
    String flaw(@Nullable JsonToken token) {
        sinceToken = 0;
        if (token == null) {
            return null;
        }
        if (token.isStructStart() && ++depth > limits.depth()) {
            return "the report is nested deeper than " + limits.depth() + " levels (limit: depth)";
        }
        depth -= token.isStructEnd() ? 1 : 0;
        return parser.isCurrentAlias() ? "a YAML alias, which is not read" : null;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int n = super.read(into, from, length);
        sinceToken += Math.max(0, n);
        if (sinceToken > limits.string() + 8_192L) {
            throw new ReportTooLarge("a text is longer than " + limits.string() + " characters (limit: string)");
        }
        return n;
    }

    private static Reader characters(InputStream bytes) throws IOException {
        var start = new PushbackInputStream(bytes, 4);
        byte[] head = start.readNBytes(4);
        start.unread(head);
        return new WithoutMark(new InputStreamReader(start, Encoding.of(head)));
    }

    /** Leaves out a byte order mark, which the decoders of some encodings do not. */
    private static final class WithoutMark extends FilterReader {
        private boolean started;

        WithoutMark(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            if (!started && n > 0) {
                started = true;
                if (into[from] == MARK) {
                    System.arraycopy(into, from + 1, into, from, n - 1);
                    return n > 1 ? n - 1 : read(into, from, length);
                }
            }
            return n;
        }
    }
}

package dev.winnow.importers.falco;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * A stream of alerts without the lines of text between them: Falco writes to one stream what it loads, its alerts, and at
 * the end how many there were. Their characters become blanks, so that everything stays in its place. A report whose
 * letters are more than a byte each is left as it is.
 */
final class WithoutText extends FilterInputStream {
    /** Where a byte stands. */
    private enum Place {
        /** Nothing but white space came on the line. */
        BEGIN,
        TEXT,
        VALUE,
        STRING,
        ESCAPE,
        /** Behind an alert. */
        BEHIND
    }

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** What a byte order mark of 16 bits begins with, and no UTF-8 does. */
    private static final int WIDE_MARK = 0xfe;

    private Place place = Place.BEGIN;
    private int depth;
    private int marked;
    private boolean wide;

    private final PushbackInputStream ahead;

    WithoutText(InputStream in) {
        this(new PushbackInputStream(in, 1));
    }

    private WithoutText(PushbackInputStream ahead) {
        super(ahead);
        this.ahead = ahead;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b == '{' && isInText()) {
            return peek() == '"' ? alert() : next((byte) b);
        }
        return b < 0 || wide ? b : next((byte) b) & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int n = super.read(into, from, length);
        for (int i = from; i < from + n && !wide; i++) {
            if (into[i] == '{' && isInText() && (i + 1 < from + n ? into[i + 1] : peek()) == '"') {
                into[i] = alert();
            } else {
                into[i] = next(into[i]);
            }
        }
        return n;
    }

    private boolean isInText() {
        return !wide && (place == Place.TEXT || place == Place.BEHIND);
    }

    private int peek() throws IOException {
        int b = ahead.read();
        if (b >= 0) {
            ahead.unread(b);
        }
        return b;
    }

    /** Behind a time, say, or another alert: what looks like one is read or refused, and never left out. */
    private byte alert() {
        place = Place.VALUE;
        depth = 1;
        return '{';
    }

    private byte next(byte b) {
        wide = b == 0 || (b & 0xff) >= WIDE_MARK;
        if (wide) {
            return b;
        }
        if (marked < MARK.length && b == MARK[marked]) {
            marked++;
            return b;
        }
        switch (place) {
            case BEGIN -> begin(b);
            case TEXT, BEHIND -> {
                boolean text = place == Place.TEXT;
                if (b == '\n') {
                    place = Place.BEGIN;
                }
                return text && b != '\n' ? (byte) ' ' : b;
            }
            case VALUE -> inValue(b);
            case STRING -> place = b == '"' ? Place.VALUE : b == '\\' ? Place.ESCAPE : Place.STRING;
            case ESCAPE -> place = Place.STRING;
        }
        return place == Place.TEXT ? (byte) ' ' : b;
    }

    private void begin(byte b) {
        marked = MARK.length;
        if (b == '{' || b == '[') {
            place = Place.VALUE;
            depth = 1;
        } else if (b > ' ' || b < 0) {
            place = Place.TEXT;
        }
    }

    private void inValue(byte b) {
        switch (b) {
            case '"' -> place = Place.STRING;
            case '{', '[' -> depth++;
            case '}', ']' -> place = --depth == 0 ? Place.BEHIND : Place.VALUE;
            default -> {}
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

package dev.winnow.importers.falco;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

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

    private Place place = Place.BEGIN;
    private int depth;
    private int marked;
    private boolean wide;

    WithoutText(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        return b < 0 || wide ? b : next((byte) b) & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int n = super.read(into, from, length);
        for (int i = from; i < from + n && !wide; i++) {
            into[i] = next(into[i]);
        }
        return n;
    }

    private byte next(byte b) {
        wide = b == 0;
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

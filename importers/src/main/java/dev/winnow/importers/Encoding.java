package dev.winnow.importers;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encoding of a text that begins with an ASCII character, with or without a byte order mark. */
final class Encoding {
    private Encoding() {}

    /** By byte order mark, else by where the zeros are in a text that begins with an ASCII character. */
    static Charset of(byte[] start) {
        int b0 = at(start, 0);
        int b1 = at(start, 1);
        int b2 = at(start, 2);
        int b3 = at(start, 3);
        if (b0 == 0 && b1 == 0 && (b2 == 0 || (b2 == 0xfe && b3 == 0xff))) {
            return Charset.forName("UTF-32BE");
        }
        if (b2 == 0 && b3 == 0 && (b1 == 0 || (b0 == 0xff && b1 == 0xfe))) {
            return Charset.forName("UTF-32LE");
        }
        if ((b0 == 0xfe && b1 == 0xff) || (b0 == 0 && b1 > 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if ((b0 == 0xff && b1 == 0xfe) || (b0 > 0 && b1 == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    /** -1 behind the end, so that a short text has no zeros there. */
    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xff : -1;
    }
}

package dev.winnow.importers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What some tools say on the same stream before their report begins: {@code kyverno apply --policy-report} says which
 * policies it applies, Falco what it has loaded.
 */
final class Preamble {
    /** How a report begins behind other lines. */
    private static final Pattern BEGIN = Pattern.compile("(?m)^(?:\\{|\\[\\s*\\{|apiVersion:)");

    private final int bytes;
    private final int lines;

    private Preamble(int bytes, int lines) {
        this.bytes = bytes;
        this.lines = lines;
    }

    /** The one that a text without a known shape begins with; null where no report begins behind it. */
    static @Nullable Preamble of(byte[] head) {
        if (!Encoding.of(head).equals(StandardCharsets.UTF_8)) {
            return null;
        }
        // One character a byte, so that places are those of the bytes.
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Matcher begin = BEGIN.matcher(text);
        if (!begin.find() || begin.start() == 0) {
            return null;
        }
        int at = begin.start();
        return new Preamble(
                at, (int) text.chars().limit(at).filter(c -> c == '\n').count());
    }

    /** The report without it, whose lines keep their numbers. */
    InputStream without(InputStream report) throws IOException {
        report.skipNBytes(bytes);
        byte[] blank = new byte[lines];
        Arrays.fill(blank, (byte) '\n');
        return new SequenceInputStream(new ByteArrayInputStream(blank), report);
    }
}

package dev.winnow.importers;

import java.io.IOException;
import java.io.InputStream;

/** Makes reports out of bytes. */
public final class Reports {
    private Reports() {}

    /**
     * Looks at a report's first bytes and makes it ready to be read. One layer of gzip or zstd is taken off whenever the
     * report is opened, and each stream keeps the limits on size and ratio.
     *
     * <p>The look ends as soon as an importer recognises the report, so that a head of the report is mostly enough; a
     * report that nobody recognises is walked to its end, without being kept. Lines of text before a report that is
     * recognised are passed over.
     *
     * @param raw the bytes as they were sent; opened once here and once for each pass of the importer
     * @throws MalformedReport where it is broken before anything recognisable: damaged compression, no proper JSON or XML
     * @throws ReportTooLarge where a limit is passed so early
     * @throws IOException where the bytes cannot be read
     */
    public static Report prepare(Source raw, Limits limits, Masking masking) throws IOException {
        Source plain = () -> Decompression.open(raw, limits);
        try (InputStream bytes = plain.open()) {
            Shape shape = sniffer(limits).shapeOf(bytes);
            if (!(shape instanceof Shape.Other other) || other.look() != Shape.Look.TEXT) {
                return new Report(plain, shape, limits, masking);
            }
        }
        return behindText(plain, limits, masking);
    }

    private static Report behindText(Source plain, Limits limits, Masking masking) throws IOException {
        var text = new Report(plain, new Shape.Other(), limits, masking);
        Preamble preamble;
        try (InputStream bytes = plain.open()) {
            preamble = Preamble.of(bytes.readNBytes(Sniffer.HEAD));
        }
        if (preamble == null) {
            return text;
        }
        Source behind = () -> preamble.without(plain.open());
        try (InputStream bytes = behind.open()) {
            var report = new Report(behind, sniffer(limits).shapeOf(bytes), limits, masking);
            return Formats.recognise(report).isPresent() ? report : text;
        } catch (MalformedReport e) {
            return text;
        }
    }

    private static Sniffer sniffer(Limits limits) {
        return new Sniffer(limits, shape -> Formats.recognise(shape).isPresent());
    }
}

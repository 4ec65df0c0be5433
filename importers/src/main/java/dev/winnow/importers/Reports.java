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
     * report that nobody recognises is walked to its end, without being kept.
     *
     * @param raw the bytes as they were sent; opened once here and once for each pass of the importer
     * @throws MalformedReport where it is broken before anything recognisable: damaged compression, no proper JSON or XML
     * @throws ReportTooLarge where a limit is passed so early
     * @throws IOException where the bytes cannot be read
     */
    public static Report prepare(Source raw, Limits limits, Masking masking) throws IOException {
        Source plain = () -> Decompression.open(raw, limits);
        try (InputStream bytes = plain.open()) {
            var sniffer = new Sniffer(limits, shape -> Formats.recognise(shape).isPresent());
            return new Report(plain, sniffer.shapeOf(bytes), limits, masking);
        }
    }
}

package dev.winnow.importers;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** The plain bytes of a report; ends with {@link ReportTooLarge} where they pass {@link Limits}. */
final class BoundedStream extends InputStream {
    /** Below this, a ratio says little: a report of a few kilobytes may well be one long run of blanks. */
    private static final long RATIO_FROM = 1 << 20;

    private final InputStream plain;
    private final LongSupplier compressed;
    private final Limits limits;
    private long produced;

    /**
     * @param plain the decompressed bytes
     * @param compressed how many bytes they have taken so far
     */
    BoundedStream(InputStream plain, LongSupplier compressed, Limits limits) {
        this.plain = plain;
        this.compressed = compressed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        int b = plain.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int n = plain.read(into, from, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return plain.available();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private void count(int n) throws ReportTooLarge {
        produced += n;
        if (produced > limits.bytes()) {
            throw new ReportTooLarge("the report is larger than " + limits.bytes() + " bytes (limit: bytes)");
        }
        if (produced > RATIO_FROM && produced / limits.ratio() > Math.max(1, compressed.getAsLong())) {
            throw new ReportTooLarge(
                    "decompression multiplies the report more than " + limits.ratio() + " times (limit: ratio)");
        }
    }
}

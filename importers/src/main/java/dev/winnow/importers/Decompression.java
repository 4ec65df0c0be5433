package dev.winnow.importers;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One layer of gzip or zstd taken off a report on the fly, recognised by its first bytes. */
final class Decompression {
    private static final int BUFFER = 1 << 16;

    private Decompression() {}

    /** Opens the raw bytes as plain ones that keep the limits. */
    static InputStream open(Source raw, Limits limits) throws IOException {
        var counted = new Counted(raw.open());
        try {
            var buffered = new BufferedInputStream(counted, BUFFER);
            buffered.mark(4);
            byte[] magic = buffered.readNBytes(4);
            buffered.reset();
            return new BoundedStream(plain(buffered, magic), counted::count, limits);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    private static InputStream plain(InputStream bytes, byte[] magic) throws IOException {
        if (startsWith(magic, 0x1f, 0x8b)) {
            return new Damage("gzip", () -> new GZIPInputStream(bytes, BUFFER));
        }
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            return new Damage("zstd", () -> new ZstdInputStream(bytes));
        }
        return bytes;
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        boolean equal = bytes.length >= magic.length;
        for (int i = 0; equal && i < magic.length; i++) {
            equal = (bytes[i] & 0xff) == magic[i];
        }
        return equal;
    }

    /** Counts what is read of the compressed bytes. */
    private static final class Counted extends FilterInputStream {
        private long count;
        private boolean ended;

        Counted(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            ended |= b < 0;
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            ended |= n < 0;
            count += Math.max(0, n);
            return n;
        }

        /** Never 0 before the end: GZIPInputStream takes 0 for the end and would leave out further gzip members. */
        @Override
        public int available() throws IOException {
            return ended ? 0 : Math.max(1, super.available());
        }
    }

    /** Tells damaged compressed data from bytes that cannot be read. */
    private static final class Damage extends InputStream {
        private final String format;
        private final InputStream decompressed;

        Damage(String format, Source decompressed) throws IOException {
            this.format = format;
            try {
                this.decompressed = decompressed.open();
            } catch (ZipException | EOFException | ZstdIOException e) {
                throw damaged(e);
            }
        }

        @Override
        public int read() throws IOException {
            try {
                return decompressed.read();
            } catch (ZipException | EOFException | ZstdIOException e) {
                throw damaged(e);
            }
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return decompressed.read(into, from, length);
            } catch (ZipException | EOFException | ZstdIOException e) {
                throw damaged(e);
            }
        }

        @Override
        public int available() throws IOException {
            return decompressed.available();
        }

        @Override
        public void close() throws IOException {
            decompressed.close();
        }

        private MalformedReport damaged(IOException e) {
            String how =
                    e instanceof EOFException || String.valueOf(e.getMessage()).contains("Truncated")
                            ? "end too early"
                            : "are damaged";
            return new MalformedReport("the report's " + format + "-compressed bytes " + how, 0, 0, null);
        }
    }
}

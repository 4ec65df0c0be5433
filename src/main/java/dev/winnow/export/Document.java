package dev.winnow.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The JSON of a brief, byte for byte. */
public final class Document {
    private final byte[] bytes;

    private Document(byte[] bytes) {
        this.bytes = bytes;
    }

    static Document of(QuarterBrief brief) {
        var bytes = new ByteArrayOutputStream();
        BriefJson.write(brief, bytes);
        return new Document(bytes.toByteArray());
    }

    static Document decompressed(byte[] compressed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new Document(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] compressed() {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    QuarterBrief brief() {
        return BriefReader.read(bytes);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** In hexadecimal. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

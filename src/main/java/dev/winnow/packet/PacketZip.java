package dev.winnow.packet;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes files into a ZIP as they come, and keeps of each its name, size and hash. Files and the whole may pass 4 GB
 * (ZIP64). Who stops before {@link #end} leaves something that no program takes for a ZIP.
 */
final class PacketZip {
    private final ZipOutputStream zip;
    private final LocalDateTime at;
    private final List<Written> written = new ArrayList<>();

    PacketZip(OutputStream out, Instant at) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.zip.setLevel(Deflater.BEST_SPEED);
        this.at = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /**
     * A file of the packet.
     *
     * @param bytes its size
     * @param sha256 hexadecimal
     * @param records how many it has; empty where it has none
     */
    record Written(String name, long bytes, String sha256, OptionalLong records) {}

    /** Writes a file's content, and leaves the stream open. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Writes records of a file. */
    @FunctionalInterface
    interface Records {
        void to(RecordLines lines) throws IOException;
    }

    Written add(String name, Content content) throws IOException {
        return counted(name, out -> {
            content.to(out);
            return OptionalLong.empty();
        });
    }

    Written text(String name, String text) throws IOException {
        return add(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A file of JSON lines. */
    Written lines(String name, Records records) throws IOException {
        return counted(name, out -> {
            var lines = new RecordLines(out);
            records.to(lines);
            return OptionalLong.of(lines.count());
        });
    }

    /** A content that says how many records it wrote. */
    @FunctionalInterface
    interface Counted {
        OptionalLong to(OutputStream out) throws IOException;
    }

    Written counted(String name, Counted content) throws IOException {
        if (!PacketNames.isSafe(name)) {
            throw new IllegalArgumentException("no name for a file of a packet: " + name);
        }
        var entry = new ZipEntry(name);
        entry.setTimeLocal(at);
        zip.putNextEntry(entry);
        var sums = new Summing(zip);
        OptionalLong records = content.to(sums);
        zip.closeEntry();
        var file = new Written(name, sums.bytes, HexFormat.of().formatHex(sums.sha256.digest()), records);
        written.add(file);
        return file;
    }

    /** All files so far. */
    List<Written> files() {
        return List.copyOf(written);
    }

    /** Adds the hashes of all files, and their signature, and ends the ZIP. */
    void end(UnaryOperator<byte[]> signing) throws IOException {
        var sums = new StringBuilder();
        for (Written file : written) {
            sums.append(file.sha256()).append("  ").append(file.name()).append('\n');
        }
        byte[] text = sums.toString().getBytes(StandardCharsets.UTF_8);
        add(PacketNames.SUMS, out -> out.write(text));
        add(PacketNames.SIGNATURE, out -> out.write(signing.apply(text)));
        zip.finish();
        zip.flush();
    }

    /** Counts and hashes what passes; the ZIP stays open behind it. */
    private static final class Summing extends FilterOutputStream {
        private final MessageDigest sha256;
        private long bytes;

        Summing(OutputStream out) {
            super(out);
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            sha256.update((byte) b);
            bytes++;
            out.write(b);
        }

        @Override
        public void write(byte[] b, int offset, int length) throws IOException {
            sha256.update(b, offset, length);
            bytes += length;
            out.write(b, offset, length);
        }

        @Override
        public void flush() {
            // A ZIP is flushed at its end.
        }

        @Override
        public void close() {
            // Of one file; others follow.
        }
    }
}

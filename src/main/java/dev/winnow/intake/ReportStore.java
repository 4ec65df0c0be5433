package dev.winnow.intake;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import dev.winnow.importers.ReportTooLarge;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Reports as they came, by the hash of their bytes; compressed (zstd) and encrypted (AES-256-GCM, in segments). A report
 * is whole on disk before {@link #store} returns, and its file never changes afterwards.
 */
@Component
class ReportStore {
    private static final int BUFFER = 1 << 16;

    /**
     * Size of a cipher segment: a byte changed anywhere is noticed when its segment is read. Small, because the JVM calls
     * the processor's AES instructions only from code that was called often: at 1 MiB each it stays 40 times slower.
     */
    private static final int SEGMENT = 1 << 13;

    private static final int BATCH = 500;
    private static final DirectoryStream.Filter<Path> HASH =
            file -> String.valueOf(file.getFileName()).matches("[0-9a-f]{64}");

    private static final byte[] NO_CONTEXT = new byte[0];

    private final Path root;
    private final Path incoming;
    private final StreamingAead cipher;
    private final long maxBytes;

    /** Uploads at work, by the hash of their report. */
    private final Map<String, Integer> claims = new HashMap<>();

    private final ReentrantLock claiming = new ReentrantLock();

    ReportStore(IntakeSettings settings, SecretKeys keys) {
        this.root = settings.dataDir().resolve("reports");
        this.incoming = root.resolve("incoming");
        this.maxBytes = settings.imports().maxUpload().toBytes();
        try {
            this.cipher = new AesGcmHkdfStreaming(keys.derive("stored reports"), "HmacSha256", 32, SEGMENT, 0);
            Files.createDirectories(incoming);
            removeUnfinished();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt reports", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep reports in " + root, e);
        }
    }

    /** What a killed process left half written was never answered for. */
    private void removeUnfinished() throws IOException {
        try (var files = Files.list(incoming)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Takes a report in, to its end. {@link #release} must follow.
     *
     * @throws ReportTooLarge where it is larger than uploads may be
     */
    StoredReport store(InputStream report) throws IOException {
        MessageDigest sha256 = sha256();
        Path unfinished = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            long bytes;
            try (var channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    SecretKeys.ownerOnly())) {
                bytes = copy(report, channel, sha256);
                channel.force(true);
            }
            String hash = HexFormat.of().formatHex(sha256.digest());
            claim(hash, unfinished);
            return new StoredReport(hash, bytes);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Gives the report its name; until {@link #release} nobody deletes it. */
    private void claim(String hash, Path unfinished) throws IOException {
        claiming.lock();
        try {
            claims.merge(hash, 1, Integer::sum);
            if (!Files.exists(file(hash))) {
                Path directory = Files.createDirectories(directory(hash));
                Files.move(unfinished, file(hash), StandardCopyOption.ATOMIC_MOVE);
                sync(directory);
            }
        } finally {
            claiming.unlock();
        }
    }

    /**
     * Ends an upload.
     *
     * @param wanted whether something refers to the report: else it goes, unless another upload of the same bytes is at
     *     work
     */
    void release(String hash, Predicate<String> wanted) throws IOException {
        claiming.lock();
        try {
            boolean last = claims.merge(hash, -1, Integer::sum) <= 0;
            if (last) {
                claims.remove(hash);
            }
            // Asked only now: an upload that ended meanwhile may have made it wanted.
            if (last && !wanted.test(hash)) {
                Files.deleteIfExists(file(hash));
            }
        } finally {
            claiming.unlock();
        }
    }

    /** Deletes a report that neither an upload at work nor anything else refers to. @return whether it did */
    boolean deleteUnless(String hash, Predicate<String> wanted) throws IOException {
        claiming.lock();
        try {
            return !claims.containsKey(hash) && !wanted.test(hash) && Files.deleteIfExists(file(hash));
        } finally {
            claiming.unlock();
        }
    }

    /** Hands over the hashes of reports that were stored before this time, some hundreds at once. */
    void storedBefore(Instant time, Batch batch) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, "[0-9a-f][0-9a-f]")) {
            for (Path directory : directories) {
                var hashes = new ArrayList<String>();
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, HASH)) {
                    for (Path file : files) {
                        if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                            hashes.add(String.valueOf(file.getFileName()));
                        }
                        if (hashes.size() == BATCH) {
                            batch.take(List.copyOf(hashes));
                            hashes.clear();
                        }
                    }
                }
                if (!hashes.isEmpty()) {
                    batch.take(List.copyOf(hashes));
                }
            }
        }
    }

    /** Takes some hashes. */
    @FunctionalInterface
    interface Batch {
        void take(List<String> hashes) throws IOException;
    }

    private long copy(InputStream report, FileChannel channel, MessageDigest sha256) throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = compressing(encrypting(channel))) {
            int read;
            while ((read = report.read(buffer)) >= 0) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw new ReportTooLarge("The upload is larger than the " + maxBytes + " bytes that are allowed.");
                }
                sha256.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return bytes;
    }

    private OutputStream encrypting(FileChannel channel) throws IOException {
        // The channel must outlive the cipher: it is forced to disk afterwards.
        var open = new FilterOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        try {
            return cipher.newEncryptingStream(open, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt the report", e);
        }
    }

    private static OutputStream compressing(OutputStream out) throws IOException {
        return new ZstdOutputStream(out, 1);
    }

    /** The report's bytes as they came. @throws NoSuchFileException where there is no such report */
    InputStream open(String hash) throws IOException {
        try {
            InputStream encrypted = new BufferedInputStream(Files.newInputStream(file(hash)), BUFFER);
            return new ZstdInputStream(cipher.newDecryptingStream(encrypted, NO_CONTEXT));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot decrypt the report", e);
        }
    }

    private Path file(String hash) {
        return directory(hash).resolve(hash);
    }

    private Path directory(String hash) {
        return root.resolve(hash.substring(0, 2));
    }

    /** A new name is on disk only when its directory is. */
    private static void sync(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every platform can open a directory; those keep names safe in their own way.
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.winnow.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The installation's secret, from the settings or from {@code secret.key} in the data directory, which only its owner
 * can read. Keys for different purposes are derived from it and say nothing of each other.
 */
@Component
class SecretKeys {
    private static final int SHORTEST = 16;

    private final byte[] secret;

    SecretKeys(IntakeSettings settings) {
        String given = settings.secretKey();
        if (given != null && !given.isBlank()) {
            if (given.length() < SHORTEST) {
                throw new IllegalStateException("winnow.secret-key has fewer than 16 characters");
            }
            secret = given.getBytes(StandardCharsets.UTF_8);
        } else {
            try {
                secret = fromFile(settings.dataDir().resolve("secret.key"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the secret key in " + settings.dataDir(), e);
            }
        }
    }

    /** 32 bytes for this purpose (HMAC-SHA-256 of its name). */
    byte[] derive(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] fromFile(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file)) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            Path unfinished = file.resolveSibling("secret.key.new");
            Files.deleteIfExists(unfinished);
            try (var channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                channel.write(
                        java.nio.ByteBuffer.wrap(HexFormat.of().formatHex(fresh).getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            try {
                Files.move(unfinished, file);
            } catch (FileAlreadyExistsException e) {
                Files.deleteIfExists(unfinished);
            }
        }
        try {
            return HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold a key: restore it from a backup", e);
        }
    }

    static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

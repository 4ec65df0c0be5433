package dev.winnow.intake;

import dev.winnow.audit.Seal;
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
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The installation's secret, from the settings or from {@code secret.key} in the data directory, which only its owner
 * can read. Keys for different purposes are derived from it and say nothing of each other. The database knows the secret
 * again by one such key, so that it is never used with another one.
 */
@Component
class SecretKeys {
    private static final int SHORTEST = 16;
    private static final String FILE = "secret.key";

    private final byte[] secret;

    SecretKeys(IntakeSettings settings, JdbcClient jdbc) {
        Optional<String> known = check(jdbc);
        String given = settings.secretKey();
        if (given != null && !given.isBlank()) {
            if (given.length() < SHORTEST) {
                throw new IllegalStateException("winnow.secret-key has fewer than 16 characters");
            }
            secret = given.getBytes(StandardCharsets.UTF_8);
        } else {
            try {
                Path file = settings.dataDir().resolve(FILE);
                if (known.isPresent() && !Files.exists(file)) {
                    throw otherKey("There is no " + file + ", but the database was filled with a key.", settings);
                }
                secret = fromFile(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the secret key in " + settings.dataDir(), e);
            }
        }
        String mine = HexFormat.of().formatHex(derive("check of the key"));
        if (!known.orElseGet(() -> noted(mine, jdbc)).equals(mine)) {
            throw otherKey("The secret key is not the one that the database was filled with.", settings);
        }
    }

    private static Optional<String> check(JdbcClient jdbc) {
        return jdbc.sql("select check_value from secret_key_check where id = 1")
                .query(String.class)
                .optional();
    }

    /** @return what the database knows the key by from now on */
    private static String noted(String mine, JdbcClient jdbc) {
        try {
            jdbc.sql("insert into secret_key_check (id, check_value) values (1, ?)")
                    .param(mine)
                    .update();
        } catch (DuplicateKeyException e) {
            // Another instance on the same database was quicker; it may have another key.
            return check(jdbc).orElseThrow(() -> e);
        }
        return mine;
    }

    private static CannotStart otherKey(String what, IntakeSettings settings) {
        return new CannotStart(
                what
                        + " With another key, reports stored before cannot be read, and findings that are secrets close and"
                        + " open again.",
                "Bring back secret.key in " + settings.dataDir() + " from the volume or a backup, or set"
                        + " winnow.secret-key to what it was. To go on with a new key all the same, delete the row of the"
                        + " table secret_key_check.");
    }

    /** 32 bytes for this purpose (HMAC-SHA-256 of its name). */
    byte[] derive(String purpose) {
        return hmac(secret, purpose);
    }

    /** Seals the audit log. */
    Seal auditSeal() {
        return auditSeal(secret);
    }

    private static Seal auditSeal(byte[] secret) {
        byte[] key = hmac(secret, "seals of the audit log");
        return text -> HexFormat.of().formatHex(hmac(key, text));
    }

    /**
     * The seal of an installation that need not run.
     *
     * @param given as {@code winnow.secret-key}; null or blank: the file in the data directory counts
     * @return empty where there is no key
     * @throws IOException where the file cannot be read
     */
    static Optional<Seal> auditSeal(@Nullable String given, Path dataDir) throws IOException {
        if (given != null && !given.isBlank()) {
            return Optional.of(auditSeal(given.getBytes(StandardCharsets.UTF_8)));
        }
        Path file = dataDir.resolve(FILE);
        return Files.exists(file) ? Optional.of(auditSeal(key(file))) : Optional.empty();
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
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
        return key(file);
    }

    private static byte[] key(Path file) throws IOException {
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

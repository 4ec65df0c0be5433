package dev.winnow.intake;

import dev.winnow.audit.Seal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals the audit log with the installation's secret. */
@Component
public class AuditSeal implements Seal {
    private final Seal seal;

    AuditSeal(SecretKeys keys) {
        seal = keys.auditSeal();
    }

    @Override
    public String of(String text) {
        return seal.of(text);
    }

    /**
     * The seal of an installation that need not run.
     *
     * @param secretKey as {@code winnow.secret-key}; null or blank: the file in the data directory counts
     * @return empty where there is no key
     * @throws IOException where the file cannot be read
     */
    public static Optional<Seal> of(@Nullable String secretKey, Path dataDir) throws IOException {
        return SecretKeys.auditSeal(secretKey, dataDir);
    }
}

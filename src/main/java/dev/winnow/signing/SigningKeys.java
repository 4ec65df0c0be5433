package dev.winnow.signing;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import dev.winnow.vault.Vault;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The installation's key to sign with. It is made by chance when it is first needed, and lies in the database, encrypted
 * with the installation's secret: who can only write to the database cannot sign, all servers on one database have the
 * same key, and it comes back with a backup. It is not derived from the secret, since its public half goes out to
 * everybody, who could then try out secrets that somebody chose.
 */
@Service
public class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final String PURPOSE = "private key that signs audit packets";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final AuditLog log;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Pair current;

    SigningKeys(JdbcClient jdbc, Vault vault, AuditLog log, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.log = log;
        this.clock = clock;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Pair(PublicSigningKey publicKey, PrivateKey privateKey) {}

    private record Row(int number, byte[] publicKey, byte[] privateKey) {}

    /** The key that signatures made now are verified with. */
    public PublicSigningKey publicKey() {
        return current().publicKey();
    }

    /** Signs a text that must be held in memory for it. @return 64 bytes */
    public byte[] sign(byte[] message) {
        try {
            var signer = Signature.getInstance(PublicSigningKey.ALGORITHM);
            signer.initSign(current().privateKey());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private Pair current() {
        Pair known = current;
        if (known != null) {
            return known;
        }
        making.lock();
        try {
            known = current;
            if (known == null) {
                known = there();
                current = known;
            }
            return known;
        } finally {
            making.unlock();
        }
    }

    private Pair there() {
        List<Row> newest = newest();
        if (!newest.isEmpty()) {
            try {
                return opened(newest.getFirst());
            } catch (IllegalStateException e) {
                LOG.warn("The key that signed audit packets was encrypted with another secret; a new one is made", e);
            }
        }
        int number = newest.isEmpty() ? 1 : newest.getFirst().number() + 1;
        try {
            return Objects.requireNonNull(apart.execute(status -> made(number)));
        } catch (DuplicateKeyException e) {
            // Another server on the same database was quicker.
            return opened(newest().getFirst());
        }
    }

    private List<Row> newest() {
        return jdbc.sql("select number, public_key, private_key from signing_key order by number desc"
                        + " fetch first 1 rows only")
                .query((row, n) -> new Row(row.getInt(1), row.getBytes(2), row.getBytes(3)))
                .list();
    }

    private Pair opened(Row row) {
        byte[] secret = vault.openBytes(row.privateKey(), PURPOSE);
        try {
            PrivateKey key =
                    KeyFactory.getInstance(PublicSigningKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret));
            return new Pair(PublicSigningKey.of(row.publicKey()), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key in the database is none", e);
        }
    }

    private Pair made(int number) {
        Pair pair;
        try {
            KeyPair fresh =
                    KeyPairGenerator.getInstance(PublicSigningKey.ALGORITHM).generateKeyPair();
            pair = new Pair(PublicSigningKey.of(fresh.getPublic().getEncoded()), fresh.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
        jdbc.sql("insert into signing_key (number, public_key, private_key, made_at) values (?, ?, ?, ?)")
                .param(number)
                .param(pair.publicKey().encoded())
                .param(vault.sealBytes(pair.privateKey().getEncoded(), PURPOSE))
                .param(clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .update();
        log.record(
                Actor.SYSTEM,
                "signing-key.made",
                "signing-key:" + number,
                null,
                Map.of(
                        "algorithm",
                        PublicSigningKey.ALGORITHM,
                        "sha256",
                        pair.publicKey().fingerprint()));
        return pair;
    }
}

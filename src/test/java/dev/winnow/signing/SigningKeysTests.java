package dev.winnow.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.audit.AuditLog;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import dev.winnow.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The key that packets are signed with. */
class SigningKeysTests {
    private static final byte[] MESSAGE = "as it was".getBytes(StandardCharsets.UTF_8);

    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private Vault vault;

        @Autowired
        private AuditLog log;

        @Autowired
        private PlatformTransactionManager transactions;

        @Autowired
        private SigningKeys keys;

        private SigningKeys another(Vault with) {
            return new SigningKeys(jdbc, with, log, transactions, Clock.systemUTC());
        }

        /** Other tests go on with the key of this server. */
        @AfterEach
        void forgetOthers() {
            String mine = keys.publicKey().fingerprint();
            jdbc.sql("select number, public_key from signing_key")
                    .query((row, n) -> new Object[] {row.getInt(1), row.getBytes(2)})
                    .list()
                    .forEach(row -> {
                        if (!mine.equals(fingerprint((byte[]) row[1]))) {
                            jdbc.sql("delete from signing_key where number = ?")
                                    .param(row[0])
                                    .update();
                        }
                    });
        }

        private static String fingerprint(byte[] encoded) {
            try {
                return PublicSigningKey.of(encoded).fingerprint();
            } catch (java.security.GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void everyServerOfTheDatabaseSignsWithTheSameKey() {
            SigningKeys other = another(vault);
            assertThat(other.publicKey().pem()).isEqualTo(keys.publicKey().pem());
            assertThat(keys.publicKey().verifies(MESSAGE, other.sign(MESSAGE))).isTrue();
            assertThat(other.sign(MESSAGE)).hasSize(64);
        }

        @Test
        void withAnotherSecretANewKeySignsAndTheOldSignaturesStayGood() {
            byte[] before = keys.sign(MESSAGE);
            SigningKeys other = another(new Vault(new byte[32]));
            assertThat(other.publicKey().fingerprint())
                    .isNotEqualTo(keys.publicKey().fingerprint());
            assertThat(other.publicKey().verifies(MESSAGE, other.sign(MESSAGE))).isTrue();
            assertThat(other.publicKey().verifies(MESSAGE, before)).isFalse();
            assertThat(keys.publicKey().verifies(MESSAGE, before)).isTrue();
            List<Integer> numbers = jdbc.sql("select number from signing_key order by number")
                    .query(Integer.class)
                    .list();
            assertThat(numbers).hasSizeGreaterThan(1);
        }

        @Test
        void thePrivateHalfIsNotThereInPlain() {
            keys.publicKey();
            byte[] stored = jdbc.sql("select private_key from signing_key order by number fetch first 1 rows only")
                    .query((row, n) -> row.getBytes(1))
                    .single();
            // How every unencrypted one begins (RFC 8410).
            assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(new byte[] {0x06, 0x03, 0x2b, 0x65, 0x70}, StandardCharsets.ISO_8859_1));
        }

        @Test
        void aSignatureIsOfItsMessageAlone() {
            byte[] signature = keys.sign(MESSAGE);
            assertThat(keys.publicKey().verifies("as it were".getBytes(StandardCharsets.UTF_8), signature))
                    .isFalse();
            assertThat(keys.publicKey().verifies(MESSAGE, new byte[64])).isFalse();
            assertThat(keys.publicKey().verifies(MESSAGE, new byte[0])).isFalse();
        }

        @Test
        void aKeyIsReadFromPemAlone() {
            String pem = keys.publicKey().pem();
            assertThat(PublicSigningKey.ofPem("of winnow.example\r\n" + pem.replace("\n", "\r\n"))
                            .pem())
                    .isEqualTo(pem);
            assertThatThrownBy(() -> PublicSigningKey.ofPem("")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> PublicSigningKey.ofPem(pem + pem)).hasMessageContaining("more than one");
            assertThatThrownBy(() -> PublicSigningKey.ofPem(pem.replace("MCow", "MCoA")))
                    .hasMessageContaining("no Ed25519");
        }
    }
}

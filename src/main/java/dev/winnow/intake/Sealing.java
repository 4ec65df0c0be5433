package dev.winnow.intake;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** Encrypts what has to wait in the database as it came (AES-256-GCM, with a key from the installation's secret). */
@Component
public class Sealing {
    private static final byte[] NO_CONTEXT = new byte[0];

    private final Aead cipher;

    Sealing(SecretKeys keys) {
        try {
            this.cipher = new AesGcmJce(keys.derive("what waits in the database"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    public byte[] seal(byte[] plain) {
        try {
            return cipher.encrypt(plain, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    /** @throws IllegalStateException where it was not sealed here, or was changed */
    public byte[] open(byte[] sealed) {
        try {
            return cipher.decrypt(sealed, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what waits in the database was sealed with another key, or changed", e);
        }
    }
}

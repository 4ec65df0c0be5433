package dev.winnow.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Encrypts short texts (AES-256-GCM, a fresh nonce each) with a key of the installation. */
public final class Vault {
    private final AesGcmJce cipher;

    /** @param key 32 bytes that serve nothing else */
    public Vault(byte[] key) {
        try {
            this.cipher = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt secrets", e);
        }
    }

    /** @param purpose what the text is; only who names the same opens it */
    public byte[] seal(String text, String purpose) {
        return sealBytes(text.getBytes(StandardCharsets.UTF_8), purpose);
    }

    /** @throws IllegalStateException where it was sealed with another key or for another purpose, or was changed since */
    public String open(byte[] sealed, String purpose) {
        return new String(openBytes(sealed, purpose), StandardCharsets.UTF_8);
    }

    /** As {@link #seal}. */
    public byte[] sealBytes(byte[] plain, String purpose) {
        try {
            return cipher.encrypt(plain, purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt what is to be kept", e);
        }
    }

    /** As {@link #open}. */
    public byte[] openBytes(byte[] sealed, String purpose) {
        try {
            return cipher.decrypt(sealed, purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is sealed in the database cannot be opened with the present key", e);
        }
    }
}

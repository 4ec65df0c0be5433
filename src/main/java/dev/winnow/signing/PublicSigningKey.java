package dev.winnow.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What signatures are verified with: an Ed25519 key (RFC 8032) as a SubjectPublicKeyInfo (RFC 8410). */
public final class PublicSigningKey {
    static final String ALGORITHM = "Ed25519";

    /** A key has about 120 characters. */
    private static final int LONGEST = 10_000;

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private final PublicKey key;

    private PublicSigningKey(PublicKey key) {
        this.key = key;
    }

    static PublicSigningKey of(byte[] encoded) throws GeneralSecurityException {
        return new PublicSigningKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
    }

    /** @param pem a text that has one such key in it. @throws IllegalArgumentException where it has none, or several */
    public static PublicSigningKey ofPem(String pem) {
        Matcher found = PEM.matcher(pem.substring(0, Math.min(LONGEST, pem.length())));
        if (!found.find()) {
            throw new IllegalArgumentException("there is no public key in PEM");
        }
        String base64 = found.group(1);
        if (found.find()) {
            throw new IllegalArgumentException("there is more than one public key");
        }
        try {
            return of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no Ed25519 public key", e);
        }
    }

    /** As OpenSSL reads it, with a line feed at the end. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** SHA-256 of the encoded key, hexadecimal: what people compare. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether this key's owner signed it. @param signature whatever bytes came as one */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    byte[] encoded() {
        return key.getEncoded();
    }
}

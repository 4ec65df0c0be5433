package dev.winnow.importers.packages;

import dev.winnow.importers.Masking;
import dev.winnow.importers.Texts;
import dev.winnow.importers.Veil;
import org.jspecify.annotations.Nullable;

/**
 * A secret in plain text, on its way to being made unreadable: it must not leave the importer, whichever of the report's
 * texts holds it.
 *
 * @param plain as the report writes it; null where the report does not say
 */
public record LeakedSecret(@Nullable String plain) {
    /** A shorter one stands in ordinary words, which are not to be torn apart. */
    private static final int SHORTEST_IN_WORDS = 8;

    /** What tells it from others: its keyed hash; null for none, and for what a tool put in its place. */
    public @Nullable String hash(Masking masking) {
        String secret = plain;
        boolean whole = secret != null && !secret.isBlank() && !secret.endsWith("...") && !Masking.isMasked(secret);
        return whole && secret != null ? masking.hash(secret) : null;
    }

    /**
     * The code around it: without it and without other literals; where the secret is not in it, so that nobody knows which
     * part is, nothing but the name it is given to.
     */
    public String code(String code) {
        String secret = plain;
        if (secret == null || secret.isBlank() || !code.contains(secret)) {
            return Veil.ALL.code(code);
        }
        return Texts.block(Masking.maskLiterals(Masking.mask(code, secret)));
    }

    /** Any other text, which holds the secret by chance. */
    public String words(String words) {
        String secret = plain;
        String without = secret == null || secret.strip().length() < SHORTEST_IN_WORDS
                ? words
                : Masking.mask(words, secret.strip());
        return Masking.maskKnown(without);
    }

    public @Nullable String wordsOrNull(@Nullable String words) {
        return words == null ? null : words(words);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "LeakedSecret";
    }
}

package dev.winnow.importers.trivy;

import dev.winnow.importers.Masking;

/**
 * Text around a leaked secret. Trivy writes asterisks in the secret's place; here the literals beside them go as well, and
 * a text without any asterisk is not shown at all, since nobody knows where in it the secret is.
 */
final class SecretTexts {
    private SecretTexts() {}

    static String masked(String text) {
        return text.contains("***") ? Masking.maskLiterals(text) : text.isBlank() ? "" : Masking.MASK;
    }
}

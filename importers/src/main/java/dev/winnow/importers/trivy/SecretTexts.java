package dev.winnow.importers.trivy;

import dev.winnow.importers.Masking;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text around a leaked secret. Trivy writes asterisks in the secret's place; here the literals beside them go as well, and
 * a text without any asterisk is not shown at all, since nobody knows where in it the secret is.
 */
final class SecretTexts {
    private static final Pattern SECRET =
            Pattern.compile("secret|credential|password|sensitive|private key", Pattern.CASE_INSENSITIVE);

    private SecretTexts() {}

    static String masked(String text) {
        return text.contains("***") ? Masking.maskLiterals(text) : text.isBlank() ? "" : Masking.MASK;
    }

    /** Whether a check looks for secrets in settings, so that the code it shows is likely to hold one unmasked. */
    static boolean mayShow(@Nullable String title, @Nullable String message) {
        return mentionsSecrets(title) || mentionsSecrets(message);
    }

    private static boolean mentionsSecrets(@Nullable String text) {
        return text != null && SECRET.matcher(text).find();
    }
}

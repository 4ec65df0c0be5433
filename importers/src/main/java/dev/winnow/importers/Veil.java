package dev.winnow.importers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of the report's texts may be shown: bounded, and without credentials. Texts are masked before they are cut,
 * so that no half of a credential is left at the end.
 */
public enum Veil {
    /** Credentials of well-known shapes are masked. */
    KNOWN {
        @Override
        public String code(String code) {
            return Texts.block(Masking.maskKnown(code));
        }

        @Override
        public String words(String words) {
            return Texts.block(Masking.maskKnown(words));
        }
    },
    /** The code holds a credential somewhere: no literal is shown. */
    LITERALS {
        @Override
        public String code(String code) {
            return Texts.block(Masking.maskLiterals(code));
        }

        @Override
        public String words(String words) {
            return Texts.block(Literals.quotesMasked(Masking.maskKnown(words)));
        }
    },
    /** The code is a credential: of each line no more is shown than the name it is given to. */
    ALL {
        @Override
        public String code(String code) {
            var shown = new StringBuilder();
            for (String line : Texts.block(code).split("\n", -1)) {
                if (!shown.isEmpty()) {
                    shown.append('\n');
                }
                Matcher name = NAME.matcher(line);
                shown.append(name.lookingAt() ? name.group() : "").append(line.isBlank() ? "" : Masking.MASK);
            }
            return shown.toString();
        }

        @Override
        public String words(String words) {
            return LITERALS.words(words);
        }
    };

    /** Up to the colon or equals sign of an assignment; words with digits could be the secret already. */
    private static final Pattern NAME =
            Pattern.compile("\\s*(?:[A-Za-z_.-]{1,40}\\s+){0,4}[\"']?[A-Za-z_.-]{1,40}[\"']?\\s*[:=]\\s*");

    /** A piece of code as it may be shown. */
    public abstract String code(String code);

    /** A sentence about it as it may be shown. */
    public abstract String words(String words);

    /** As {@link #code}; null for none. */
    public @Nullable String codeOrNull(@Nullable String code) {
        return code == null || code.isEmpty() ? null : code(code);
    }
}

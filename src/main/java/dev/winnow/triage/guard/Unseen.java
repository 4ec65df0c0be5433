package dev.winnow.triage.guard;

import java.util.regex.Pattern;

/** Characters that nobody sees, and that make two texts look the same. */
final class Unseen {
    /** Control and format characters, halves of surrogate pairs, fillers and variation selectors. */
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\x{34F}\\x{115F}\\x{1160}"
            + "\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}"
            + "\\x{E0100}-\\x{E01EF}&&[^\\n\\t]]");

    private Unseen() {}

    /** The text without them; lines stay lines. */
    static String without(String text) {
        return CHARACTERS
                .matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll("");
    }
}

package dev.winnow.finding;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells of JSON by its bytes that a text is in none of its strings, whatever its case; of the rest it is not sure. */
final class JsonMention {
    /** What must be there, in lower case: the longest part of the text that JSON writes as it is. */
    private final byte[] sure;

    JsonMention(String text) {
        sure = longestPlain(text.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII);
    }

    private static String longestPlain(String text) {
        String longest = "";
        for (String part : text.split("[^ !#-\\[\\]-~]", -1)) {
            longest = part.length() > longest.length() ? part : longest;
        }
        return longest;
    }

    /** Letters beyond ASCII may become others of it in lower case: where there are some, nothing is sure. */
    boolean mayBeIn(byte[] json) {
        if (sure.length == 0) {
            return true;
        }
        int last = json.length - sure.length;
        for (int i = 0; i < json.length; i++) {
            if (json[i] < 0 || i <= last && lower(json[i]) == sure[0] && isAt(json, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] json, int at) {
        for (int i = 1; i < sure.length; i++) {
            if (lower(json[at + i]) != sure[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
    }
}

package dev.winnow.importers.packages;

/** Words of settings whose value is nobody's business. A pattern for them costs more than all else of a check. */
public final class SensitiveWords {
    private SensitiveWords() {}

    public static boolean areIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean found = switch (text.charAt(i)) {
                case 'p', 'P' -> stands("passw", text, i) || stands("passphrase", text, i) || isKey("private", text, i);
                case 's', 'S' -> stands("secret", text, i);
                case 't', 'T' -> stands("token", text, i);
                case 'c', 'C' ->
                    stands("credential", text, i)
                            || stands("connectionstring", text, i)
                            || stands("connection_string", text, i);
                case 'a', 'A' -> isKey("api", text, i) || isKey("access", text, i);
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** The word, then key, with anything or nothing between them: {@code apiKey}, {@code api_key}. */
    private static boolean isKey(String word, String text, int at) {
        int end = at + word.length();
        return stands(word, text, at) && (stands("key", text, end) || stands("key", text, end + 1));
    }

    private static boolean stands(String word, String text, int at) {
        return at + 1 < text.length()
                && (text.charAt(at + 1) | 0x20) == word.charAt(1)
                && text.regionMatches(true, at, word, 0, word.length());
    }
}

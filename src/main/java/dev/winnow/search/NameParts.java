package dev.winnow.search;

import java.util.regex.Pattern;

/** Takes names in camel case apart. */
final class NameParts {
    private static final Pattern HUMP =
            Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private NameParts() {}

    /** The text with a space before each hump; empty where it has none. */
    static String of(String text) {
        if (text.chars().noneMatch(Character::isUpperCase)) {
            return "";
        }
        String apart = HUMP.matcher(text).replaceAll(" ");
        return apart.equals(text) ? "" : apart;
    }
}

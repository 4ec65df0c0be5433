package dev.winnow.importers.packages;

import dev.winnow.importers.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads arrays of short texts, bounded. Reusable, not for sharing between threads. */
public final class TextLists {
    /** The most addresses kept of one list. */
    public static final int MOST_LINKS = 50;

    /** The longest address or word kept; longer ones are left out, since a cut address leads nowhere. */
    private static final int LONGEST = 2_000;

    private final List<String> buffer = new ArrayList<>();

    /** The http and https addresses of the array that comes next. */
    public List<String> links(JsonCursor json) throws IOException {
        buffer.clear();
        if (!json.array()) {
            return List.of();
        }
        while (json.element()) {
            if (buffer.size() < MOST_LINKS && json.peek() == JsonToken.VALUE_STRING) {
                String link = json.text();
                if (isLink(link)) {
                    buffer.add(link);
                }
            } else {
                json.skip();
            }
        }
        return List.copyOf(buffer);
    }

    /** The texts of the array that comes next, distinct, at most {@code most}. */
    public List<String> words(JsonCursor json, int most) throws IOException {
        buffer.clear();
        if (!json.array()) {
            return List.of();
        }
        while (json.element()) {
            if (buffer.size() < most && json.peek() == JsonToken.VALUE_STRING) {
                String word = json.text();
                if (word != null && !word.isBlank() && word.length() <= LONGEST && !buffer.contains(word)) {
                    buffer.add(word);
                }
            } else {
                json.skip();
            }
        }
        return List.copyOf(buffer);
    }

    /** Whether the text is an address that a person may follow. */
    public static boolean isLink(@Nullable String text) {
        return text != null
                && text.length() <= LONGEST
                && (text.startsWith("https://") || text.startsWith("http://"))
                && text.indexOf(' ') < 0;
    }

    /** The text where it is an address, else null. */
    public static @Nullable String linkOrNull(@Nullable String text) {
        return isLink(text) ? text : null;
    }
}

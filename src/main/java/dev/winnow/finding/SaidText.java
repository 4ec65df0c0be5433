package dev.winnow.finding;

import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Looks for a text in titles and messages, whatever its case, as they are kept in the details of sightings. Most of these are
 * passed over by their bytes; only what may have the text is read.
 */
final class SaidText {
    private static final JsonFactory JSON = new JsonFactory();

    private final String wanted;
    private final JsonMention mention;

    SaidText(String part) {
        wanted = part.toLowerCase(Locale.ROOT);
        mention = new JsonMention(part);
    }

    /** @param stored details of a sighting */
    boolean isIn(byte[] stored) {
        byte[] json = StoredJson.bytes(stored);
        return mention.mayBeIn(json) && isSaid(json);
    }

    private boolean isSaid(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                boolean text = name.equals("title") || name.equals("message");
                if (text && value == JsonToken.VALUE_STRING && has(parser.getString())) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        }
    }

    private boolean has(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        // Columns have no such character, and a text may go across one.
        return lower.contains(wanted)
                || lower.indexOf('\0') >= 0 && lower.replace("\0", "").contains(wanted);
    }
}

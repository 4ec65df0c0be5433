package dev.winnow.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that has one text for one content: no spaces, names in order, numbers in plain digits. So the text can be
 * computed anew from an export that a program has read and written again.
 */
final class CanonicalJson {
    /** What a column holds. Longer ones are kept as their length and SHA-256. */
    private static final int LONGEST = 1_000_000;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CanonicalJson() {}

    /** @return null for null */
    static @Nullable String of(@Nullable Object content) {
        if (content == null) {
            return null;
        }
        String text = of(MAPPER.readTree(MAPPER.writeValueAsString(content)));
        if (text == null || text.length() <= LONGEST) {
            return text;
        }
        return of(MAPPER.valueToTree(Map.of(
                "characters",
                text.length(),
                "sha256",
                HexFormat.of().formatHex(Chain.sha256().digest(text.getBytes(StandardCharsets.UTF_8))))));
    }

    /** @return null for JSON's null */
    static @Nullable String of(JsonNode content) {
        return content.isNull() || content.isMissingNode() ? null : WellFormed.text(MAPPER.writeValueAsString(content));
    }
}

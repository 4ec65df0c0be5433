package dev.winnow.importers.trivy;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a document as tools do that sort the members of objects. */
public final class Sorted {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Sorted() {}

    public static String json(String document) {
        return MAPPER.writeValueAsString(MAPPER.readValue(document, Object.class));
    }
}

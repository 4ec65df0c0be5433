package dev.winnow.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as the database keeps them for display: JSON without empty lists and absent members, deflated where that pays.
 */
final class StoredJson {
    private static final int WORTH_DEFLATING = 2_048;
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withConfigOverride(
                    List.class,
                    lists -> lists.setInclude(JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                            .setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private StoredJson() {}

    static byte[] write(Object value) {
        byte[] json = JSON.writeValueAsBytes(value);
        byte[] stored = new byte[json.length + 1];
        if (json.length >= WORTH_DEFLATING) {
            var deflater = new Deflater(Deflater.BEST_SPEED);
            try {
                deflater.setInput(json);
                deflater.finish();
                int length = deflater.deflate(stored, 1, json.length);
                if (deflater.finished()) {
                    stored[0] = DEFLATED;
                    return java.util.Arrays.copyOf(stored, length + 1);
                }
            } finally {
                deflater.end();
            }
        }
        stored[0] = PLAIN;
        System.arraycopy(json, 0, stored, 1, json.length);
        return stored;
    }

    /** The JSON itself, as UTF-8. */
    static byte[] bytes(byte[] stored) {
        try (var json = new ByteArrayInputStream(stored)) {
            return json.read() == DEFLATED
                    ? new InflaterInputStream(json).readAllBytes()
                    : java.util.Arrays.copyOfRange(stored, 1, stored.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(byte[] stored, Class<T> type) {
        var bytes = new ByteArrayInputStream(stored);
        int kind = bytes.read();
        try (var json = kind == DEFLATED ? new InflaterInputStream(bytes) : bytes) {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

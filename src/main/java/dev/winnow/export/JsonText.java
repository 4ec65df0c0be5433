package dev.winnow.export;

import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON written as it goes. A document that breaks off must not look whole. */
final class JsonText {
    private JsonText() {}

    static JsonGenerator to(OutputStream out) {
        return JsonMapper.shared()
                .writer()
                .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
    }

    /** A number, whole ones without a point; null where there is none. */
    static void number(JsonGenerator json, String name, OptionalDouble value) {
        json.writeName(name);
        if (value.isEmpty()) {
            json.writeNull();
        } else {
            json.writeNumber(
                    new java.math.BigDecimal(Amounts.exact(value.getAsDouble()).toPlainString()));
        }
    }

    static void number(JsonGenerator json, String name, OptionalInt value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsInt());
        } else {
            json.writeNullProperty(name);
        }
    }

    static void text(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }
}

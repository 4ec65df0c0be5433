package dev.winnow.packet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes records as lines of JSON: members in a fixed order, what is not there left out. */
final class RecordLines {
    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private final OutputStream out;
    private long count;

    RecordLines(OutputStream out) {
        this.out = out;
    }

    void write(Object record) throws IOException {
        out.write(JSON.writeValueAsBytes(record));
        out.write('\n');
        count++;
    }

    long count() {
        return count;
    }
}

package dev.winnow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Large requests with alerts are read a few at a time; small ones wait for nobody. */
class ReadingRoomTests {
    private static final int MOST = 1 << 20;

    private final ReadingRoom room = new ReadingRoom(1, Duration.ofMillis(1));

    private static InputStream large() {
        return new ByteArrayInputStream(("[" + " ".repeat(3 * ReadingRoom.SMALL)).getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream small() {
        return new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLargeBodyIsReadWholeAndHasItsPlaceUntilItIsDoneWith() throws Exception {
        try (var first = room.visit();
                var second = room.visit();
                var third = room.visit()) {
            assertThat(first.read(large(), MOST)).isEqualTo(large().readAllBytes());
            assertThatThrownBy(() -> second.read(large(), MOST)).isInstanceOf(ReadingRoom.Full.class);
            assertThat(third.read(small(), MOST)).asString().isEqualTo("{}");
            first.close();
            assertThat(second.read(large(), 100_000)).hasSize(100_000);
        }
        try (var next = room.visit()) {
            assertThat(next.read(large(), MOST)).isNotEmpty();
        }
    }

    @Test
    void whoSendsTooSlowlyGivesThePlaceUp() throws Exception {
        var impatient = new ReadingRoom(1, Duration.ofMillis(1), Duration.ZERO);
        try (var slow = impatient.visit()) {
            assertThatThrownBy(() -> slow.read(large(), MOST)).isInstanceOf(ReadingRoom.Slow.class);
        }
        try (var next = impatient.visit()) {
            assertThat(next.read(small(), MOST)).isNotEmpty();
        }
    }

    @Test
    void whatIsCompressedMayBeLarge() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(small().readAllBytes());
        }
        try (var first = room.visit();
                var second = room.visit()) {
            first.read(new ByteArrayInputStream(bytes.toByteArray()), MOST);
            assertThatThrownBy(() -> second.read(large(), MOST)).isInstanceOf(ReadingRoom.Full.class);
        }
    }
}

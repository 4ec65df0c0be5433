package dev.winnow.finding;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the streams of tracked branches contain. */
@Repository
class StreamStates {
    private final JdbcClient jdbc;

    StreamStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    StreamState of(long streamId) {
        var state = new StreamState();
        jdbc.sql("select block, entries from stream_block where stream_id = ?")
                .param(streamId)
                .query(row -> {
                    state.load(row.getInt(1), row.getBytes(2));
                });
        return state;
    }

    void save(long streamId, StreamState state) {
        Map<Integer, byte[]> changed = state.changedBlocks();
        for (var entry : changed.entrySet()) {
            int updated = entry.getValue().length == 0
                    ? jdbc.sql("delete from stream_block where stream_id = ? and block = ?")
                            .params(streamId, entry.getKey())
                            .update()
                    : jdbc.sql("update stream_block set entries = ? where stream_id = ? and block = ?")
                            .params(entry.getValue(), streamId, entry.getKey())
                            .update();
            if (updated == 0 && entry.getValue().length > 0) {
                jdbc.sql("insert into stream_block (stream_id, block, entries) values (?, ?, ?)")
                        .params(streamId, entry.getKey(), entry.getValue())
                        .update();
            }
        }
    }
}

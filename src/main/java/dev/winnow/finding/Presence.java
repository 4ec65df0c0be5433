package dev.winnow.finding;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells which of several streams contain a finding now, in two statements however many streams there are. */
@Repository
class Presence {
    private final JdbcClient jdbc;

    Presence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param finding its number in the project
     * @param tracked streams of the tracked branch: those contain what their blocks say
     * @param others the newest scan of each stream of another branch: it contains what that scan found
     */
    Set<Long> of(int finding, List<Long> tracked, Map<Long, Long> others) {
        var present = new HashSet<>(inBlocks(finding, tracked));
        if (!others.isEmpty()) {
            Set<Long> scans = inScans(finding, others.values());
            others.forEach((stream, scan) -> {
                if (scans.contains(scan)) {
                    present.add(stream);
                }
            });
        }
        return present;
    }

    private Set<Long> inBlocks(int finding, List<Long> streams) {
        if (streams.isEmpty()) {
            return Set.of();
        }
        int block = finding >>> StreamState.BLOCK_BITS;
        var present = new HashSet<Long>();
        jdbc.sql("select stream_id, entries from stream_block where stream_id in (:streams) and block = :block")
                .param("streams", streams)
                .param("block", block)
                .query(row -> {
                    var state = new StreamState();
                    state.load(block, row.getBytes(2));
                    if (state.content().contains(finding)) {
                        present.add(row.getLong(1));
                    }
                });
        return present;
    }

    /** Holds one scan's contents at a time. */
    private Set<Long> inScans(int finding, Collection<Long> scans) {
        var present = new HashSet<Long>();
        var one = new Object() {
            private long scan;
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            void end() {
                if (bytes.size() > 0
                        && ScanContent.decoded(bytes.toByteArray()).all().contains(finding)) {
                    present.add(scan);
                }
                bytes.reset();
            }
        };
        jdbc.sql("select scan_id, bytes from scan_content where scan_id in (:scans) order by scan_id, part")
                .param("scans", scans)
                .query(row -> {
                    if (row.getLong(1) != one.scan) {
                        one.end();
                        one.scan = row.getLong(1);
                    }
                    one.bytes.writeBytes(row.getBytes(2));
                });
        one.end();
        return present;
    }
}

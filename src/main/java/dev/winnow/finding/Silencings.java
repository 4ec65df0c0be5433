package dev.winnow.finding;

import java.nio.ByteBuffer;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The findings of each project that decisions, silence rules and VEX documents take out of score and gate now. */
@Repository
public class Silencings {
    private final ByteParts parts;

    Silencings(JdbcClient jdbc) {
        parts = new ByteParts(jdbc, "project_silenced", "project_id");
    }

    /** Numbers of the project's findings. */
    public RoaringBitmap of(long projectId) {
        return set(parts.read(projectId));
    }

    /** Replaces the numbers of absorbed findings: what was silenced under either number is so under the one that is left. */
    void replace(long projectId, Map<Integer, Integer> survivors) {
        RoaringBitmap before = of(projectId);
        RoaringBitmap replaced = Bitmaps.with(survivors, before);
        if (!replaced.equals(before)) {
            parts.replace(projectId, Bitmaps.bytes(replaced));
        }
    }

    ByteParts parts() {
        return parts;
    }

    static RoaringBitmap set(byte[] bytes) {
        return bytes.length == 0 ? new RoaringBitmap() : Bitmaps.read(ByteBuffer.wrap(bytes));
    }
}

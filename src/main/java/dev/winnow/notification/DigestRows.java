package dev.winnow.notification;

import dev.winnow.finding.Bitmaps;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for digests, in the database. */
@Repository
class DigestRows {
    private final JdbcClient jdbc;

    DigestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(long channelId, long noticeId, RoaringBitmap matching, boolean overLimit) {
        jdbc.sql("insert into digest_item (channel_id, notice_id, findings, over_limit) values (?, ?, ?, ?)")
                .params(channelId, noticeId, Bitmaps.bytes(matching), overLimit)
                .update();
    }

    record Item(long noticeId, RoaringBitmap matching, boolean overLimit) {}

    /** The oldest. */
    List<Item> of(long channelId, int limit) {
        return jdbc.sql("""
                        select notice_id, findings, over_limit from digest_item where channel_id = ?
                        order by channel_id, notice_id fetch first ? rows only""")
                .params(channelId, limit)
                .query((row, n) -> new Item(row.getLong(1), NoticeRows.set(row.getBytes(2)), row.getBoolean(3)))
                .list();
    }

    /** What waits, by channel; those for which nothing does are left out. */
    Map<Long, Waiting> waiting(Collection<Long> channels) {
        var waiting = new HashMap<Long, Waiting>();
        if (!channels.isEmpty()) {
            jdbc.sql("select channel_id, count(*), sum(case when over_limit then 1 else 0 end) from digest_item"
                            + " where channel_id in (:channels) group by channel_id")
                    .param("channels", channels)
                    .query(row -> {
                        waiting.put(row.getLong(1), new Waiting(row.getInt(2), row.getInt(3)));
                    });
        }
        return waiting;
    }

    /** Forgets these and no others: an older notice may have been laid aside since. */
    void forget(long channelId, Collection<Long> notices) {
        jdbc.sql("delete from digest_item where channel_id = :channel and notice_id in (:notices)")
                .param("channel", channelId)
                .param("notices", notices)
                .update();
    }
}

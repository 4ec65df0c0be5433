package dev.winnow.notification;

import dev.winnow.finding.Bitmaps;
import java.util.Collection;
import java.util.List;
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

    /** Forgets these and no others: an older notice may have been laid aside since. */
    void forget(long channelId, Collection<Long> notices) {
        jdbc.sql("delete from digest_item where channel_id = :channel and notice_id in (:notices)")
                .param("channel", channelId)
                .param("notices", notices)
                .update();
    }
}

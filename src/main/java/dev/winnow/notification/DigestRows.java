package dev.winnow.notification;

import dev.winnow.finding.Bitmaps;
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

    /** Forgets those up to this notice. */
    void forget(long channelId, long lastNotice) {
        jdbc.sql("delete from digest_item where channel_id = ? and notice_id <= ?")
                .params(channelId, lastNotice)
                .update();
    }
}

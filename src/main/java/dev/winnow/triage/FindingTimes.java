package dev.winnow.triage;

import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingStatus;
import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When findings were there, as sets of numbers. */
@Repository
class FindingTimes {
    private final JdbcClient jdbc;

    FindingTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RoaringBitmap withStatus(long projectId, FindingStatus status, boolean silenced) {
        return numbers(
                jdbc.sql("select finding_id from finding_state where project_id = ? and status = ? and silenced = ?")
                        .params(projectId, status.ordinal(), silenced));
    }

    /** Findings that were open at some time since then. */
    RoaringBitmap openSince(long projectId, Instant since) {
        return numbers(jdbc.sql("select finding_id from episode where finding_id between ? and ?"
                        + " and (closed_at is null or closed_at >= ?)")
                .params(DecisionRows.first(projectId), DecisionRows.last(projectId), DecisionRows.column(since)));
    }

    private static RoaringBitmap numbers(JdbcClient.StatementSpec query) {
        var numbers = new RoaringBitmap();
        query.query(row -> {
            numbers.add(FindingId.number(row.getLong(1)));
        });
        return numbers;
    }
}

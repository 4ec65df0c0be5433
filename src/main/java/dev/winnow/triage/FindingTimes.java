package dev.winnow.triage;

import dev.winnow.finding.FindingId;
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

    /** Which of the findings were closed since then. */
    RoaringBitmap closedSince(long projectId, RoaringBitmap findings, Instant since) {
        if (findings.isEmpty()) {
            return new RoaringBitmap();
        }
        RoaringBitmap closed =
                numbers(jdbc.sql("select finding_id from episode where finding_id between ? and ? and closed_at >= ?")
                        .params(
                                FindingId.of(projectId, findings.first()),
                                FindingId.of(projectId, findings.last()),
                                DecisionRows.column(since)));
        closed.and(findings);
        return closed;
    }

    private static RoaringBitmap numbers(JdbcClient.StatementSpec query) {
        var numbers = new RoaringBitmap();
        query.query(row -> {
            numbers.add(FindingId.number(row.getLong(1)));
        });
        return numbers;
    }
}

package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Episodes are read in the order of their ids, so those must rise whichever connection writes them. */
class EpisodeOrderTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims {
        @Autowired
        private DataSource database;

        @Test
        void episodesOfTwoConnectionsHaveRisingIds() throws SQLException {
            var ids = new ArrayList<Long>();
            try (Connection one = database.getConnection();
                    Connection other = database.getConnection()) {
                for (Connection connection : List.of(one, other, one, other)) {
                    connection.setAutoCommit(false);
                    ids.add(write(connection));
                }
                one.rollback();
                other.rollback();
            }
            assertThat(ids).isSorted().doesNotHaveDuplicates();
        }

        private static long write(Connection connection) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into episode (finding_id, opened_scan_id, opened_build_id, opened_at, introduced_at, backlog,
                      guards, opened_severity, opened_silenced)
                    values (-1, -1, -1, current_timestamp, current_timestamp, false, ?, 0, false)""", Statement.RETURN_GENERATED_KEYS)) {
                insert.setBytes(1, new byte[0]);
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong("id");
                }
            }
        }
    }
}

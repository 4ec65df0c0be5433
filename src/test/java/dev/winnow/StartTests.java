package dev.winnow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

class StartTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {
        OnH2File() {
            super("H2");
        }
    }

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {
        OnPostgresServer() {
            super("PostgreSQL");
        }
    }

    abstract static class Claims {
        private final String product;

        @Autowired
        private JdbcTemplate jdbc;

        Claims(String product) {
            this.product = product;
        }

        @Test
        void theApplicationStartsOnTheDatabaseItIsGiven() {
            ConnectionCallback<String> name =
                    connection -> connection.getMetaData().getDatabaseProductName();

            assertThat(jdbc.execute(name)).isEqualTo(product);
        }
    }
}

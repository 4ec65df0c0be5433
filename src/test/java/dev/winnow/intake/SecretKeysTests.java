package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.winnow.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SecretKeysTests {
    @TempDir
    private Path dir;

    static Stream<JdbcClient> databases() throws Exception {
        Map<String, String> postgres = TestDatabase.postgres();
        return Stream.of(
                database("jdbc:h2:file:" + TestDatabase.newDataDir().resolve("keys"), "sa", ""),
                database(
                        postgres.get("spring.datasource.url"),
                        postgres.get("spring.datasource.username"),
                        postgres.get("spring.datasource.password")));
    }

    private static JdbcClient database(String url, String user, String password) {
        var source = new DriverManagerDataSource(url, user, password);
        Flyway.configure().dataSource(source).load().migrate();
        return JdbcClient.create(source);
    }

    private byte[] start(JdbcClient database, String volume, @Nullable String given) {
        Map<String, String> settings = new java.util.HashMap<>(
                Map.of("winnow.data-dir", dir.resolve(volume).toString()));
        if (given != null) {
            settings.put("winnow.secret-key", given);
        }
        IntakeSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bind("winnow", IntakeSettings.class)
                .get();
        return new SecretKeys(bound, database).derive("test");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theSameVolumeHasTheSameKey(JdbcClient database) {
        byte[] first = start(database, "volume", null);

        assertThat(start(database, "volume", null)).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLostVolumeIsNotReplacedByANewKey(JdbcClient database) {
        start(database, "volume", null);

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> start(database, "fresh", null))
                .satisfies(e -> assertThat(e.action()).contains("secret.key", "winnow.secret-key", "secret_key_check"));
        assertThat(Files.exists(dir.resolve("fresh/secret.key"))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anotherKeyIsRefusedAndTheOldOneTaken(JdbcClient database) {
        byte[] first = start(database, "volume", "correct horse battery");

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> start(database, "volume", "correct horse battery."));
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> start(database, "volume", null));
        assertThat(start(database, "another", "correct horse battery")).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theOperatorMayGoOnWithANewKey(JdbcClient database) {
        byte[] first = start(database, "volume", null);
        database.sql("delete from secret_key_check").update();

        byte[] second = start(database, "fresh", null);

        assertThat(second).isNotEqualTo(first);
        assertThat(start(database, "fresh", null)).isEqualTo(second);
    }
}

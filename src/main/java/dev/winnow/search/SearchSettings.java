package dev.winnow.search;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the search index.
 *
 * @param dataDir where everything lies
 * @param search of the index alone
 */
@ConfigurationProperties("winnow")
record SearchSettings(Path dataDir, @DefaultValue Index search) {
    /**
     * @param store where the index is kept
     * @param check how often it is held against the database
     * @param patience how long a list waits for changes that were made before it was asked for
     */
    record Index(
            @DefaultValue("file") Store store,
            @DefaultValue("10m") Duration check,
            @DefaultValue("2s") Duration patience) {}

    enum Store {
        /** In the data directory. */
        FILE,
        /** In memory, made anew with each start. */
        HEAP
    }

    Path directory() {
        return dataDir.resolve("index");
    }
}

package dev.winnow.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of alerts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertSettings.class)
class RuntimeConfiguration {
    /** How long a large request waits for others. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    AlertReading alertReading(AlertSettings settings) {
        return new AlertReading(settings.maxBody().toBytes());
    }

    @Bean
    ReadingRoom readingRoom(AlertSettings settings) {
        return ReadingRoom.of(settings.maxBody().toBytes(), PATIENCE);
    }
}

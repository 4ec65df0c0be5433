package dev.winnow.runtime;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of alerts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertSettings.class)
class RuntimeConfiguration {
    @Bean
    AlertReading alertReading(AlertSettings settings) {
        return new AlertReading(settings.maxBody().toBytes());
    }
}

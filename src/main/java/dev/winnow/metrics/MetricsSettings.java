package dev.winnow.metrics;

import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What days and sprints are.
 *
 * @param zone whose days count
 * @param sprintStart the first day of some sprint; all others begin 14 days apart
 */
@ConfigurationProperties("winnow.metrics")
public record MetricsSettings(
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("2026-01-05") LocalDate sprintStart) {}

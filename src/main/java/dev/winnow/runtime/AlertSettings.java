package dev.winnow.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How alerts are taken.
 *
 * @param maxBody the largest request, decompressed
 * @param quietAfter an alert that did not come again for so long is over
 */
@ConfigurationProperties("winnow.alerts")
record AlertSettings(
        @DefaultValue("4MB") DataSize maxBody,
        @DefaultValue("14d") Duration quietAfter) {}

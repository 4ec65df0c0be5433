package dev.winnow.chart;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Draws one chart for nobody when the server has started: the first one of all takes a second, as Java then looks for
 * fonts, and no reader should wait for that. It also says early where fonts are missing.
 */
@Component
class FirstChart {
    private static final Logger LOG = LoggerFactory.getLogger(FirstChart.class);

    @EventListener(ApplicationReadyEvent.class)
    void draw() {
        Thread.ofPlatform().daemon().name("first-chart").start(() -> {
            try {
                var point = new ScorePoint(Instant.EPOCH, 100, Optional.empty(), "", "");
                new ScoreChart(List.of(point, point), ZoneOffset.UTC).svg(100, 100);
            } catch (RuntimeException | LinkageError | InternalError e) {
                LOG.warn(
                        "Charts cannot be drawn. Does this machine have fontconfig and a font, such as the Debian"
                                + " package fonts-dejavu-core?",
                        e);
            }
        });
    }
}

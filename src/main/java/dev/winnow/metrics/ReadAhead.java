package dev.winnow.metrics;

import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads the episodes when the server has started, beside everything else, so that nobody waits for it later. */
@Component
@ConditionalOnBooleanProperty(name = "winnow.metrics.read-ahead", matchIfMissing = true)
class ReadAhead {
    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    private final EpisodeTables tables;
    private final Projects projects;
    private volatile boolean over;

    ReadAhead(EpisodeTables tables, Projects projects) {
        this.tables = tables;
        this.projects = projects;
    }

    @EventListener
    void on(ApplicationReadyEvent started) {
        Thread.ofPlatform()
                .daemon()
                .name("read-ahead")
                .priority(Thread.MIN_PRIORITY)
                .start(this::read);
    }

    @EventListener
    void on(ContextClosedEvent closed) {
        over = true;
    }

    private void read() {
        try {
            for (Project project : projects.findAllByOrderByName()) {
                if (over || tables.isFull()) {
                    return;
                }
                tables.of(project.id());
            }
        } catch (RuntimeException e) {
            // Who asks reads them then.
            LOG.debug("Episodes were not read ahead", e);
        }
    }
}

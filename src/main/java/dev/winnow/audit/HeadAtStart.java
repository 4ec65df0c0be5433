package dev.winnow.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notes the end of the audit log in the server's log, which is often kept where the database is not. */
@Component
class HeadAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(HeadAtStart.class);

    private final AuditRows rows;

    HeadAtStart(AuditRows rows) {
        this.rows = rows;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(0) // before the welcome, which is to be the last that a newcomer reads
    void ready() {
        AuditHead head = rows.head();
        LOG.info("The audit log ends with {}:{}", head.seq(), head.hash());
    }
}

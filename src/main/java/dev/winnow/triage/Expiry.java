package dev.winnow.triage;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends decisions and silence rules on their dates. */
@Component
class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final Decisions decisions;
    private final SilenceRules rules;

    Expiry(Decisions decisions, SilenceRules rules) {
        this.decisions = decisions;
        this.rules = rules;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void run() {
        try {
            int ended = decisions.expire() + rules.expire();
            if (ended > 0) {
                LOG.info("{} decisions and silence rules have ended on their dates", ended);
            }
        } catch (RuntimeException e) {
            // The next run tries again.
            LOG.warn("Could not end decisions on their dates", e);
        }
    }
}

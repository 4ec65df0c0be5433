package dev.winnow.triage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
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
            int ended = 0;
            for (List<Long> due = decisions.due(0); !due.isEmpty(); due = decisions.due(due.getLast())) {
                ended += end("decision", due, decisions::expire);
            }
            ended += end("silence rule", rules.due(), rules::expire);
            if (ended > 0) {
                LOG.info("{} decisions and silence rules have ended on their dates", ended);
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not look for decisions and silence rules that end", e);
        }
    }

    /** Each on its own: one that cannot be ended keeps no other in force. */
    private static int end(String what, List<Long> due, LongPredicate expire) {
        int ended = 0;
        for (long id : due) {
            try {
                ended += expire.test(id) ? 1 : 0;
            } catch (RuntimeException e) {
                // The next run tries again.
                LOG.warn("Could not end {} {} on its date", what, id, e);
            }
        }
        return ended;
    }
}

package dev.winnow.policy;

import dev.winnow.policy.language.Policy;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges current builds again where time alone changes their verdicts: findings get older than a policy allows, and rules
 * end. Once after a start, then whenever a day or a rule has ended.
 */
@Component
class Aging {
    private static final Logger LOG = LoggerFactory.getLogger(Aging.class);

    private final Projects projects;
    private final Policies policies;
    private final Judge judge;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** By project, as of when its builds are judged; one that could not be comes again. */
    private final Map<Long, Instant> last = new HashMap<>();

    Aging(Projects projects, Policies policies, Judge judge, TransactionTemplate transaction, Clock clock) {
        this.projects = projects;
        this.policies = policies;
        this.judge = judge;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    synchronized void run() {
        Instant now = clock.instant();
        for (Project project : projects.findAllByOrderByName()) {
            try {
                if (isDue(policies.of(project).policy(), last.get(project.id()), now)) {
                    transaction.executeWithoutResult(status -> judge.judgeCurrent(projects.lock(project.id())));
                }
                last.put(project.id(), now);
            } catch (RuntimeException e) {
                LOG.warn("Could not judge builds of {} again by what time has changed", project.name(), e);
            }
        }
    }

    private static boolean isDue(Policy policy, @Nullable Instant before, Instant now) {
        if (!policy.dependsOnTime()) {
            return false;
        }
        return before == null
                || !day(before).equals(day(now))
                || policy.rules().stream().anyMatch(rule -> rule.isInForce(before) && !rule.isInForce(now));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}

package dev.winnow.runtime;

import dev.winnow.deployment.Deployments;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.StreamCare;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends what has long not happened again. Where another build was deployed after the last alert, that deployment fixed it,
 * as of its time; where nothing was deployed, the alerts just ceased.
 */
@Component
class AlertEnding {
    private static final Logger LOG = LoggerFactory.getLogger(AlertEnding.class);

    private static final int BATCH = 500;

    private final GroupRows groups;
    private final Deployments deployments;
    private final StreamCare care;
    private final AlertSettings settings;
    private final Clock clock;

    AlertEnding(GroupRows groups, Deployments deployments, StreamCare care, AlertSettings settings, Clock clock) {
        this.groups = groups;
        this.deployments = deployments;
        this.care = care;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            int ended = end();
            if (ended > 0) {
                LOG.info("{} findings have ended: no alert came for {}", ended, settings.quietAfter());
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not look for alerts that do not come any more", e);
        }
    }

    /** @return how many findings ended */
    int end() {
        Instant now = clock.instant();
        int ended = 0;
        long after = 0;
        while (true) {
            SortedMap<Long, GroupRows.Quiet> quiet = groups.quietSince(now.minus(settings.quietAfter()), after, BATCH);
            if (quiet.isEmpty()) {
                return ended;
            }
            after = quiet.lastKey();
            var byProject = new HashMap<Long, Map<Integer, GroupRows.Quiet>>();
            quiet.forEach((finding, last) -> byProject
                    .computeIfAbsent(FindingId.project(finding), any -> new HashMap<>())
                    .put(FindingId.number(finding), last));
            for (var ofProject : byProject.entrySet()) {
                ended += end(ofProject.getKey(), ofProject.getValue(), now);
            }
        }
    }

    private int end(long projectId, Map<Integer, GroupRows.Quiet> last, Instant now) {
        Instant first = last.values().stream()
                .map(GroupRows.Quiet::last)
                .min(Instant::compareTo)
                .orElseThrow();
        var deployed = new TreeMap<Instant, Long>();
        for (Deployments.Ran ran : deployments.ran(projectId, first, now)) {
            changes(ran.builds()).forEach(deployed::putIfAbsent);
        }
        var ends = new HashMap<Integer, Optional<StreamCare.Ended>>();
        last.forEach((number, quiet) -> ends.put(
                number,
                Optional.ofNullable(deployed.higherEntry(quiet.last()))
                        .map(entry -> new StreamCare.Ended(
                                // An alert may come here later than what ended it.
                                entry.getKey().isAfter(quiet.opened()) ? entry.getKey() : quiet.opened(),
                                entry.getValue()))));
        return care.cease(projectId, ends);
    }

    /** When another build came to an environment. */
    private static Map<Instant, Long> changes(NavigableMap<Instant, Optional<Long>> builds) {
        var changes = new HashMap<Instant, Long>();
        Optional<Long> before = Optional.empty();
        for (var entry : builds.entrySet()) {
            if (entry.getValue().isPresent() && !entry.getValue().equals(before)) {
                changes.put(entry.getKey(), entry.getValue().get());
            }
            before = entry.getValue();
        }
        return changes;
    }
}

package dev.winnow.packet;

import dev.winnow.deployment.Deployments;
import dev.winnow.finding.Scans;
import dev.winnow.metrics.Period;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Which builds a packet is about: those of a time, those that were scanned in it, and those that ran somewhere in it. */
@Component
class BuildChoice {
    private static final int PAGE = 500;

    private final Builds builds;
    private final Scans scans;
    private final Deployments deployments;

    BuildChoice(Builds builds, Scans scans, Deployments deployments) {
        this.builds = builds;
        this.scans = scans;
        this.deployments = deployments;
    }

    /** Their ids, in order. */
    long[] of(AuditPacket packet, Project project) {
        if (packet.build().isPresent()) {
            return new long[] {packet.build().get().id()};
        }
        Period period = packet.period();
        var ids = new TreeSet<Long>(scans.buildsScannedIn(project.name(), period.from(), period.to()));
        Instant at = period.from();
        long last = -1;
        List<Build> page;
        do {
            page = builds.placedUpTo(project.id(), period.to(), at, last, Limit.of(PAGE));
            page.forEach(build -> ids.add(build.id()));
            if (!page.isEmpty()) {
                at = page.getLast().placedAt();
                last = page.getLast().id();
            }
        } while (page.size() == PAGE);
        deployments
                .ran(project.id(), period.from(), period.to())
                .forEach(ran -> ran.builds().headMap(period.to(), false).values().stream()
                        .flatMap(Optional::stream)
                        .forEach(ids::add));
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}

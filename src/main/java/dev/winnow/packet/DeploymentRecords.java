package dev.winnow.packet;

import dev.winnow.deployment.Deployment;
import dev.winnow.deployment.Deployments;
import dev.winnow.metrics.Period;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deployments of a time, newest first, and what ran in each environment when it began; of a build those it took part in. */
@Component
class DeploymentRecords {
    private static final int PAGE = 200;

    private final Deployments deployments;

    DeploymentRecords(Deployments deployments) {
        this.deployments = deployments;
    }

    /**
     * A deployment.
     *
     * @param build empty: from then on nothing ran there
     * @param atStart whether it is of before the time, and ran when that began
     */
    private record DeploymentLine(
            String id,
            String environment,
            boolean production,
            Optional<BuildLine> build,
            Optional<BuildLine> replaced,
            boolean rollback,
            Instant deployedAt,
            Instant recordedAt,
            String recordedBy,
            boolean atStart) {}

    private record BuildLine(String id, String build, String commit, String branch) {
        static BuildLine of(Build build) {
            return new BuildLine(Long.toString(build.id()), build.ciId(), build.commitSha(), build.branch());
        }
    }

    void write(RecordLines lines, AuditPacket packet, Project project) throws IOException {
        Set<Long> begun = new HashSet<>();
        Long last = null;
        List<Deployment> page;
        do {
            page = page(packet, project, last);
            Map<Long, Build> builds = deployments.buildsOf(page);
            for (Deployment one : page) {
                boolean early = one.deployedAt().isBefore(packet.period().from());
                if (isWanted(packet, one, early, begun)) {
                    lines.write(line(one, builds, early && packet.build().isEmpty()));
                }
                last = one.id();
            }
        } while (page.size() == PAGE);
    }

    private List<Deployment> page(AuditPacket packet, Project project, @Nullable Long last) {
        return deployments.page(packet.by(), project.name(), null, last, PAGE);
    }

    /** @param begun environments of which it is known what ran at the start; the first one before it is the newest */
    private static boolean isWanted(AuditPacket packet, Deployment one, boolean early, Set<Long> begun) {
        if (packet.build().isPresent()) {
            Optional<Long> wanted = packet.build().map(Build::id);
            return one.buildId().equals(wanted) || one.replacedId().equals(wanted);
        }
        Period period = packet.period();
        if (early) {
            return begun.add(one.environmentId()) && one.buildId().isPresent();
        }
        if (one.deployedAt().equals(period.from())) {
            begun.add(one.environmentId());
        }
        return one.deployedAt().isBefore(period.to());
    }

    private static DeploymentLine line(Deployment one, Map<Long, Build> builds, boolean atStart) {
        return new DeploymentLine(
                Long.toString(one.id()),
                one.environment(),
                one.production(),
                one.buildId().map(builds::get).map(BuildLine::of),
                one.replacedId().map(builds::get).map(BuildLine::of),
                one.rollback(),
                one.deployedAt(),
                one.recordedAt(),
                one.recordedBy(),
                atStart);
    }
}

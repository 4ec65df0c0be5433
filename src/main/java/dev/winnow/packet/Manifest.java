package dev.winnow.packet;

import dev.winnow.audit.AuditExtract.Stretch;
import dev.winnow.audit.AuditExtract.Written;
import dev.winnow.audit.AuditHead;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a packet is.
 *
 * @param winnowPacket version of this form
 * @param kind {@code build} or {@code period}
 * @param from of a period itself included; of a build when it first came
 * @param to not included
 * @param winnow version of the program
 * @param metricDefinitions version of what the metrics mean
 * @param reports whether reports are in it
 * @param missingReports hashes of those that Winnow does not have any more
 */
record Manifest(
        int winnowPacket,
        String kind,
        Instant madeAt,
        String madeBy,
        String winnow,
        int metricDefinitions,
        Optional<BuildLine> build,
        Instant from,
        Instant to,
        Optional<String> quarter,
        List<ProjectLine> projects,
        boolean reports,
        List<String> missingReports,
        AuditLine audit,
        KeyLine key,
        List<FileLine> files) {
    static final int VERSION = 1;

    record ProjectLine(String name, Optional<String> team, String trackedBranch) {
        static ProjectLine of(Project project) {
            return new ProjectLine(project.name(), Optional.ofNullable(project.team()), project.trackedBranch());
        }
    }

    record BuildLine(String id, String project, String build, String commit, String branch) {
        static BuildLine of(Build build, Project project) {
            return new BuildLine(
                    Long.toString(build.id()), project.name(), build.ciId(), build.commitSha(), build.branch());
        }
    }

    /**
     * The audit log.
     *
     * @param after the record before the first one of {@link PacketNames#AUDIT}
     * @param to number of its last one
     * @param head where the log ended when the packet was made
     */
    record AuditLine(PlaceLine after, long to, long shown, long leftOut, PlaceLine head) {
        static AuditLine of(Stretch stretch, Written written, AuditHead head) {
            return new AuditLine(
                    new PlaceLine(stretch.after(), stretch.hash()),
                    stretch.to(),
                    written.shown(),
                    written.leftOut(),
                    new PlaceLine(head.seq(), head.hash()));
        }
    }

    record PlaceLine(long seq, String hash) {}

    record KeyLine(String algorithm, String sha256) {}

    record FileLine(String name, long bytes, String sha256, OptionalLong records) {
        static FileLine of(PacketZip.Written file) {
            return new FileLine(file.name(), file.bytes(), file.sha256(), file.records());
        }
    }
}

package dev.winnow.packet;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.metrics.Period;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/**
 * Makes audit packets. They are for the security role of every project in them: it reads reports and sees who decided
 * what. A packet without reports needs the same, as it has records of the audit log.
 */
@Service
public class AuditPackets {
    private static final int SAME_ID = 200;

    private final Projects projects;
    private final Builds builds;
    private final Scans scans;
    private final PacketWriter writer;
    private final AuditLog log;
    private final Clock clock;

    AuditPackets(Projects projects, Builds builds, Scans scans, PacketWriter writer, AuditLog log, Clock clock) {
        this.projects = projects;
        this.builds = builds;
        this.scans = scans;
        this.writer = writer;
        this.log = log;
        this.clock = clock;
    }

    /** Whether the caller may have packets about the project. */
    public static boolean mayMake(Caller by, String project) {
        return by.mayRead(project) && by.mayReadRawReport(project);
    }

    /** The projects that the caller may have packets about, by name. */
    public List<Project> projectsOf(Caller by) {
        return projects.visibleTo(by).stream()
                .filter(project -> mayMake(by, project.name()))
                .toList();
    }

    /**
     * A packet about a build by the pipeline's id, or the commit where it has none; noted in the audit log.
     *
     * @param branch null: the newest build of that id on any
     * @throws NotFound where there is none that the caller may read
     * @throws NotPermitted where the caller may not have it
     */
    public AuditPacket ofBuild(Caller by, String projectName, String ciId, @Nullable String branch, boolean reports) {
        Project project = permitted(by, projectName);
        Build build = builds.byCiId(project.id(), ciId, Limit.of(SAME_ID)).stream()
                .filter(one -> branch == null || branch.equals(one.branch()))
                .findFirst()
                .orElseThrow(() -> new NotFound("Project " + projectName + " has no build " + ciId + "."));
        return ofBuild(by, project, build, reports);
    }

    /** The same, where the build is known by its id here. */
    public AuditPacket ofBuild(Caller by, String projectName, long buildId, boolean reports) {
        Project project = permitted(by, projectName);
        Build build = builds.findById(buildId)
                .filter(one -> one.projectId() == project.id())
                .orElseThrow(() -> new NotFound("Project " + projectName + " has no such build."));
        return ofBuild(by, project, build, reports);
    }

    private AuditPacket ofBuild(Caller by, Project project, Build build, boolean reports) {
        Instant now = clock.instant();
        Instant from = scans.settledOfBuild(build.id(), 0, Limit.of(1)).stream()
                .findFirst()
                .map(Scan::receivedAt)
                .filter(received -> received.isBefore(build.createdAt()))
                .orElse(build.createdAt());
        var period = new Period(from, now.isAfter(from) ? now : from.plusNanos(1_000));
        return noted(new AuditPacket(by, List.of(project), Optional.of(build), period, Optional.empty(), reports, now));
    }

    /**
     * A packet about projects in a time; noted in the audit log of each.
     *
     * @param names of projects; empty: all that the caller may have packets about
     * @param quarter the period's name, where it has one
     * @throws NotFound where there is no such project that the caller may read
     * @throws NotPermitted where the caller may not have it
     * @throws InvalidRequest where it would be about nothing
     */
    public AuditPacket ofPeriod(
            Caller by, Collection<String> names, Period period, Optional<String> quarter, boolean reports) {
        List<Project> about = new ArrayList<>();
        if (names.isEmpty()) {
            about.addAll(projectsOf(by));
            if (about.isEmpty()) {
                throw new NotPermitted("Only the security role of a project gets audit packets about it.");
            }
        } else {
            new TreeSet<>(names).forEach(name -> about.add(permitted(by, name)));
        }
        Instant now = clock.instant();
        if (!period.from().isBefore(now)) {
            throw new InvalidRequest("from: lies in the future.");
        }
        return noted(new AuditPacket(by, about, Optional.empty(), period, quarter, reports, now));
    }

    private Project permitted(Caller by, String name) {
        Project project = projects.findByName(name)
                .filter(found -> by.mayRead(found.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
        if (!mayMake(by, project.name())) {
            throw new NotPermitted("Only the security role of project " + name + " gets audit packets about it.");
        }
        return project;
    }

    /** Before it is written: who breaks off has read what came until then. */
    private AuditPacket noted(AuditPacket packet) {
        Map<String, Object> said = new LinkedHashMap<>();
        packet.build().ifPresent(build -> {
            said.put("build", build.ciId());
            said.put("commit", build.commitSha());
            said.put("branch", build.branch());
        });
        said.put("from", packet.period().from().toString());
        said.put("to", packet.period().to().toString());
        said.put("reports", packet.reports());
        packet.projects()
                .forEach(project ->
                        log.record(packet.by().actor(), "packet.made", "project:" + project.name(), null, said));
        return packet;
    }

    /**
     * Writes it as it reads: needs no more memory for more findings and larger reports, and leaves the stream open. What
     * breaks off is no ZIP.
     */
    public void write(AuditPacket packet, OutputStream out) throws IOException {
        writer.write(packet, out);
    }
}

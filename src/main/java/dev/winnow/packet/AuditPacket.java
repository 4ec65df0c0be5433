package dev.winnow.packet;

import dev.winnow.access.Caller;
import dev.winnow.metrics.Period;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A packet that may be written.
 *
 * @param by who gets it; has been found to be allowed to
 * @param projects what it is about, by name; one where it is about a build
 * @param build empty: about all of a time
 * @param period whose records and decisions are in it; of a build: since it first came
 * @param quarter the period's name, where it has one
 * @param reports whether reports are in it as they were uploaded, which may hold secrets
 */
public record AuditPacket(
        Caller by,
        List<Project> projects,
        Optional<Build> build,
        Period period,
        Optional<String> quarter,
        boolean reports,
        Instant madeAt) {
    /** No file system takes names of any length. */
    private static final int LONGEST_ID = 80;

    public AuditPacket {
        projects = List.copyOf(projects);
    }

    /** How the file is best called: letters, digits, dots, dashes and underscores. */
    public String fileName() {
        String what = build.map(one -> projects.getFirst().name() + "-build-" + plain(one.ciId()))
                .or(() -> quarter.map(name -> only() + name))
                .orElseGet(() -> only() + day(period.from()) + "-to-" + day(period.to()));
        return "winnow-audit-" + what + ".zip";
    }

    /** Pipelines call builds what they like. */
    private static String plain(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9._-]+", "-");
        return plain.length() <= LONGEST_ID ? plain : plain.substring(0, LONGEST_ID);
    }

    private String only() {
        return projects.size() == 1 ? projects.getFirst().name() + "-" : "";
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }
}

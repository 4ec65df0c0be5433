package dev.winnow.metrics;

import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Knows of which quarters there is something to tell. */
@Service
public class QuartersWithData {
    /** Ten years: a build that says it is older may still be asked for by name. */
    private static final int MOST = 40;

    private final JdbcClient jdbc;
    private final Projects projects;
    private final MetricsSettings settings;
    private final Clock clock;

    QuartersWithData(JdbcClient jdbc, Projects projects, MetricsSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.projects = projects;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The running quarter and those before it back to the one of the projects' first build, the newest first.
     *
     * @param names of projects, such that the caller may read them
     * @return none where nothing was ever built
     */
    @Transactional(readOnly = true)
    public List<Quarter> of(SortedSet<String> names) {
        var quarters = new ArrayList<Quarter>();
        first(names).ifPresent(first -> {
            Quarter oldest = Quarter.of(LocalDate.ofInstant(first, settings.zone()));
            Quarter next = running();
            while (next.firstDay().compareTo(oldest.firstDay()) >= 0 && quarters.size() < MOST) {
                quarters.add(next);
                next = next.before();
            }
        });
        return quarters;
    }

    /** The one that is not over. */
    public Quarter running() {
        return Quarter.of(LocalDate.ofInstant(clock.instant(), settings.zone()));
    }

    private Optional<Instant> first(SortedSet<String> names) {
        // Each project's first is the first of an index.
        return projects.findByNameInOrderByName(names).stream()
                .map(Project::id)
                .flatMap(id -> jdbc
                        .sql("select placed_at from build where project_id = ? order by project_id, placed_at, id"
                                + " fetch first row only")
                        .param(id)
                        .query(OffsetDateTime.class)
                        .optional()
                        .map(at -> at.withOffsetSameInstant(ZoneOffset.UTC).toInstant())
                        .stream())
                .min(Instant::compareTo);
    }
}

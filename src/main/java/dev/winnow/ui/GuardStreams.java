package dev.winnow.ui;

import dev.winnow.finding.Scan;
import dev.winnow.finding.StreamCare;
import dev.winnow.finding.StreamCare.Kept;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.DataTable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Streams of a project's tracked branch for its pages, with the guards and builds that belong to them. */
@Service
class GuardStreams {
    private final StreamCare care;
    private final Guards guards;
    private final Builds builds;
    private final Readable readable;
    private final Clock clock;

    GuardStreams(StreamCare care, Guards guards, Builds builds, Readable readable, Clock clock) {
        this.care = care;
        this.guards = guards;
        this.builds = builds;
        this.readable = readable;
        this.clock = clock;
    }

    /** Empty where there is no stream. @param changed called when someone confirmed or retired */
    Optional<ProjectGuards> panel(Project project, Runnable changed) {
        List<Kept> streams = care.of(project);
        return streams.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProjectGuards(
                        table(project, changed),
                        streams,
                        guards.findByProjectIdOrderByName(project.id()).stream()
                                .collect(Collectors.toMap(Guard::id, Function.identity())),
                        builds(streams)));
    }

    /** @param streams all of the guard */
    DataTable table(Project project, Guard guard, List<Kept> streams, Runnable changed) {
        return table(project, changed).ofGuard(guard, streams, builds(streams));
    }

    private StreamTable table(Project project, Runnable changed) {
        return new StreamTable(care, project, readable::caller, clock.instant(), changed);
    }

    private Map<Long, Build> builds(List<Kept> streams) {
        return builds
                .findByIdIn(streams.stream()
                        .flatMap(kept -> kept.newest().flatMap(Scan::buildId).stream())
                        .toList())
                .stream()
                .collect(Collectors.toMap(Build::id, Function.identity()));
    }
}

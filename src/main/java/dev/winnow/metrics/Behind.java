package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One thing that a number counts. */
public sealed interface Behind {
    Project project();

    /** What puts it into the period: when it opened, closed, was due, silenced or built. */
    Instant at();

    /** Tells apart what has the same time: of the episode, finding or build. */
    long id();

    /** @param took what went into the mean; empty where nothing does */
    record OfEpisode(Project project, Instant at, Fact fact, Optional<Duration> took) implements Behind {
        @Override
        public long id() {
            return fact.id();
        }
    }

    /** @param id of the finding */
    record OfFinding(Project project, Instant at, long id) implements Behind {}

    /** The first build of a change. @param id of the build. @param verdict at build time */
    record OfBuild(Project project, Instant at, long id, Outcome verdict) implements Behind {}
}

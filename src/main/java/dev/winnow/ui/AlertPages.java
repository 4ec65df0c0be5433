package dev.winnow.ui;

import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.notification.Channels;
import dev.winnow.notification.Delivered;
import dev.winnow.notification.Deliveries;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/** What the pages of alerts are made of, as the person who looks at them may see it at that moment. */
@Service
class AlertPages {
    private final Channels channels;
    private final Deliveries deliveries;
    private final Delivered delivered;
    private final Projects projects;
    private final CurrentCaller caller;
    private final Clock clock;

    AlertPages(
            Channels channels,
            Deliveries deliveries,
            Delivered delivered,
            Projects projects,
            CurrentCaller caller,
            Clock clock) {
        this.channels = channels;
        this.deliveries = deliveries;
        this.delivered = delivered;
        this.projects = projects;
        this.caller = caller;
        this.clock = clock;
    }

    Channels channels() {
        return channels;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Delivered delivered() {
        return delivered;
    }

    Caller caller() {
        return caller.get();
    }

    Instant now() {
        return clock.instant();
    }

    /** Teams whose channels the caller manages. */
    List<String> teams() {
        Caller by = caller();
        var teams = new TreeSet<>(by.mayTriageEverywhere() ? projects.teams() : by.teams());
        teams.removeIf(team -> !by.mayTriage(dev.winnow.access.Scope.team(team)));
        return List.copyOf(teams);
    }

    /** Projects whose channels the caller manages. */
    List<String> projects() {
        Caller by = caller();
        return projects.visibleTo(by).stream()
                .map(Project::name)
                .filter(by::mayTriage)
                .toList();
    }
}

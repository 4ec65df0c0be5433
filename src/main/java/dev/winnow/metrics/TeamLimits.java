package dev.winnow.metrics;

import dev.winnow.policy.Policies;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many alerts a person should get a day at most: what policies say for a team, else what is aimed at. */
@Service
public class TeamLimits {
    private final Policies policies;
    private final Projects projects;
    private final TargetStore targets;

    TeamLimits(Policies policies, Projects projects, TargetStore targets) {
        this.policies = policies;
        this.projects = projects;
        this.targets = targets;
    }

    /** Of the limits of the projects' policies the lowest counts. */
    @Transactional(readOnly = true)
    public double of(String team) {
        OptionalDouble lowest = projects.findByTeamOrderByName(team).stream()
                .mapToDouble(this::of)
                .min();
        return lowest.isPresent() ? lowest.getAsDouble() : targets.get().alerts();
    }

    /** Of those who get the alerts of a project. */
    @Transactional(readOnly = true)
    public double of(Project project) {
        Map<String, Double> limits = policies.of(project).policy().alertLimits();
        Double own = limits.get(Objects.requireNonNullElse(project.team(), ""));
        Double all = own == null ? limits.get("") : own;
        return all == null ? targets.get().alerts() : all;
    }
}

package dev.winnow.metrics;

import dev.winnow.audit.AuditFilter;
import dev.winnow.audit.AuditTrail;
import dev.winnow.finding.ToolVersions;
import dev.winnow.finding.ToolVersions.FirstScan;
import dev.winnow.metrics.Annotation.What;
import dev.winnow.policy.PolicyChanges;
import dev.winnow.policy.PolicyChanges.Change;
import dev.winnow.policy.PolicyVersion.Source;
import dev.winnow.project.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells what changed in a period that numbers may follow from: guards, policies, and what is aimed at. */
@Service
public class Annotations {
    /** More than anybody reads; the newest are kept. */
    private static final int MOST = 500;

    private final ProjectEpisodes episodes;
    private final ToolVersions versions;
    private final PolicyChanges policies;
    private final AuditTrail trail;

    Annotations(ProjectEpisodes episodes, ToolVersions versions, PolicyChanges policies, AuditTrail trail) {
        this.episodes = episodes;
        this.versions = versions;
        this.policies = policies;
        this.trail = trail;
    }

    /** Of the question's projects, the oldest first; of the guard or category alone where it asks for one. */
    @Transactional(readOnly = true)
    public List<Annotation> of(MetricsQuestion question) {
        Map<Long, Project> projects =
                episodes.projects(question).stream().collect(Collectors.toMap(Project::id, Function.identity()));
        Period period = question.period();
        var all = new ArrayList<Annotation>();
        for (FirstScan first : versions.firstScans(projects.keySet(), period.from(), period.to())) {
            if (question.guard().filter(name -> !name.equals(first.guard())).isEmpty()
                    && question.category()
                            .filter(category -> category != first.category())
                            .isEmpty()) {
                all.add(new Annotation(
                        first.at(),
                        What.GUARD_ADDED,
                        Optional.of(Objects.requireNonNull(projects.get(first.projectId()))
                                .name()),
                        "Guard " + first.guard() + " added"));
            }
        }
        for (Change change : policies.between(projects.values(), period.from(), period.to())) {
            all.add(new Annotation(
                    change.at(), What.POLICY_CHANGED, change.project().map(Project::name), text(change)));
        }
        // Whoever sees the targets may know when they changed; by whom stays in the log.
        trail.newest(new AuditFilter(null, TargetStore.CHANGED, null, period.from(), period.to()), null, MOST)
                .forEach(record -> all.add(
                        new Annotation(record.at(), What.TARGETS_CHANGED, Optional.empty(), "Targets changed")));
        all.sort(Comparator.comparing(Annotation::at));
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    private static String text(Change change) {
        if (change.source() == Source.BUILT_IN) {
            return "Built-in policy changed";
        }
        if (change.source() == Source.FILE) {
            return "Policy " + change.file().orElse("of the server") + (change.withdrawn() ? " withdrawn" : " changed");
        }
        return change.withdrawn() ? "Own policy withdrawn" : "Policy sent by the pipeline";
    }
}

package dev.winnow.demo;

import dev.winnow.access.Caller;
import dev.winnow.access.Users;
import dev.winnow.deployment.Deployments;
import dev.winnow.deployment.NewDeployment;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where the demo's builds ran: each build of the main branch in staging soon after it was built; every third one in
 * production, one of them taken back, but of the storefront each one at once. All of a project's or none.
 */
@Component
@ConditionalOnBooleanProperty("winnow.demo")
class DemoDeployments {
    private static final int MOST = 200;
    private static final Duration TO_STAGING = Duration.ofMinutes(40);
    private static final Duration TO_PRODUCTION = Duration.ofHours(26);
    private static final Duration AT_ONCE = Duration.ofMinutes(70);
    private static final Duration BACK = Duration.ofHours(5);

    private static final String CONTINUOUS = "storefront";

    /** Every so many builds one goes to production; the last ones wait. */
    private static final int STEP = 3;

    private final Users users;
    private final Projects projects;
    private final Builds builds;
    private final Deployments deployments;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoDeployments(
            Users users,
            Projects projects,
            Builds builds,
            Deployments deployments,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.projects = projects;
        this.builds = builds;
        this.deployments = deployments;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does nothing where it was done before, and where the demo's developer is not there. */
    void fill() {
        Optional<Caller> developer = users.caller("developer");
        // Others may have uploaded meanwhile.
        List<String> own = Stories.all().stream().map(story -> story.project).toList();
        for (Project project : projects.findByNameIn(own)) {
            developer
                    .filter(by -> by.mayDeploy(project.name()))
                    .filter(by ->
                            deployments.page(by, project.name(), null, null, 1).isEmpty())
                    .ifPresent(by -> transaction.executeWithoutResult(status -> fill(by, project)));
        }
    }

    private void fill(Caller by, Project project) {
        List<Build> told = builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(MOST))
                .reversed();
        int last = told.size() - 1;
        for (int i = 0; i < told.size(); i++) {
            Build build = told.get(i);
            Instant built = build.placedAt();
            deploy(by, project, build, "staging", built.plus(TO_STAGING));
            if (project.name().equals(CONTINUOUS)) {
                deploy(by, project, build, "production", built.plus(AT_ONCE));
                continue;
            }
            boolean due = i % STEP == STEP - 1 && i < last;
            if (due) {
                deploy(by, project, build, "production", built.plus(TO_PRODUCTION));
            }
            if (due && i > last / 2 && i <= last / 2 + STEP) {
                // It was taken back the same day; the next one went well.
                deploy(
                        by,
                        project,
                        told.get(i - STEP),
                        "production",
                        built.plus(TO_PRODUCTION).plus(BACK));
            }
        }
    }

    private void deploy(Caller by, Project project, Build build, String environment, Instant at) {
        if (!at.isAfter(clock.instant())) {
            deployments.record(
                    by,
                    project.name(),
                    NewDeployment.of(build.ciId(), environment).at(at));
        }
    }
}

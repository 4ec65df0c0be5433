package dev.winnow.deployment;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.policy.Judge;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.HistoryChanged;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records what runs where, and reads the history of it. */
@Service
public class Deployments {
    private final Projects projects;
    private final Builds builds;
    private final NamedBuilds named;
    private final EnvironmentRows environments;
    private final DeploymentRows rows;
    private final Judge judge;
    private final AuditLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deployments(
            Projects projects,
            Builds builds,
            NamedBuilds named,
            EnvironmentRows environments,
            DeploymentRows rows,
            Judge judge,
            AuditLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.projects = projects;
        this.builds = builds;
        this.named = named;
        this.environments = environments;
        this.rows = rows;
        this.judge = judge;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** @param made false where it was known before */
    public record Recorded(Deployment deployment, Build build, boolean made) {}

    /**
     * Records a deployment. It takes its place in the history of its environment by its time, whenever it is told; told
     * twice it is one. Without a time the build that runs there already is not deployed again.
     *
     * @throws NotFound where there is no such project that the caller may know of, or no such build in it
     * @throws NotPermitted where the caller may not
     * @throws InvalidRequest where the environment has no proper name, or the time lies in the future
     */
    @Transactional
    public Recorded record(Caller by, String projectName, NewDeployment wanted) {
        Project project = changeable(by, projectName);
        String name = Environment.name(wanted.environment());
        Instant now = now();
        Instant at = past("deployedAt", wanted.deployedAt(), now);
        Build build = named.find(project.id(), project.name(), wanted);
        Environment environment = environment(by, project, name, wanted.production(), now);
        Optional<Deployment> known = wanted.deployedAt().isPresent()
                ? rows.same(environment.id(), Optional.of(build.id()), at)
                : rows.newest(environment.id())
                        .filter(newest -> newest.buildId().equals(Optional.of(build.id())));
        if (known.isPresent()) {
            return new Recorded(known.get(), build, false);
        }
        Deployment made = add(by, environment, Optional.of(build), at, now);
        log.record(by.actor(), "deployment.recorded", "project:" + project.name(), null, said(made, build));
        changed(project, at);
        return new Recorded(made, build, true);
    }

    /**
     * Records that from an instant on nothing runs in an environment. Its history stays, and the next deployment brings it
     * back.
     *
     * @param at null: now
     * @throws NotFound where there is no such project that the caller may know of, or no such environment in it
     * @throws NotPermitted where the caller may not
     * @throws InvalidRequest where the time lies in the future
     */
    @Transactional
    public void empty(Caller by, String projectName, String environmentName, @Nullable Instant at) {
        Project project = changeable(by, projectName);
        Instant now = now();
        Instant from = past("at", Optional.ofNullable(at), now);
        Environment environment = environments
                .find(project.id(), Environment.name(environmentName))
                .orElseThrow(() -> noEnvironment(projectName, environmentName));
        boolean known = rows.at(environment.id(), from)
                .filter(last -> last.buildId().isEmpty()
                        && (at == null || last.deployedAt().equals(from)))
                .isPresent();
        if (known) {
            return;
        }
        // Of a time that is named also where nothing is known to run then: what is told late of an earlier one ends
        // here.
        Deployment made = add(by, environment, Optional.empty(), from, now);
        log.record(by.actor(), "environment.emptied", "project:" + project.name(), null, said(made, null));
        changed(project, from);
    }

    private void changed(Project project, Instant from) {
        events.publishEvent(new HistoryChanged(project.id(), from));
        events.publishEvent(new DeploymentRecorded(project.name()));
    }

    private static NotFound noEnvironment(String project, String environment) {
        return new NotFound("Project " + project + " has no environment " + environment + ".");
    }

    /** Locks the project: two deployments at once would both take themselves for the newest. */
    private Project changeable(Caller by, String name) {
        Optional<Long> id = by.mayRead(name) || by.mayDeploy(name) ? projects.idOf(name) : Optional.empty();
        if (id.isEmpty()) {
            throw noProject(name);
        }
        if (!by.mayDeploy(name)) {
            throw new NotPermitted("Only those who upload for project " + name + " record its deployments.");
        }
        return projects.lock(id.get());
    }

    private static NotFound noProject(String name) {
        return new NotFound("There is no project " + name + ".");
    }

    private Environment environment(
            Caller by, Project project, String name, Optional<Boolean> production, Instant now) {
        Optional<Environment> known = environments.find(project.id(), name);
        if (known.isEmpty()) {
            return environments.insert(
                    project.id(), name, production.orElseGet(() -> Environment.isProduction(name)), now);
        }
        Environment there = known.get();
        if (production.isPresent() && production.get() != there.production()) {
            environments.production(there.id(), production.get());
            log.record(
                    by.actor(),
                    "environment.changed",
                    "project:" + project.name(),
                    Map.of("environment", name, "production", there.production()),
                    Map.of("environment", name, "production", production.get()));
            changed(project, Instant.MIN);
        }
        return there;
    }

    private Deployment add(Caller by, Environment environment, Optional<Build> build, Instant at, Instant now) {
        Optional<Long> buildId = build.map(Build::id);
        Optional<Long> before = rows.at(environment.id(), at).flatMap(Deployment::buildId);
        rows.after(environment.id(), at).ifPresent(later -> rows.replaces(later.id(), buildId));
        long id = rows.insert(environment, buildId, before, at, now, by.login());
        Deployment newest = rows.newest(environment.id()).orElseThrow();
        environments.runs(environment.id(), newest.buildId(), newest.buildId().map(running -> rows.since(newest)));
        if (newest.id() == id) {
            // What was decided while it was an old build counts from now on.
            build.ifPresent(running ->
                    judge.judgeAgain(projects.findById(running.projectId()).orElseThrow(), List.of(running)));
        }
        return rows.find(id).orElseThrow();
    }

    private static Map<String, Object> said(Deployment deployment, @Nullable Build build) {
        var said = new LinkedHashMap<String, Object>();
        said.put("environment", deployment.environment());
        said.put("production", deployment.production());
        if (build != null) {
            said.put("build", build.ciId());
            said.put("commit", build.commitSha());
            said.put("branch", build.branch());
        }
        said.put("at", deployment.deployedAt().toString());
        said.put("rollback", deployment.rollback());
        return said;
    }

    /**
     * Deployments of a project, the newest first.
     *
     * @param environment of this one alone; null: of all
     * @param before the id of the last one of the page before; null: from the newest on
     * @throws NotFound where the caller may not read the project, or it has no such environment
     * @throws InvalidRequest where {@code before} is no deployment of the project
     */
    @Transactional(readOnly = true)
    public List<Deployment> page(
            Caller by, String projectName, @Nullable String environment, @Nullable Long before, int limit) {
        long project = projects.idOf(projectName)
                .filter(id -> by.mayRead(projectName))
                .orElseThrow(() -> noProject(projectName));
        Long in = environment == null
                ? null
                : Long.valueOf(environments
                        .find(project, Environment.name(environment))
                        .orElseThrow(() -> noEnvironment(projectName, environment))
                        .id());
        Deployment last = before == null
                ? null
                : rows.find(before)
                        .filter(known -> known.projectId() == project)
                        .orElseThrow(() -> new InvalidRequest("before: not what a page gave as next."));
        return rows.page(Optional.of(List.of(project)), in, last, limit);
    }

    /** Deployments of all projects that the caller may read, the newest first. @param last null: from the newest on */
    @Transactional(readOnly = true)
    public List<Deployment> page(Caller by, @Nullable Deployment last, int limit) {
        return rows.page(projects.idsVisibleTo(by), null, last, limit);
    }

    /** The builds of these deployments, and those they replaced, by their ids. */
    @Transactional(readOnly = true)
    public Map<Long, Build> buildsOf(List<Deployment> deployments) {
        var ids = new java.util.HashSet<Long>();
        deployments.forEach(one -> {
            one.buildId().ifPresent(ids::add);
            one.replacedId().ifPresent(ids::add);
        });
        var byId = new LinkedHashMap<Long, Build>();
        builds.findByIdIn(ids).forEach(build -> byId.put(build.id(), build));
        return byId;
    }

    /**
     * What ran in an environment in a stretch of time.
     *
     * @param builds by since when it ran, ids of builds; empty: nothing ran from then on
     */
    public record Ran(Environment environment, NavigableMap<Instant, Optional<Long>> builds) {
        /** The id of the build that ran there at an instant of that stretch. */
        public Optional<Long> buildAt(Instant at) {
            var then = builds.floorEntry(at);
            return then == null ? Optional.empty() : then.getValue();
        }
    }

    /** What ran in the environments of a project from an instant to another, both included; production first, then by name. */
    @Transactional(readOnly = true)
    public List<Ran> ran(long projectId, Instant from, Instant to) {
        Map<Long, Environment> there = new LinkedHashMap<>();
        environments.ofProject(projectId).stream()
                .sorted(Comparator.comparing((Environment one) -> !one.production())
                        .thenComparing(Environment::name))
                .forEach(one -> there.put(one.id(), one));
        Map<Long, NavigableMap<Instant, Optional<Long>>> ran = rows.between(there.keySet(), from, to);
        return there.values().stream()
                .map(one -> new Ran(one, ran.getOrDefault(one.id(), new TreeMap<>())))
                .toList();
    }

    /** As exactly as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant past(String name, Optional<Instant> given, Instant now) {
        Instant at =
                given.map(instant -> instant.truncatedTo(ChronoUnit.MICROS)).orElse(now);
        if (at.isAfter(now)) {
            throw new InvalidRequest(name + ": lies in the future; leave it out for now.");
        }
        return at;
    }
}

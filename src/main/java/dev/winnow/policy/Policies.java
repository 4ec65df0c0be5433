package dev.winnow.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.policy.PolicyVersion.Source;
import dev.winnow.policy.language.Policy;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which policy judges a project's builds: the one its pipeline sent last, else the file of the server that is for it, else
 * the built-in one. Each version is kept whole.
 */
@Service
public class Policies implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
    private static final int REMEMBERED = 200;
    private static final int PAGE = 100;
    private static final int LONGEST_COMMIT = 100;

    private final PolicyRows rows;
    private final PolicyFolder folder;
    private final Verdicts verdicts;
    private final Projects projects;
    private final AuditLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Policies by their hashes. */
    private final Cache<String, Policy> read =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private volatile @Nullable PolicyInForce builtIn;

    Policies(
            PolicyRows rows,
            PolicyFolder folder,
            Verdicts verdicts,
            Projects projects,
            AuditLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.folder = folder;
        this.verdicts = verdicts;
        this.projects = projects;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** The built-in policy is there before the first import, so that two imports do not both add it. */
    @Override
    public void afterSingletonsInstantiated() {
        builtIn();
        folder.read();
    }

    private PolicyInForce builtIn() {
        PolicyInForce known = builtIn;
        if (known == null) {
            PolicyVersion version = rows.newestOfServer(Source.BUILT_IN, null)
                    .filter(newest -> newest.hash().equals(Optional.of(Policy.BUILT_IN.hash())))
                    .orElseGet(() ->
                            rows.add(null, Source.BUILT_IN, null, null, Policy.BUILT_IN, clock.instant(), "Winnow"));
            known = new PolicyInForce(version, Policy.BUILT_IN);
            builtIn = known;
        }
        return known;
    }

    /** What judges the project's builds now. */
    public PolicyInForce of(Project project) {
        return rows.newestOf(project.id())
                .flatMap(this::read)
                .or(() -> folder.of(project))
                .orElseGet(this::builtIn);
    }

    /** The policy that the build's verdict follows from; what would judge it now where it has none. */
    public PolicyInForce of(Project project, Build build) {
        return verdicts.versionOf(build).flatMap(rows::find).flatMap(this::read).orElseGet(() -> of(project));
    }

    private Optional<PolicyInForce> read(PolicyVersion version) {
        try {
            return version.hash().map(hash -> new PolicyInForce(version, policy(hash)));
        } catch (IllegalStateException e) {
            LOG.error("A policy that was kept cannot be read any more; the server's judges instead: {}", version, e);
            return Optional.empty();
        }
    }

    private Policy policy(String hash) {
        return read.get(
                hash, missing -> PolicyReader.readKnown(rows.text(missing).orElseThrow()));
    }

    /** The text of a policy that is or was in force. */
    public Optional<String> text(String hash) {
        return rows.text(hash);
    }

    /**
     * Versions that were in force for a project, and the server's that are for it, the newest first.
     *
     * @param before the id to go on behind; {@code Long.MAX_VALUE} for the first page
     */
    public List<PolicyVersion> versions(Project project, long before, int limit) {
        var versions = new ArrayList<PolicyVersion>();
        long last = before;
        while (versions.size() < limit) {
            List<PolicyVersion> some = rows.older(project.id(), last, PAGE);
            some.stream()
                    .filter(version -> concerns(version, project))
                    .limit((long) limit - versions.size())
                    .forEach(versions::add);
            if (some.size() < PAGE) {
                break;
            }
            last = some.getLast().id();
        }
        return versions;
    }

    /** Files for others tell of projects and teams that a reader of this one may not know. */
    private boolean concerns(PolicyVersion version, Project project) {
        return version.source() != Source.FILE
                || read(version)
                        .filter(found -> PolicyFolder.isFor(found.policy().scope(), project))
                        .isPresent();
    }

    /**
     * Takes a policy that the project's pipeline sends. It judges what comes from now on; what is judged stays as it is.
     *
     * @param commit which it is of; null where the pipeline does not say
     * @throws InvalidRequest where it is one for several projects
     * @throws NotPermitted unless the caller decides on the project's findings
     */
    @Transactional
    public PolicyInForce send(Caller by, String name, @Nullable String commit, Policy policy) {
        long id = permitted(by, name);
        if (!policy.scope().equals(Policy.Scope.ALL)) {
            throw new InvalidRequest("A policy of one project does not say projects or teams: it is for " + name + ".");
        }
        if (commit != null && (commit.isBlank() || commit.length() > LONGEST_COMMIT)) {
            throw new InvalidRequest("commit: 1 to " + LONGEST_COMMIT + " characters.");
        }
        Project project = projects.lock(id);
        Optional<PolicyVersion> before = rows.newestOf(id);
        if (before.isPresent()
                && before.get().hash().equals(Optional.of(policy.hash()))
                && before.get().commit().equals(Optional.ofNullable(commit))) {
            return new PolicyInForce(before.get(), policy);
        }
        PolicyVersion version = rows.add(id, Source.PIPELINE, null, commit, policy, clock.instant(), by.getName());
        log.record(
                by.actor(),
                "policy.send",
                "project:" + project.name(),
                before.map(Policies::noted).orElse(null),
                noted(version));
        events.publishEvent(new PoliciesChanged());
        return new PolicyInForce(version, policy);
    }

    /**
     * Goes back to the policy of the server.
     *
     * @throws NotFound where the project has none of its own
     */
    @Transactional
    public void withdraw(Caller by, String name) {
        long id = permitted(by, name);
        Project project = projects.lock(id);
        PolicyVersion before = rows.newestOf(id)
                .filter(version -> version.hash().isPresent())
                .orElseThrow(() -> new NotFound("Project " + name + " has no policy of its own."));
        PolicyVersion none = rows.add(id, Source.PIPELINE, null, null, null, clock.instant(), by.getName());
        log.record(by.actor(), "policy.withdraw", "project:" + project.name(), noted(before), noted(none));
        events.publishEvent(new PoliciesChanged());
    }

    private long permitted(Caller by, String name) {
        long id = projects.idOf(name)
                .filter(known -> by.mayFollowScans(name))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
        if (!by.mayTriage(name)) {
            throw new NotPermitted("Only the security role of project " + name
                    + " changes its policy: sign in with it, or send a token that may triage.");
        }
        return id;
    }

    /** A version as the audit log keeps it. */
    private record Noted(@Nullable String hash, @Nullable String commit) {}

    private static Noted noted(PolicyVersion version) {
        return new Noted(version.hash().orElse(null), version.commit().orElse(null));
    }
}

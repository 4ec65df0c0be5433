package dev.winnow.runtime;

import dev.winnow.access.Caller;
import dev.winnow.deployment.Environments;
import dev.winnow.finding.ScanRequest;
import dev.winnow.importers.ReportException;
import dev.winnow.intake.UploadPermission;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.ProjectName;
import dev.winnow.project.Projects;
import dev.winnow.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Alerts of what happens at run time: taken in as they come, and read group by group. */
@Service
public class Alerts {
    private static final int MOST_GROUPS = 50;

    private final AlertReading reading;
    private final ReadingRoom room;
    private final AlertInbox inbox;
    private final Vault vault;
    private final UploadPermission uploads;
    private final GroupRows groups;
    private final Projects projects;
    private final Environments environments;
    private final Clock clock;

    /**
     * A request that is safe.
     *
     * @param alerts how many it holds
     * @param note what is odd about it, for who sent it; empty: nothing
     */
    public record Taken(int alerts, Optional<String> note) {}

    Alerts(
            AlertReading reading,
            ReadingRoom room,
            AlertInbox inbox,
            Vault vault,
            UploadPermission uploads,
            GroupRows groups,
            Projects projects,
            Environments environments,
            Clock clock) {
        this.reading = reading;
        this.room = room;
        this.inbox = inbox;
        this.vault = vault;
        this.uploads = uploads;
        this.groups = groups;
        this.projects = projects;
        this.environments = environments;
        this.clock = clock;
    }

    /**
     * Takes a request of Falco's. What the future has completed for is safe, whatever happens to the process; it becomes
     * findings soon after.
     *
     * @param environment that the alerts are from; null: not known. One that nothing was deployed to is taken all the same:
     *     an alert must not be lost because a deployment was not recorded
     * @param team of a project that this makes
     * @param key by which the same request is known again, and counts once; null: each request counts
     * @throws ReportException where it holds none, or is broken or too large; nothing is kept of it
     * @throws dev.winnow.problem.NotPermitted where the caller may not upload for the project, or not create it
     * @throws InvalidRequest where the project or the environment cannot be called so
     */
    public CompletableFuture<Taken> take(
            Caller by,
            String project,
            @Nullable String environment,
            @Nullable String team,
            @Nullable String key,
            InputStream body)
            throws IOException {
        if (!ProjectName.isValid(project)) {
            throw new InvalidRequest("A project's name has 1 to 100 letters, digits, dots, dashes or underscores,"
                    + " and starts with a letter or digit.");
        }
        var request = new ScanRequest(
                project, Sorter.NO_COMMIT, null, null, Sorter.NO_BUILD, null, null, null, null, null, null, null);
        String owner = uploads.allowed(by, request, team).team();
        String from = environment == null ? null : environment.strip().toLowerCase(java.util.Locale.ROOT);
        try (var visit = room.visit()) {
            AlertReading.Checked checked = reading.checked(body, visit);
            Optional<RequestKey> known = Optional.ofNullable(key)
                    .map(name -> RequestKey.of(name, Objects.requireNonNullElse(from, ""), checked.plain()));
            Optional<String> note = Optional.ofNullable(from).flatMap(name -> unknown(by, project, name));
            int alerts = checked.alerts();
            var waiting = new WaitingAlert(
                    0,
                    project,
                    owner,
                    from,
                    clock.instant(),
                    by.login(),
                    vault.sealBytes(checked.plain(), AlertInbox.PURPOSE));
            return inbox.put(waiting, known).thenApply(stored -> new Taken(alerts, note));
        } catch (ReadingRoom.Full | ReadingRoom.Slow e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<String> unknown(Caller by, String project, String environment) {
        List<String> names = environments.names(project);
        if (names.contains(environment)) {
            return Optional.empty();
        }
        String known = !by.mayRead(project) || names.isEmpty() ? "" : "; known are: " + String.join(", ", names);
        return Optional.of("No deployment to the environment " + environment + " of project " + project
                + " was recorded, so that its alerts are taken to be about the newest build" + known + ".");
    }

    /** Why a request is to be sent again, where too much was on its way. */
    public static Optional<String> full(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (cause) {
            case AlertInbox.Full full ->
                Optional.of("Alerts come faster than they can be stored: send this one again in a second.");
            case ReadingRoom.Full full -> Optional.ofNullable(full.getMessage());
            case ReadingRoom.Slow slow -> Optional.ofNullable(slow.getMessage());
            default -> Optional.empty();
        };
    }

    /** Of a finding, those that happened last first; 50 at most. */
    @Transactional(readOnly = true)
    public List<AlertGroup> of(long findingId) {
        return groups.ofFinding(findingId, MOST_GROUPS);
    }

    /**
     * Of a project, those that happened last first.
     *
     * @param before the id of the last one of the page before; null: from the newest on
     * @throws NotFound where there is no such project that the caller may read
     * @throws InvalidRequest where {@code before} is none of the project
     */
    @Transactional(readOnly = true)
    public List<AlertGroup> page(Caller by, String projectName, @Nullable Long before, int limit) {
        long project = projects.idOf(projectName)
                .filter(id -> by.mayRead(projectName))
                .orElseThrow(() -> new NotFound("There is no project " + projectName + "."));
        Optional<AlertGroup> last = Optional.ofNullable(before)
                .map(id -> groups.find(id)
                        .filter(group -> group.projectId() == project)
                        .orElseThrow(() -> new InvalidRequest("before: not what a page gave as next.")));
        return groups.ofProject(project, last, limit);
    }
}

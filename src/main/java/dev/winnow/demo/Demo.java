package dev.winnow.demo;

import dev.winnow.finding.Scan;
import dev.winnow.finding.Scans;
import dev.winnow.intake.Intake;
import dev.winnow.project.Projects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database with the demo's projects, in the background once the server is up ({@code winnow.demo=true}).
 *
 * <p>Uploads are made in a fixed order and each is safe when it is accepted, so the number of scans that the demo has
 * sent tells where a killed process was, and the first one's commit time tells what its today was: the next start goes
 * on from there and sends nothing twice. A database with projects of others' gets none.
 */
@Component
@ConditionalOnBooleanProperty("winnow.demo")
public class Demo implements SmartLifecycle {
    /** Counts the changes of the stories: a demo that another version began is left as it is. */
    static final int EDITION = 2;

    /** Who uploads, as the record says. */
    static final String UPLOADER = "demo/" + EDITION;

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Intake intake;
    private final Scans scans;
    private final Projects projects;
    private final DemoDeployments deployments;
    private final DemoAlerts alerts;
    private final DemoTriage triage;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Completes when the application stops; what waits for imports then goes home. */
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean running;
    private volatile boolean working;

    Demo(
            Intake intake,
            Scans scans,
            Projects projects,
            DemoDeployments deployments,
            DemoAlerts alerts,
            DemoTriage triage,
            TransactionTemplate transaction,
            Clock clock) {
        this.deployments = deployments;
        this.alerts = alerts;
        this.triage = triage;
        this.intake = intake;
        this.scans = scans;
        this.projects = projects;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Completes when there is nothing left to import; with the exception where that went wrong. */
    public CompletableFuture<Void> done() {
        return done.copy();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        working = true;
        Thread.ofPlatform().name("demo").start(() -> {
            try {
                fill();
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                LOG.error("The sample data could not be imported; the next start goes on with it", e);
                done.completeExceptionally(e);
            } finally {
                // Also of an error nobody expects: whoever stops the application waits for it.
                done.cancel(false);
            }
        });
    }

    private void fill() throws IOException {
        List<Story> stories = Stories.all();
        long sent = scans.countByUploadedBy(UPLOADER);
        if (sent == 0 && (projects.count() > 0 || scans.count() > 0)) {
            LOG.info("The database is not empty: no sample data");
            return;
        }
        Plan plan = scans.findFirstByUploadedByOrderById(UPLOADER)
                .map(Scan::request)
                .map(first -> Plan.continued(stories, Objects.requireNonNull(first.committedAt())))
                .orElseGet(() -> new Plan(stories, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        List<Plan.Upload> left = plan.uploads()
                .subList(
                        (int) Math.min(sent, plan.uploads().size()),
                        plan.uploads().size());
        if (left.isEmpty()) {
            deployments.fill();
            alerts.fill();
            triage.fill();
            return;
        }
        long start = System.nanoTime();
        LOG.info("Importing sample data: {} reports{}", left.size(), sent == 0 ? "" : ", after " + sent + " before");
        send(left, start);
    }

    private void send(List<Plan.Upload> uploads, long start) throws IOException {
        Set<String> assigned = new HashSet<>();
        List<CompletableFuture<Void>> imports = new ArrayList<>();
        for (Plan.Upload upload : uploads) {
            if (stopped.isDone()) {
                return;
            }
            String project = upload.request().project();
            long scan = intake.accept(new ByteArrayInputStream(upload.report().get()), upload.request(), UPLOADER)
                    .scanId();
            imports.add(intake.settled(scan));
            if (assigned.add(project) && waitedFor(imports.getLast())) {
                assign(project, upload.team());
            }
            if (imports.size() % 100 == 0) {
                LOG.info("Importing sample data: {} of {} reports sent", imports.size(), uploads.size());
            }
        }
        if (waitedFor(CompletableFuture.allOf(imports.toArray(CompletableFuture[]::new)))) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            LOG.info("Imported sample data: {} reports in {} ms", imports.size(), took.toMillis());
            deployments.fill();
            alerts.fill();
            triage.fill();
        }
    }

    /** @return false where the application stops before the import is done */
    private boolean waitedFor(CompletableFuture<Void> imported) {
        CompletableFuture.anyOf(imported, stopped).join();
        return !stopped.isDone();
    }

    /** A project gets its team when its first scan has made it, unless someone was quicker. */
    private void assign(String name, String team) {
        transaction.executeWithoutResult(status -> {
            projects.idOf(name)
                    .map(projects::lock)
                    .filter(project -> project.team() == null)
                    .ifPresent(project -> {
                        project.assignTo(team);
                        projects.save(project);
                    });
        });
    }

    @Override
    public void start() {
        running = true;
    }

    /** Waits for the upload that is being made: it must not lose its database. */
    @Override
    public void stop() {
        running = false;
        stopped.complete(null);
        if (working) {
            done.handle((nothing, failure) -> null).join();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

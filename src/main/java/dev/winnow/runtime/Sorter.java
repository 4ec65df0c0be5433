package dev.winnow.runtime;

import dev.winnow.deployment.Deployments;
import dev.winnow.finding.EventFindings;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.ScannedImages;
import dev.winnow.finding.Scans;
import dev.winnow.finding.identity.WideKey;
import dev.winnow.importers.Component;
import dev.winnow.importers.Texts;
import dev.winnow.intake.Intake;
import dev.winnow.project.Build;
import dev.winnow.project.BuildWords;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sorts waiting alerts of one project: those whose group is known and whose finding is open are counted; the others become
 * a report of events for the build they are about, and are counted once that is imported. What is killed in between is
 * sorted again from the same rows: a report is taken in once, and counting and taking the rows away are one transaction.
 */
@org.springframework.stereotype.Component
class Sorter {
    private static final Logger LOG = LoggerFactory.getLogger(Sorter.class);

    /** All alerts of a project are one stream: hosts and pods come and go. */
    private static final String TARGET = "alerts";

    /** What a build is called that is made for alerts alone, and its commit. */
    static final String NO_BUILD = "runtime";

    static final String NO_COMMIT = "unknown";

    /** An import that takes longer goes on, and its alerts are counted by the next try. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int LONGEST_IMAGE = 500;

    private final AlertReading reading;
    private final GroupRows groups;
    private final EventFindings findings;
    private final Deployments deployments;
    private final ScannedImages images;
    private final Projects projects;
    private final Builds builds;
    private final BuildWords words;
    private final Scans scans;
    private final Intake intake;
    private final Vault vault;
    private final InboxRows inbox;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Sorter(
            AlertReading reading,
            GroupRows groups,
            EventFindings findings,
            Deployments deployments,
            ScannedImages images,
            Projects projects,
            Builds builds,
            BuildWords words,
            Scans scans,
            Intake intake,
            Vault vault,
            InboxRows inbox,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.reading = reading;
        this.groups = groups;
        this.findings = findings;
        this.deployments = deployments;
        this.images = images;
        this.projects = projects;
        this.builds = builds;
        this.words = words;
        this.scans = scans;
        this.intake = intake;
        this.vault = vault;
        this.inbox = inbox;
        this.transaction = transaction;
        this.events = events;
    }

    /** An alert with the request it came in, and when it happened. */
    private record Event(ReadAlert alert, WaitingAlert request, Instant at) {}

    /** An alert whose build is known. */
    private record Placed(Event event, GroupRows.Key key, Origins.Origin origin) {}

    /**
     * Sorts them, and takes them out of the inbox.
     *
     * @param waiting of one project, oldest first
     * @throws IOException where what is new cannot be kept; nothing is taken out then
     */
    void sort(String projectName, List<WaitingAlert> waiting) throws IOException {
        List<Event> happened = read(waiting);
        if (happened.isEmpty()) {
            transaction.executeWithoutResult(status -> inbox.delete(waiting));
            return;
        }
        List<Placed> placed = place(projectName, happened);
        if (placed.size() < happened.size()) {
            Set<Event> known = Collections.newSetFromMap(new IdentityHashMap<>());
            placed.forEach(one -> known.add(one.event()));
            firstBuild(
                    projectName,
                    happened.stream().filter(event -> !known.contains(event)).toList());
            placed = place(projectName, happened);
        }
        if (placed.size() < happened.size()) {
            throw new IllegalStateException("an alert of " + projectName + " is about no build");
        }
        Set<GroupRows.Key> fresh = fresh(placed);
        Map<WideKey, Long> made = take(projectName, placed, fresh);
        List<Placed> all = placed;
        transaction.executeWithoutResult(status -> {
            if (inbox.delete(waiting) < waiting.size()) {
                throw new IllegalStateException("alerts of " + projectName + " are sorted by somebody else");
            }
            count(projectName, all, fresh, made);
        });
    }

    private List<Event> read(List<WaitingAlert> waiting) {
        var happened = new ArrayList<Event>();
        for (WaitingAlert request : waiting) {
            try {
                for (ReadAlert alert : reading.read(vault.openBytes(request.body(), AlertInbox.PURPOSE))) {
                    Instant at = alert.result().occurredAt();
                    happened.add(new Event(
                            alert,
                            request,
                            at == null || at.isAfter(request.receivedAt()) ? request.receivedAt() : at));
                }
            } catch (IOException | IllegalStateException e) {
                // It was read when it was taken: only another key or a damaged row comes here, and holds up nobody
                // else.
                LOG.error("Request {} with alerts of {} cannot be read any more", request.id(), request.project(), e);
            }
        }
        return happened;
    }

    /** Without those that no build is found for: none was deployed, and the tracked branch has none. */
    private List<Placed> place(String projectName, List<Event> happened) {
        return Objects.requireNonNull(transaction.execute(status -> projects.findByName(projectName)
                .map(project -> placed(project, happened))
                .orElse(List.of())));
    }

    private List<Placed> placed(Project project, List<Event> happened) {
        Instant first = happened.stream().map(Event::at).min(Instant::compareTo).orElseThrow();
        Instant last = happened.stream().map(Event::at).max(Instant::compareTo).orElseThrow();
        var origins = new Origins(project, deployments.ran(project.id(), first, last), builds, words, images);
        var placed = new ArrayList<Placed>();
        for (Event event : happened) {
            origins.of(event.alert(), event.request().environment(), event.at())
                    .ifPresent(origin -> placed.add(new Placed(
                            event,
                            new GroupRows.Key(
                                    event.alert().key(), origin.build().id()),
                            origin)));
        }
        return placed;
    }

    /** Alerts that no build is found for make one of the tracked branch, so that they are seen. */
    private void firstBuild(String projectName, List<Event> happened) throws IOException {
        var request = new ScanRequest(
                projectName,
                NO_COMMIT,
                null,
                null,
                NO_BUILD,
                null,
                null,
                AlertReading.FORMAT,
                null,
                null,
                TARGET,
                null);
        take(request.ofTeam(happened.getFirst().request().team()), happened);
    }

    /** Groups that are not known yet, or whose finding is not open. */
    private Set<GroupRows.Key> fresh(List<Placed> placed) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var keys = new LinkedHashSet<GroupRows.Key>();
            placed.forEach(one -> keys.add(one.key()));
            Map<GroupRows.Key, GroupRows.Known> known = groups.known(
                    placed.getFirst().origin().build().projectId(),
                    keys.stream().map(GroupRows.Key::finding).toList());
            Set<Long> open = findings.open(
                    known.values().stream().map(GroupRows.Known::findingId).toList());
            keys.removeIf(key ->
                    known.containsKey(key) && open.contains(known.get(key).findingId()));
            return keys;
        }));
    }

    /** Has what is new imported, build by build. @return the findings by their keys */
    private Map<WideKey, Long> take(String projectName, List<Placed> placed, Set<GroupRows.Key> fresh)
            throws IOException {
        var byBuild = new LinkedHashMap<Long, List<Placed>>();
        placed.stream()
                .filter(one -> fresh.contains(one.key()))
                .forEach(one -> byBuild.computeIfAbsent(one.key().buildId(), id -> new ArrayList<>())
                        .add(one));
        var made = new HashMap<WideKey, Long>();
        for (List<Placed> ofBuild : byBuild.values()) {
            Build build = ofBuild.getFirst().origin().build();
            var request = new ScanRequest(
                    projectName,
                    build.commitSha(),
                    build.branch(),
                    null,
                    build.ciId(),
                    null,
                    null,
                    AlertReading.FORMAT,
                    null,
                    null,
                    TARGET,
                    null);
            made.putAll(take(request, ofBuild.stream().map(Placed::event).toList()));
        }
        return made;
    }

    private Map<WideKey, Long> take(ScanRequest request, List<Event> happened) throws IOException {
        var report = new ByteArrayOutputStream();
        Instant received = happened.getFirst().request().receivedAt();
        for (Event event : happened) {
            report.writeBytes(event.alert().json());
            report.write('\n');
            if (event.request().receivedAt().isAfter(received)) {
                received = event.request().receivedAt();
            }
        }
        String from = happened.getFirst().request().receivedFrom();
        while (true) {
            var accepted = intake.accept(
                    new ByteArrayInputStream(report.toByteArray()),
                    request.ofEvents(received),
                    AlertReading.FORMAT,
                    from);
            Map<WideKey, Long> made = findings.of(imported(accepted.scanId()));
            if (accepted.isNew() || findings.open(made.values()).containsAll(made.values())) {
                return made;
            }
            // Byte for byte what came before, and has ended since: it happens again.
            report.write('\n');
        }
    }

    private Scan imported(long scanId) throws IOException {
        intake.settled(scanId)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Scan scan = scans.findById(scanId).orElseThrow();
        if (scan.status() != ScanStatus.IMPORTED) {
            throw new IOException("scan " + scanId + " with new alerts was not imported");
        }
        return scan;
    }

    private void count(String projectName, List<Placed> placed, Set<GroupRows.Key> fresh, Map<WideKey, Long> made) {
        long projectId = placed.getFirst().origin().build().projectId();
        var byGroup = new LinkedHashMap<GroupRows.Key, List<Placed>>();
        placed.forEach(one ->
                byGroup.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
        Map<GroupRows.Key, GroupRows.Known> known = groups.known(
                projectId, byGroup.keySet().stream().map(GroupRows.Key::finding).toList());
        var raised = new HashSet<Long>();
        byGroup.forEach((key, ofGroup) -> {
            GroupRows.Batch batch = batch(ofGroup);
            GroupRows.Known there = known.get(key);
            Long finding = made.get(key.finding());
            if (finding == null && there != null) {
                finding = there.findingId();
            }
            if (finding == null) {
                throw new IllegalStateException("an alert of " + projectName + " has no finding after its import");
            }
            if (there == null) {
                groups.insert(projectId, key, finding, batch);
            } else {
                groups.count(there, finding, batch);
            }
            if (fresh.contains(key) && raised.add(finding)) {
                events.publishEvent(new AlertRaised(
                        projectId,
                        projectName,
                        finding,
                        key.buildId(),
                        Optional.ofNullable(batch.environment()),
                        batch.firstAt()));
            }
        });
    }

    private static GroupRows.Batch batch(List<Placed> group) {
        Placed last = group.getLast();
        var days = new TreeMap<LocalDate, Long>();
        Instant first = last.event().at();
        Instant newest = last.event().at();
        for (Placed one : group) {
            Instant at = one.event().at();
            first = at.isBefore(first) ? at : first;
            newest = at.isAfter(newest) ? at : newest;
            days.merge(LocalDate.ofInstant(at, ZoneOffset.UTC), 1L, Long::sum);
        }
        return new GroupRows.Batch(
                last.origin().foundBy(),
                last.origin().environment(),
                image(last.event().alert().result().component()),
                group.size(),
                first,
                newest,
                days);
    }

    private static @Nullable String image(@Nullable Component component) {
        if (component == null) {
            return null;
        }
        String version = component.version();
        return Texts.atMost(
                component.name() + (version == null ? "" : (version.contains(":") ? "@" : ":") + version),
                LONGEST_IMAGE);
    }
}

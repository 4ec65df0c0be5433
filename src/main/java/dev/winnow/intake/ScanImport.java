package dev.winnow.intake;

import com.carrotsearch.hppc.LongHashSet;
import dev.winnow.finding.Episodes;
import dev.winnow.finding.Recorder;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScannedImages;
import dev.winnow.finding.Scans;
import dev.winnow.finding.Silencings;
import dev.winnow.finding.ToolVersions;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.MalformedReport;
import dev.winnow.importers.Masking;
import dev.winnow.importers.Report;
import dev.winnow.importers.Reports;
import dev.winnow.importers.ScanInfo;
import dev.winnow.policy.Judge;
import dev.winnow.project.HistoryChanged;
import dev.winnow.triage.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports one scan: reads its report, then, in one transaction, places it in its project, guard, stream and build,
 * records its findings and judges the build. All or nothing.
 */
@Component
class ScanImport {
    /** Scans looked at for one of the same kind. */
    private static final int LOOK_BACK = 20;

    private final ReportStore store;
    private final Scans scans;
    private final Placing placing;
    private final Recorder recorder;
    private final Standing standing;
    private final Silencings silencings;
    private final Episodes episodes;
    private final ScannedImages images;
    private final ToolVersions versions;
    private final Judge judge;
    private final IntakeSettings settings;
    private final Masking masking;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ScanImport(
            ReportStore store,
            Scans scans,
            Placing placing,
            Recorder recorder,
            Standing standing,
            Silencings silencings,
            Episodes episodes,
            ScannedImages images,
            ToolVersions versions,
            Judge judge,
            IntakeSettings settings,
            SecretKeys keys,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.scans = scans;
        this.placing = placing;
        this.recorder = recorder;
        this.standing = standing;
        this.silencings = silencings;
        this.episodes = episodes;
        this.images = images;
        this.versions = versions;
        this.judge = judge;
        this.settings = settings;
        this.masking = new Masking(keys.derive("secrets in findings"));
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Makes a stored report ready to be read. */
    Report open(String hash) throws IOException {
        return Reports.prepare(() -> store.open(hash), settings.limits(), masking);
    }

    /**
     * Imports the scan.
     *
     * @throws dev.winnow.importers.ReportException where the report is at fault
     * @throws IOException where it cannot be read
     */
    void run(long scanId, Consumer<ImportProgress> progress) throws IOException {
        Scan scan = transaction.execute(status -> {
            Scan started = scans.findById(scanId).orElseThrow();
            started.start();
            return scans.save(started);
        });
        if (repeated(scan)) {
            return;
        }
        long size = Math.max(1, scan.reportBytes());
        var phase = new AtomicReference<>(ImportProgress.Phase.READING);
        // Decompression lies above it: progress counts the bytes that are stored.
        Report report = Reports.prepare(
                () -> new CountingStream(
                        store.open(scan.reportHash()),
                        read -> progress.accept(new ImportProgress(phase.get(), Math.min(1.0, (double) read / size)))),
                settings.limits(),
                masking);
        Importer importer = Formats.importerOf(report, scan.format());
        var spool = new Spool(known(scan), settings.spoolBytes(), sink -> importer.read(report, sink));
        ScanInfo info = importer.read(report, spool);
        boolean placeless = importer.placesByResults() && spool.table().size() == 0;
        if (placeless && !info.tool().isKnown() && scan.request().guard() == null) {
            throw new MalformedReport(
                    "the report has no run that names its tool: say whose it is, as in guard=semgrep", 0, 0, "/runs");
        }
        progress.accept(new ImportProgress(ImportProgress.Phase.MATCHING, 0));
        phase.set(ImportProgress.Phase.WRITING);
        inTransaction(() -> record(scanId, info, placeless, spool));
    }

    /**
     * What the stream probably contains, going by the last scans of the same format; which stream it is, only the report
     * says. Whatever the branch: one that is not tracked mostly finds what the tracked one knows.
     */
    private LongHashSet known(Scan scan) {
        var known = new LongHashSet();
        scans.newestImported(scan.request().project(), Limit.of(LOOK_BACK)).stream()
                .filter(other -> other.format().equals(scan.format())
                        && Objects.equals(
                                other.request().guard(), scan.request().guard())
                        && Objects.equals(
                                other.request().target(), scan.request().target()))
                .flatMap(other -> other.streamId().stream())
                .distinct()
                .forEach(stream -> known.addAll(recorder.knownDigests(stream)));
        return known;
    }

    /** A report that is, byte for byte, the newest one of its stream needs no reading. */
    private boolean repeated(Scan scan) {
        ScanRequest asked = scan.request();
        Optional<Scan> twin = scans.newestImportedTwin(
                scan.reportHash(),
                scan.format(),
                asked.project(),
                asked.guard(),
                asked.target(),
                asked.branch(),
                asked.stage(),
                asked.category());
        if (twin.isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean done = repeat(scan.id(), twin.get());
            if (!done) {
                // Nor may its build be left behind.
                status.setRollbackOnly();
            }
            return done;
        }));
    }

    private boolean repeat(long scanId, Scan twin) {
        var order = placing.like(twin, scans.findById(scanId).orElseThrow());
        return recorder.repeat(order, twin)
                .map(recorded -> {
                    var info = new ScanInfo(
                            twin.tool().orElseThrow(),
                            dev.winnow.importers.Category.SAST,
                            order.stream().target(),
                            null,
                            true,
                            twin.notices(),
                            images.of(twin));
                    finish(order, info, recorded);
                    return true;
                })
                .orElse(false);
    }

    private void record(long scanId, ScanInfo info, boolean placeless, Spool spool) throws IOException {
        var order = placing.of(scans.findById(scanId).orElseThrow(), info, placeless);
        finish(order, info, recorder.record(order, spool.table(), spool));
    }

    private void finish(Recorder.Order order, ScanInfo info, Recorder.Recorded recorded) {
        Scan scan = order.scan();
        scan.place(order.project().id(), order.build().id(), order.stream().id(), info, order.detectedAt());
        standing.apply(order.project(), recorded, order.detectedAt());
        var content = recorded.content().deciding(silencings.of(order.project().id()));
        scan.finish(
                recorded.counts().silencing(content.silenced().getCardinality()),
                content.counts(),
                recorded.late(),
                recorded.held(),
                clock.instant());
        scans.saveAndFlush(scan);
        episodes.openedSilenced(scan, RoaringBitmap.and(recorded.opened(), content.silenced()));
        images.keep(scan, info.digests());
        versions.used(order.stream().guardId(), scan);
        judge.judge(order.build(), settles(order));
        Instant placedAt = order.build().placedAt();
        events.publishEvent(new HistoryChanged(
                order.project().id(), placedAt.isBefore(order.detectedAt()) ? placedAt : order.detectedAt()));
        events.publishEvent(new ScanImported(
                scan.id(), order.project().name(), order.build().id()));
    }

    /** Whether the build is still being built as far as this scan goes: its stream told nothing of it before. */
    private boolean settles(Recorder.Order order) {
        if (order.scan().request().events()) {
            return false;
        }
        boolean again = scans.existsByBuildIdAndStreamIdAndCompleteTrueAndIdLessThan(
                order.build().id(), order.stream().id(), order.scan().id());
        if (again) {
            order.build().scannedAgain();
        }
        return !again;
    }

    private void inTransaction(Work work) throws IOException {
        try {
            transaction.executeWithoutResult(status -> {
                try {
                    work.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}

package dev.winnow.packet;

import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanCounts;
import dev.winnow.finding.ScanFailure;
import dev.winnow.finding.Scans;
import dev.winnow.finding.Stream;
import dev.winnow.finding.Streams;
import dev.winnow.importers.Tool;
import dev.winnow.project.Build;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import dev.winnow.project.Project;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Scans of builds, and uploads that failed: what came, from whom, and what became of it. */
@Component
class ScanRecords {
    private static final Limit PAGE = Limit.of(200);

    private final Scans scans;
    private final Streams streams;
    private final Guards guards;

    ScanRecords(Scans scans, Streams streams, Guards guards) {
        this.scans = scans;
        this.streams = streams;
        this.guards = guards;
    }

    /** A scan. @param reportSha256 of the report as it came; its file is named by it */
    private record ScanLine(
            String id,
            String status,
            Instant receivedAt,
            String uploadedBy,
            String reportSha256,
            long reportBytes,
            Optional<String> buildId,
            String build,
            String commit,
            Optional<String> branch,
            Optional<String> guard,
            Optional<String> stage,
            Optional<String> category,
            Optional<String> target,
            String format,
            Optional<Tool> tool,
            boolean complete,
            boolean late,
            int held,
            Optional<Instant> detectedAt,
            Optional<Instant> importedAt,
            List<String> notices,
            ScanCounts counts,
            Optional<ScanFailure> failure) {}

    /** What a stream is called, so that it is read once. */
    private record Place(Stream stream, Guard guard) {}

    /** @param reports gets the hashes of the reports */
    void write(RecordLines lines, AuditPacket packet, Project project, long[] builds, Set<String> reports)
            throws IOException {
        var places = new HashMap<Long, Optional<Place>>();
        Consumer<Scan> noting = scan -> reports.add(scan.reportHash());
        for (long build : builds) {
            pages(after -> scans.settledOfBuild(build, after, PAGE), lines, places, noting);
        }
        String ciId = packet.build().map(Build::ciId).orElse(null);
        String commit = packet.build().map(Build::commitSha).orElse(null);
        pages(
                after -> scans.failedIn(
                        project.name(), packet.period().from(), packet.period().to(), ciId, commit, after, PAGE),
                lines,
                places,
                noting);
    }

    /** Reads a page behind a scan. */
    @FunctionalInterface
    private interface Pages {
        List<Scan> after(long id);
    }

    private void pages(Pages pages, RecordLines lines, Map<Long, Optional<Place>> places, Consumer<Scan> noting)
            throws IOException {
        List<Scan> page;
        long last = 0;
        do {
            page = pages.after(last);
            for (Scan scan : page) {
                noting.accept(scan);
                lines.write(line(scan, place(scan, places)));
                last = scan.id();
            }
        } while (page.size() == PAGE.max());
    }

    private Optional<Place> place(Scan scan, Map<Long, Optional<Place>> known) {
        return scan.streamId()
                .flatMap(id -> known.computeIfAbsent(
                        id,
                        missing -> streams.findById(missing)
                                .flatMap(stream ->
                                        guards.findById(stream.guardId()).map(guard -> new Place(stream, guard)))));
    }

    private static ScanLine line(Scan scan, Optional<Place> place) {
        return new ScanLine(
                Long.toString(scan.id()),
                scan.status().name().toLowerCase(Locale.ROOT),
                scan.receivedAt(),
                scan.uploadedBy(),
                scan.reportHash(),
                scan.reportBytes(),
                scan.buildId().map(String::valueOf),
                scan.request().build(),
                scan.request().commit(),
                place.map(one -> one.stream().branch()),
                place.map(one -> one.guard().name()),
                place.map(one -> one.guard().stage().word()),
                place.map(one -> one.guard().category().word()),
                place.map(one -> one.stream().target()),
                scan.format(),
                scan.tool(),
                scan.complete(),
                scan.late(),
                scan.held(),
                scan.detectedAt(),
                scan.importedAt(),
                scan.notices(),
                scan.counts(),
                scan.failure());
    }
}

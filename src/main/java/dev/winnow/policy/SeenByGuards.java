package dev.winnow.policy;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.ScanContents.BuildScan;
import dev.winnow.finding.Stream;
import dev.winnow.finding.Streams;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Tells what each guard that ran for a build saw in it. */
@Component
class SeenByGuards {
    private final Streams streams;
    private final Guards guards;

    SeenByGuards(Streams streams, Guards guards) {
        this.streams = streams;
        this.guards = guards;
    }

    /** A guard that ran for the build, and what it found. */
    record Seen(Guard guard, RoaringBitmap findings) {}

    /** By the guards' names. */
    List<Seen> of(BuildContent content) {
        Map<Long, RoaringBitmap> byGuard = new TreeMap<>();
        Map<Long, Long> guardOfStream =
                streams
                        .findByIdIn(content.scans().keySet().stream()
                                .map(BuildScan::streamId)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Stream::id, Stream::guardId));
        content.scans()
                .forEach((scan, found) -> byGuard.computeIfAbsent(
                                guardOfStream.getOrDefault(scan.streamId(), 0L), id -> new RoaringBitmap())
                        .or(found.all()));
        return guards.findByIdIn(byGuard.keySet()).stream()
                .map(guard -> new Seen(guard, byGuard.getOrDefault(guard.id(), new RoaringBitmap())))
                .sorted(Comparator.comparing(seen -> seen.guard().name()))
                .toList();
    }
}

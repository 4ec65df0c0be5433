package dev.winnow.api;

import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Stream;
import dev.winnow.finding.Streams;
import dev.winnow.intake.Intake;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Guard;
import dev.winnow.project.Guards;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows scans with what they belong to. */
@Component
class ScanViews {
    private final Streams streams;
    private final Guards guards;
    private final Builds builds;
    private final Intake intake;

    ScanViews(Streams streams, Guards guards, Builds builds, Intake intake) {
        this.streams = streams;
        this.guards = guards;
        this.builds = builds;
        this.intake = intake;
    }

    /** @param root where Winnow is reached */
    ScanJson of(Scan scan, String root) {
        return of(List.of(scan), root).getFirst();
    }

    /** These scans in their order, in three statements. @param root where Winnow is reached */
    List<ScanJson> of(List<Scan> scans, String root) {
        Map<Long, Stream> streamsById = byId(scans, Scan::streamId, streams::findByIdIn, Stream::id);
        Map<Long, Build> buildsById = byId(scans, Scan::buildId, builds::findByIdIn, Build::id);
        Map<Long, Guard> guardsById =
                byId(streamsById.values(), stream -> Optional.of(stream.guardId()), guards::findByIdIn, Guard::id);
        return scans.stream()
                .map(scan -> {
                    Optional<Stream> stream = scan.streamId().map(streamsById::get);
                    return json(
                            scan,
                            stream,
                            stream.map(Stream::guardId).map(guardsById::get),
                            scan.buildId().map(buildsById::get),
                            root);
                })
                .toList();
    }

    private static <A, B> Map<Long, B> byId(
            Collection<A> from,
            Function<A, Optional<Long>> reference,
            Function<Collection<Long>, List<B>> read,
            Function<B, Long> id) {
        Set<Long> ids =
                from.stream().flatMap(one -> reference.apply(one).stream()).collect(Collectors.toSet());
        return ids.isEmpty() ? Map.of() : read.apply(ids).stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private ScanJson json(
            Scan scan, Optional<Stream> stream, Optional<Guard> guard, Optional<Build> build, String root) {
        boolean imported = scan.status() == ScanStatus.IMPORTED;
        String project = scan.request().project();
        return new ScanJson(
                Long.toString(scan.id()),
                scan.status().word(),
                project,
                guard.map(Guard::name).orElse(scan.request().guard()),
                guard.map(g -> g.stage().word()).orElse(null),
                guard.map(g -> g.category().word()).orElse(null),
                scan.format(),
                scan.tool()
                        .map(tool -> new ScanJson.ToolJson(tool.name(), tool.version()))
                        .orElse(null),
                stream.map(Stream::target).orElse(scan.request().target()),
                imported ? scan.complete() : null,
                imported && scan.late() ? true : null,
                imported && scan.held() > 0 ? scan.held() : null,
                scan.receivedAt(),
                scan.detectedAt().orElse(null),
                build.map(b -> BuildJson.of(b, Links.buildPage(root, project, b)))
                        .orElse(null),
                imported
                        ? new ScanJson.ResultsJson(
                                scan.counts().results(), scan.counts().suppressed())
                        : null,
                imported ? findings(scan) : null,
                scan.notices().isEmpty() ? null : scan.notices(),
                progress(scan),
                scan.failure().map(ScanJson.FailureJson::of).orElse(null));
    }

    private static ScanJson.FindingCountsJson findings(Scan scan) {
        var counts = scan.counts();
        return new ScanJson.FindingCountsJson(
                counts.total(),
                counts.fresh(),
                counts.fixed(),
                counts.reopened(),
                counts.unchanged(),
                counts.silenced(),
                scan.findings().bySeverity());
    }

    private ScanJson.@Nullable ProgressJson progress(Scan scan) {
        return intake.progress(scan.id())
                .map(now -> new ScanJson.ProgressJson(
                        now.phase().name().toLowerCase(Locale.ROOT), Math.round(now.fraction() * 100) / 100.0))
                .orElse(null);
    }
}

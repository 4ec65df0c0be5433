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
import java.util.Locale;
import java.util.Optional;
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
        Optional<Stream> stream = scan.streamId().flatMap(streams::findById);
        Optional<Guard> guard = stream.flatMap(s -> guards.findById(s.guardId()));
        Optional<Build> build = scan.buildId().flatMap(builds::findById);
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

package dev.winnow.notification;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.BuildContents;
import dev.winnow.finding.FindingsOpened;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Severity;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Notices findings that opened on the tracked branch, but for silenced ones and a stream's first. */
@Component
class OpenedWatch {
    private final Projects projects;
    private final Builds builds;
    private final Scans scans;
    private final BuildContents contents;
    private final Notices notices;

    OpenedWatch(Projects projects, Builds builds, Scans scans, BuildContents contents, Notices notices) {
        this.projects = projects;
        this.builds = builds;
        this.scans = scans;
        this.contents = contents;
        this.notices = notices;
    }

    void look(FindingsOpened opened) {
        boolean happened = scans.findById(opened.scanId())
                .filter(scan -> scan.request().events())
                .isPresent();
        // Of what happens at run time people are told by name.
        if (opened.backlog() || happened) {
            return;
        }
        Build build = builds.findById(opened.buildId()).orElseThrow();
        BuildContent content = contents.of(build);
        RoaringBitmap news = RoaringBitmap.andNot(opened.numbers(), content.silenced());
        if (news.isEmpty()) {
            return;
        }
        Project project = projects.findById(opened.projectId()).orElseThrow();
        int count = news.getCardinality();
        String severities = Arrays.stream(Severity.values())
                .filter(severity -> RoaringBitmap.intersects(content.standing(severity), news))
                .map(severity -> RoaringBitmap.andCardinality(content.standing(severity), news) + " "
                        + severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        notices.raise(new Notice(
                "opened:" + opened.scanId(),
                project.id(),
                Occasion.NEW_FINDINGS,
                (count == 1 ? "1 new finding" : count + " new findings") + " on " + project.trackedBranch(),
                severities.isEmpty() ? "" : "By severity: " + severities + ".",
                "/projects/" + project.name() + "/builds/" + build.id() + "?show=new",
                news,
                Optional.empty()));
    }
}

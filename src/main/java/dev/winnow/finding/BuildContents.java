package dev.winnow.finding;

import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.project.RunningBuilds;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What is in builds; read from the contents of their scans, never from the findings themselves. */
@Service
public class BuildContents {
    private final ScanContents contents;
    private final HeldClosings held;
    private final Silencings silencings;
    private final Streams streams;
    private final Projects projects;
    private final Builds builds;
    private final RunningBuilds running;
    private final JdbcClient jdbc;

    BuildContents(
            ScanContents contents,
            HeldClosings held,
            Silencings silencings,
            Streams streams,
            Projects projects,
            Builds builds,
            RunningBuilds running,
            JdbcClient jdbc) {
        this.contents = contents;
        this.held = held;
        this.silencings = silencings;
        this.streams = streams;
        this.projects = projects;
        this.builds = builds;
        this.running = running;
        this.jdbc = jdbc;
    }

    /** What is in the build, and what was new, fixed and silenced in it when it was judged last. */
    public BuildContent of(Build build) {
        return content(build, contents.changeOf(build).orElse(ScanContents.Change.NONE));
    }

    /** Compares the build with what is known now, and records what is new, fixed and silenced in it. */
    public BuildContent compare(Build build) {
        return compare(build, silencings.of(build.projectId()));
    }

    /** The same, where what people took out of it stays as recorded: for builds that others' scans make look new. */
    public BuildContent compareOnly(Build build) {
        return compare(
                build, contents.changeOf(build).orElse(ScanContents.Change.NONE).decided());
    }

    private BuildContent compare(Build build, RoaringBitmap silenced) {
        var scans = contents.newestOf(build);
        ScanContent all = ScanContent.union(scans.values()).deciding(silenced);
        Project project = projects.findById(build.projectId()).orElseThrow();
        var change = build.branch().equals(project.trackedBranch())
                ? onTracked(build, scans.keySet(), all)
                : onOther(project, scans.keySet(), all);
        contents.saveChange(build.id(), change);
        return new BuildContent(scans, all, change.fresh(), change.fixed());
    }

    /** Records what people have taken out of the build by now; what is new and fixed in it stays as recorded. */
    public BuildContent silence(Build build) {
        var recorded = contents.changeOf(build).orElse(ScanContents.Change.NONE);
        var silenced = new ScanContents.Change(recorded.fresh(), recorded.fixed(), silencings.of(build.projectId()));
        BuildContent content = content(build, silenced);
        contents.saveChange(
                build.id(),
                new ScanContents.Change(
                        recorded.fresh(), recorded.fixed(), content.all().decided()));
        return content;
    }

    private BuildContent content(Build build, ScanContents.Change change) {
        var scans = contents.newestOf(build);
        ScanContent all = ScanContent.union(scans.values()).deciding(change.decided());
        return new BuildContent(scans, all, change.fresh(), change.fixed());
    }

    /** New is what no stream had before; fixed is what the streams had that looked everywhere now, and no other has. */
    private ScanContents.Change onTracked(Build build, Set<ScanContents.BuildScan> scans, ScanContent content) {
        RoaringBitmap all = content.all();
        var looked = new RoaringBitmap();
        RoaringBitmap others = inOtherStreams(build, scans);
        for (var scan : scans) {
            RoaringBitmap before = contents.before(build, scan.streamId());
            if (scan.complete()) {
                looked.or(before);
                others.or(held.missedBy(build.projectId(), scan.scanId()));
            } else {
                others.or(before);
            }
        }
        RoaringBitmap fixed = RoaringBitmap.andNot(looked, all);
        fixed.andNot(others);
        return new ScanContents.Change(
                RoaringBitmap.andNot(all, RoaringBitmap.or(looked, others)), fixed, content.decided());
    }

    /** The same against what the streams of the tracked branch contain now. */
    private ScanContents.Change onOther(Project project, Set<ScanContents.BuildScan> scans, ScanContent content) {
        RoaringBitmap all = content.all();
        Set<Long> complete = scans.stream()
                .filter(ScanContents.BuildScan::complete)
                .flatMap(scan -> counterpart(scan.streamId(), project).stream())
                .collect(Collectors.toSet());
        var looked = new RoaringBitmap();
        var others = new RoaringBitmap();
        tracked(project).forEach((stream, had) -> (complete.contains(stream) ? looked : others).or(had.all()));
        RoaringBitmap fixed = RoaringBitmap.andNot(looked, all);
        fixed.andNot(others);
        return new ScanContents.Change(
                RoaringBitmap.andNot(all, RoaringBitmap.or(looked, others)), fixed, content.decided());
    }

    /** What the streams that did not run for this build had before it: a guard that comes later finds it again. */
    private RoaringBitmap inOtherStreams(Build build, Set<ScanContents.BuildScan> scans) {
        Set<Long> here = scans.stream().map(ScanContents.BuildScan::streamId).collect(Collectors.toSet());
        var found = new RoaringBitmap();
        streams.living(build.projectId(), build.branch()).stream()
                .filter(stream -> !here.contains(stream.id()))
                .forEach(stream -> found.or(contents.before(build, stream.id())));
        return found;
    }

    private Optional<Long> counterpart(long streamId, Project project) {
        Stream stream = streams.findById(streamId).orElseThrow();
        return streams.findByGuardIdAndBranchAndTarget(stream.guardId(), project.trackedBranch(), stream.target())
                .map(Stream::id);
    }

    /** What is open on the tracked branch now. */
    public RoaringBitmap openOnTracked(Project project) {
        return openContent(project).all();
    }

    /** What the streams of the tracked branch contain now, together. */
    public ScanContent openContent(Project project) {
        return ScanContent.union(tracked(project).values()).deciding(silencings.of(project.id()));
    }

    private Map<Long, ScanContent> tracked(Project project) {
        return contents.ofStreams(streams.living(project.id(), project.trackedBranch()).stream()
                .map(Stream::id)
                .toList());
    }

    /**
     * Ids of the later builds of the branch that are compared with this one: for each of its streams, all up to the next
     * complete scan.
     */
    public Set<Long> comparedWith(Build build) {
        return contents.streamsOf(build).stream()
                .flatMap(stream -> contents.comparedWith(build, stream).stream())
                .collect(Collectors.toSet());
    }

    /** The builds that are kept up to date and contain any of these findings. */
    public List<Build> currentWith(long projectId, RoaringBitmap findings) {
        return current(projectId).stream()
                .filter(build -> contents.newestOf(build).values().stream()
                        .anyMatch(content -> RoaringBitmap.intersects(content.all(), findings)))
                .toList();
    }

    /** The builds that are kept up to date: the newest of each branch, and those that run in an environment now. */
    public List<Build> current(long projectId) {
        var newest = new HashMap<String, Build>();
        for (Build build : builds.newestOfStreams(projectId)) {
            newest.merge(
                    build.branch(), build, (one, other) -> one.isNotBefore(other.placedAt(), other.id()) ? one : other);
        }
        var current = new HashSet<>(newest.values());
        Set<Long> known = current.stream().map(Build::id).collect(Collectors.toSet());
        current.addAll(builds.findByIdIn(
                running.of(projectId).stream().filter(id -> !known.contains(id)).toList()));
        return current.stream().sorted(Comparator.comparingLong(Build::id)).toList();
    }

    /** Which guards were expected of the build, by what ran for it and for the build before, and which have reported. */
    public Coverage coverage(Build build) {
        Set<Long> ran = guards(build, "");
        var expected = new HashSet<>(ran);
        builds.before(build).ifPresent(before -> expected.addAll(guards(before, "")));
        return new Coverage(expected, ran, guards(build, " and s.complete"));
    }

    /**
     * @param expected ids of guards
     * @param ran those of them that have reported anything
     * @param reported those of them that have looked at everything
     */
    public record Coverage(Set<Long> expected, Set<Long> ran, Set<Long> reported) {
        public Set<Long> missing() {
            var missing = new HashSet<>(expected);
            missing.removeAll(reported);
            return missing;
        }
    }

    private Set<Long> guards(Build build, String condition) {
        return Set.copyOf(jdbc.sql("""
                        select distinct t.guard_id from scan s join stream t on t.id = s.stream_id
                        where s.build_id = ? and s.status = 'IMPORTED' and not t.events""" + condition)
                .param(build.id())
                .query((row, n) -> row.getLong(1))
                .list());
    }
}

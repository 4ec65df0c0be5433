package dev.winnow.finding;

import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.util.ArrayList;
import java.util.List;
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
    private final Streams streams;
    private final Projects projects;
    private final JdbcClient jdbc;

    BuildContents(ScanContents contents, Streams streams, Projects projects, JdbcClient jdbc) {
        this.contents = contents;
        this.streams = streams;
        this.projects = projects;
        this.jdbc = jdbc;
    }

    public BuildContent of(Build build) {
        var scans = contents.newestOf(build);
        ScanContent all = ScanContent.union(scans.values());
        Project project = projects.findById(build.projectId()).orElseThrow();
        boolean tracked = build.branch().equals(project.trackedBranch());
        RoaringBitmap had = new RoaringBitmap();
        RoaringBitmap missing = new RoaringBitmap();
        for (var scan : scans.keySet()) {
            RoaringBitmap before = (tracked
                            ? contents.before(build, scan.streamId())
                            : counterpart(scan.streamId(), project).map(contents::ofStream))
                    .map(ScanContent::all)
                    .orElseGet(RoaringBitmap::new);
            had.or(before);
            if (scan.complete()) {
                missing.or(before);
            }
        }
        missing.andNot(all.all());
        RoaringBitmap known = tracked ? had : openOnTracked(project);
        return new BuildContent(scans, all, RoaringBitmap.andNot(all.all(), known), missing);
    }

    private Optional<Long> counterpart(long streamId, Project project) {
        Stream stream = streams.findById(streamId).orElseThrow();
        return streams.findByGuardIdAndBranchAndTarget(stream.guardId(), project.trackedBranch(), stream.target())
                .map(Stream::id);
    }

    /** What is open on the tracked branch now. */
    public RoaringBitmap openOnTracked(Project project) {
        var open = new RoaringBitmap();
        trackedContents(project).forEach(content -> open.or(content.all()));
        return open;
    }

    /** What the streams of the tracked branch contain now, together. */
    public ScanContent openContent(Project project) {
        return ScanContent.union(trackedContents(project));
    }

    private List<ScanContent> trackedContents(Project project) {
        var all = new ArrayList<ScanContent>();
        streams.findByProjectIdAndBranch(project.id(), project.trackedBranch()).stream()
                .filter(stream -> stream.retiredAt().isEmpty())
                .forEach(stream -> all.add(contents.ofStream(stream.id())));
        return all;
    }

    /**
     * Ids of the later builds of the branch whose scans are compared with this build's: of each of its streams, all up to
     * the next complete scan.
     */
    public Set<Long> comparedWith(Build build) {
        return contents.newestOf(build).keySet().stream()
                .flatMap(scan -> contents.comparedWith(build, scan.streamId()).stream())
                .collect(Collectors.toSet());
    }

    /** The guards that have reported for the build. */
    public Set<Long> guardsOf(Build build) {
        return jdbc.sql("""
                        select distinct t.guard_id from scan s join stream t on t.id = s.stream_id
                        where s.build_id = ? and s.status = 'IMPORTED'""").param(build.id()).query(Long.class).list().stream().collect(Collectors.toSet());
    }
}

package dev.winnow.finding;

import dev.winnow.project.Build;
import dev.winnow.project.Project;
import dev.winnow.project.SeverityCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a build still has and the tracked branch has no more. */
@Service
public class WaitingFixes {
    private final BuildContents contents;
    private final Streams streams;
    private final FindingRows rows;

    WaitingFixes(BuildContents contents, Streams streams, FindingRows rows) {
        this.contents = contents;
        this.streams = streams;
        this.rows = rows;
    }

    /**
     * Findings that wait for a newer build.
     *
     * @param findings their numbers
     * @param content says how severe they are in the build
     */
    public record Waiting(RoaringBitmap findings, ScanContent content) {
        public SeverityCounts counts() {
            return content.only(findings).counts();
        }
    }

    /**
     * Findings that count in the build and have been closed on the tracked branch, by a guard that still looks at the same
     * target there. What nobody has looked for on the tracked branch since is not called fixed, nor what never was there.
     */
    @Transactional(readOnly = true)
    public Waiting of(Project project, Build build) {
        BuildContent content = contents.of(build);
        RoaringBitmap looked = new RoaringBitmap();
        Set<Place> watched = streams.living(project.id(), project.trackedBranch()).stream()
                .filter(stream -> !stream.awaitsFirstCompleteScan())
                .map(Place::of)
                .collect(Collectors.toSet());
        Set<Long> here = new HashSet<>();
        content.scans().keySet().forEach(scan -> here.add(scan.streamId()));
        List<Stream> same = streams.findByIdIn(here).stream()
                .filter(stream -> watched.contains(Place.of(stream)))
                .toList();
        content.scans().forEach((scan, found) -> {
            if (same.stream().anyMatch(stream -> stream.id() == scan.streamId())) {
                looked.or(found.all());
            }
        });
        looked.andNot(content.silenced());
        if (!looked.isEmpty()) {
            looked.andNot(contents.openOnTracked(project));
        }
        return new Waiting(rows.withStatus(project.id(), looked, FindingStatus.CLOSED), content.all());
    }

    /** What a stream looks at, whatever the branch. */
    private record Place(long guardId, String target) {
        static Place of(Stream stream) {
            return new Place(stream.guardId(), stream.target());
        }
    }
}

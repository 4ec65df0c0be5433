package dev.winnow.finding;

import dev.winnow.importers.Severity;
import dev.winnow.project.Project;
import dev.winnow.project.SeverityCounts;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** What is open on tracked branches, as sets: they say how many there are, and give any page at once. */
@Service
public class OpenFindings {
    private final BuildContents contents;
    private final GuardFindings guards;

    OpenFindings(BuildContents contents, GuardFindings guards) {
        this.contents = contents;
        this.guards = guards;
    }

    /**
     * Numbers of findings.
     *
     * @param content says how severe each of them is
     */
    public record Chosen(RoaringBitmap numbers, ScanContent content) {
        public int size() {
            return numbers.getCardinality();
        }

        public SeverityCounts counts() {
            int[] counts = new int[Severity.values().length];
            for (Severity severity : Severity.values()) {
                counts[severity.ordinal()] = RoaringBitmap.andCardinality(numbers, content.of(severity));
            }
            return SeverityCounts.of(counts);
        }
    }

    /** A project's findings that a filter lets through; empty for filters that ask for more than the sets know. */
    public Optional<Chosen> of(Project project, FindingFilter filter) {
        if (filter.status() != FindingStatus.OPEN || filter.kind() != null) {
            return Optional.empty();
        }
        ScanContent open = contents.openContent(project);
        RoaringBitmap numbers = of(open, filter);
        String guard = filter.guard();
        if (guard != null) {
            numbers.and(guards.of(project.id(), guard, FindingStatus.OPEN).of(project.id()));
        }
        return Optional.of(new Chosen(numbers, open));
    }

    /** Numbers of findings in a build or on a branch by what their severities are, and whether they are silenced. */
    public static RoaringBitmap of(ScanContent content, FindingFilter filter) {
        var numbers = new RoaringBitmap();
        for (Severity severity : filter.wanted()) {
            numbers.or(content.of(severity));
        }
        switch (filter.silenced()) {
            case HIDE -> numbers.andNot(content.silenced());
            case ONLY -> numbers.and(content.silenced());
            case SHOW -> {
                // All of them.
            }
        }
        return numbers;
    }
}

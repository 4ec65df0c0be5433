package dev.winnow.discussion;

import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.Findings;
import dev.winnow.finding.HeldFindings;
import dev.winnow.finding.Survivors;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Finds what is talked about, for those who may talk about it, and keeps it from being joined away meanwhile. */
@Component
class DiscussedFindings {
    private final Findings findings;
    private final HeldFindings held;
    private final Survivors survivors;
    private final Projects projects;

    DiscussedFindings(Findings findings, HeldFindings held, Survivors survivors, Projects projects) {
        this.findings = findings;
        this.held = held;
        this.survivors = survivors;
        this.projects = projects;
    }

    /** Its id, or that of what it was joined with. */
    long current(long findingId) {
        return findings.find(findingId).map(Finding::id).orElse(findingId);
    }

    /** @throws NotFound where there is none that the caller may read */
    Finding readable(Caller by, long findingId) {
        return findings.find(findingId)
                .filter(finding -> by.mayRead(finding.projectName()))
                .orElseThrow(() -> none(findingId));
    }

    /**
     * The finding, held until the transaction ends.
     *
     * @throws NotFound where there is none that the caller may read
     * @throws NotPermitted where the caller may only read
     */
    Finding held(Caller by, long findingId) {
        Finding finding = hold(readable(by, findingId));
        require(by, finding.projectName());
        return finding;
    }

    /** Whoever held it before may have joined it with another one. */
    private Finding hold(Finding finding) {
        RoaringBitmap number = RoaringBitmap.bitmapOf(finding.number());
        if (!held.hold(finding.projectId(), number).isEmpty()) {
            return finding;
        }
        return hold(findings.find(finding.id()).orElseThrow(() -> none(finding.id())));
    }

    /**
     * Those findings of a project that are there, and the survivors of those that were absorbed, held until the transaction ends.
     *
     * @throws NotFound where the caller may not read the project
     * @throws NotPermitted where the caller may only read
     */
    RoaringBitmap held(Caller by, Project project, RoaringBitmap numbers) {
        if (!by.mayRead(project.name())) {
            throw none(numbers.isEmpty() ? 0 : FindingId.of(project.id(), numbers.first()));
        }
        require(by, project.name());
        RoaringBitmap there = held.hold(project.id(), numbers);
        RoaringBitmap gone = RoaringBitmap.andNot(numbers, there);
        // Who held them before may have joined them with others.
        while (!gone.isEmpty()) {
            RoaringBitmap left = RoaringBitmap.andNot(survivors.of(project.id(), gone), there);
            RoaringBitmap more = held.hold(project.id(), left);
            there.or(more);
            gone = RoaringBitmap.andNot(left, more);
        }
        return there;
    }

    Project project(long id) {
        return projects.findById(id).orElseThrow(() -> new NotFound("There is no project " + id + "."));
    }

    private static void require(Caller by, String project) {
        if (!by.mayPropose(project)) {
            throw new NotPermitted("You may read the findings of project " + project
                    + ", and not comment on them, assign or label them.");
        }
    }

    private static NotFound none(long findingId) {
        return new NotFound("There is no finding " + findingId + ".");
    }
}

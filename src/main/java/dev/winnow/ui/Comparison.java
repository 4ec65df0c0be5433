package dev.winnow.ui;

import dev.winnow.finding.BuildContent;
import dev.winnow.finding.ScanContent;
import dev.winnow.policy.Risks;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Two builds of a project, whatever their branches.
 *
 * @param base what is compared with
 * @param guardsThen names of the guards that ran for the base
 * @param guardsNow those that ran for the build
 * @param weights what findings cost in the build
 */
record Comparison(
        Project project,
        Build build,
        Build base,
        BuildContent now,
        BuildContent then,
        Set<String> guardsNow,
        Set<String> guardsThen,
        Weights weights) {

    /** Findings of one part. */
    RoaringBitmap of(ComparePart part) {
        RoaringBitmap here = now.all().all();
        RoaringBitmap there = then.all().all();
        return switch (part) {
            case ADDED -> RoaringBitmap.andNot(here, there);
            case GONE -> RoaringBitmap.andNot(there, here);
            case BOTH -> RoaringBitmap.and(here, there);
        };
    }

    /** Says how severe the findings of a part are. */
    ScanContent severities(ComparePart part) {
        return part == ComparePart.GONE ? then.all() : now.all();
    }

    long pointsAdded() {
        return Risks.points(now, of(ComparePart.ADDED), weights);
    }

    long pointsGone() {
        return Risks.points(then, of(ComparePart.GONE), weights);
    }

    /** What the findings of both cost more in the build than in the base. */
    long pointsChanged() {
        return build.risk().orElse(0L) - base.risk().orElse(0L) - pointsAdded() + pointsGone();
    }

    /** Guards that ran for one of the two only: their findings are not fixed, or not new, but not looked for. */
    List<String> guardsOnlyNow() {
        return only(guardsNow, guardsThen);
    }

    List<String> guardsOnlyThen() {
        return only(guardsThen, guardsNow);
    }

    private static List<String> only(Set<String> these, Set<String> others) {
        var only = new TreeSet<>(these);
        only.removeAll(others);
        return List.copyOf(only);
    }
}

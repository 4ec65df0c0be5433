package dev.winnow.notification;

import dev.winnow.notification.WatchRows.Seen;
import dev.winnow.policy.Verdict;
import dev.winnow.policy.Verdicts;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Outcome;
import dev.winnow.project.Project;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Notices that the gate turned red on the tracked branch, or green again: by its newest build for which all guards have
 * reported. How it was when first looked at is no news.
 */
@Component
class GateWatch {
    /** So many newest builds may wait for guards at once. */
    private static final int LOOKED_AT = 20;

    private final Builds builds;
    private final Verdicts verdicts;
    private final Notices notices;

    GateWatch(Builds builds, Verdicts verdicts, Notices notices) {
        this.builds = builds;
        this.verdicts = verdicts;
        this.notices = notices;
    }

    /** @return what is seen from now on */
    Seen look(Project project, Seen before) {
        Optional<Build> settled =
                builds.newestOnBranch(project.id(), project.trackedBranch(), Limit.of(LOOKED_AT)).stream()
                        .filter(build -> !build.provisional() && build.verdict().isPresent())
                        .findFirst();
        if (settled.isEmpty()) {
            return before;
        }
        Build build = settled.get();
        boolean red = build.verdict().filter(Outcome.FAIL::equals).isPresent();
        if (before.red().filter(was -> was == red).isPresent()) {
            return before;
        }
        boolean turned = before.red().isPresent();
        if (turned) {
            raise(project, build, red, before.turns());
        }
        return before.red(red, turned);
    }

    private void raise(Project project, Build build, boolean red, long turn) {
        String where = " on " + project.trackedBranch() + " with build " + shortened(build.ciId());
        notices.raise(new Notice(
                "gate:" + project.id() + ":" + build.id() + ":" + turn,
                project.id(),
                red ? Occasion.GATE_RED : Occasion.GATE_GREEN,
                (red ? "The gate turned red" : "The gate is green again") + where,
                red ? verdicts.of(build).map(GateWatch::why).orElse("") : "",
                "/projects/" + project.name() + "/builds/" + build.id(),
                new RoaringBitmap(),
                Optional.empty()));
    }

    private static String why(Verdict verdict) {
        return verdict.deciding().stream()
                .map(reason -> "Rule “" + reason.rule() + "” decided on " + reason.size()
                        + (reason.size() == 1 ? " finding." : " findings.")
                        + (reason.message().isEmpty() ? "" : " " + reason.message()))
                .collect(Collectors.joining(" "));
    }

    private static String shortened(String id) {
        return id.matches("[0-9a-f]{40}") ? id.substring(0, 8) : id;
    }
}

package dev.winnow.notification;

import dev.winnow.deployment.ProductionCriticals;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.notification.WatchRows.Seen;
import dev.winnow.project.Project;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Notices critical vulnerabilities that came into production, by whatever way: a scan, a deployment, or a decision's end. */
@Component
class ProductionWatch {
    private final ProductionCriticals criticals;
    private final Findings findings;
    private final Notices notices;
    private final Clock clock;

    ProductionWatch(ProductionCriticals criticals, Findings findings, Notices notices, Clock clock) {
        this.criticals = criticals;
        this.findings = findings;
        this.notices = notices;
        this.clock = clock;
    }

    /** @return what is seen from now on */
    Seen look(Project project, Seen before) {
        RoaringBitmap now = Optional.ofNullable(
                        criticals.at(Set.of(project.id()), clock.instant()).get(project.id()))
                .orElseGet(RoaringBitmap::new);
        if (now.equals(before.critical())) {
            return before;
        }
        RoaringBitmap fresh = RoaringBitmap.andNot(now, before.critical());
        if (!fresh.isEmpty()) {
            notices.raise(new Notice(
                    "production:" + project.id() + ":" + before.turns(),
                    project.id(),
                    Occasion.PRODUCTION_CRITICAL,
                    title(project, fresh),
                    "It runs in production now and counts: it is not silenced.",
                    "/projects/" + project.name() + "/environments",
                    fresh,
                    Optional.empty()));
        }
        return before.critical(now, !fresh.isEmpty());
    }

    private String title(Project project, RoaringBitmap fresh) {
        if (fresh.getCardinality() > 1) {
            return fresh.getCardinality() + " critical vulnerabilities came into production";
        }
        return findings.ofNumbers(project.id(), List.of(fresh.first())).stream()
                .findFirst()
                .map(ProductionWatch::named)
                .orElse("A critical vulnerability came into production");
    }

    private static String named(Finding finding) {
        String within = finding.packageName() == null ? "" : " in " + finding.packageName();
        return "Critical " + finding.name() + within + " came into production";
    }
}

package dev.winnow.deployment;

import dev.winnow.finding.CriticalHistory;
import dev.winnow.finding.CriticalHistory.Past;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Critical CVEs in production at any instant: distinct critical vulnerabilities, without those silenced then, in the builds
 * that ran in environments of production then. One that is in several environments of a project is one. What a later scan
 * of a running build finds counts from when that scan finished.
 */
@Service
public class ProductionCriticals {
    private final EnvironmentRows environments;
    private final DeploymentRows deployments;
    private final CriticalHistory history;

    ProductionCriticals(EnvironmentRows environments, DeploymentRows deployments, CriticalHistory history) {
        this.environments = environments;
        this.deployments = deployments;
        this.history = history;
    }

    /**
     * At one instant.
     *
     * @param projects ids of projects
     * @return finding numbers by project; projects without any are left out
     */
    @Transactional(readOnly = true)
    public SortedMap<Long, RoaringBitmap> at(Set<Long> projects, Instant at) {
        return at(projects, List.of(at)).firstEntry().getValue();
    }

    /**
     * At many instants. Deployments and scans of the time from the first to the last are read once, as sets of numbers,
     * however many instants there are.
     *
     * @param projects ids of projects
     * @param instants at least one, in any order
     * @return by instant, finding numbers by project; projects without any are left out
     */
    @Transactional(readOnly = true)
    public NavigableMap<Instant, SortedMap<Long, RoaringBitmap>> at(Set<Long> projects, Collection<Instant> instants) {
        Instant first = Collections.min(instants);
        Map<Long, Long> projectOf = environments.projectsOfProduction(projects);
        Map<Long, NavigableMap<Instant, Optional<Long>>> ran =
                deployments.between(projectOf.keySet(), first, Collections.max(instants));
        Map<Long, Past> pasts = history.of(everRan(ran, projectOf), first);
        var found = new TreeMap<Instant, SortedMap<Long, RoaringBitmap>>();
        for (Instant at : instants) {
            var byProject = new TreeMap<Long, RoaringBitmap>();
            running(ran, projectOf, at).forEach((project, builds) -> {
                Past past = pasts.get(project);
                RoaringBitmap there = past == null ? new RoaringBitmap() : past.at(builds, at);
                if (!there.isEmpty()) {
                    byProject.put(project, there);
                }
            });
            found.put(at, byProject);
        }
        return found;
    }

    private static Map<Long, Set<Long>> everRan(
            Map<Long, NavigableMap<Instant, Optional<Long>>> ran, Map<Long, Long> projectOf) {
        var builds = new HashMap<Long, Set<Long>>();
        ran.forEach((environment, times) -> times.values()
                .forEach(build -> build.ifPresent(
                        id -> builds.computeIfAbsent(projectOf.get(environment), project -> new HashSet<>())
                                .add(id))));
        return builds;
    }

    private static Map<Long, Set<Long>> running(
            Map<Long, NavigableMap<Instant, Optional<Long>>> ran, Map<Long, Long> projectOf, Instant at) {
        var builds = new HashMap<Long, Set<Long>>();
        ran.forEach((environment, times) -> {
            var then = times.floorEntry(at);
            if (then != null) {
                then.getValue()
                        .ifPresent(id -> builds.computeIfAbsent(projectOf.get(environment), project -> new HashSet<>())
                                .add(id));
            }
        });
        return builds;
    }
}

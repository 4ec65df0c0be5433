package dev.winnow.finding;

import dev.winnow.importers.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which critical vulnerabilities counted in builds at any instant: by the scans that had finished by then, without what was
 * silenced then. Reads sets of numbers, of years as of a day, and of findings only what kind the critical ones are.
 */
@Repository
public class CriticalHistory {
    /** Ids asked about in one statement. */
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final ScanContents contents;
    private final Joins joins;
    private final Silencings silencings;

    CriticalHistory(JdbcClient jdbc, ScanContents contents, Joins joins, Silencings silencings) {
        this.jdbc = jdbc;
        this.contents = contents;
        this.joins = joins;
        this.silencings = silencings;
    }

    /**
     * The history of some builds, to be asked for many instants.
     *
     * @param builds by project
     * @param since the first instant that is asked about
     * @return by project; those that never had a critical vulnerability are left out
     */
    @Transactional(readOnly = true)
    public Map<Long, Past> of(Map<Long, ? extends Collection<Long>> builds, Instant since) {
        Set<Long> all = builds.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        Map<Long, List<Said>> said = said(all);
        var histories = new HashMap<Long, Past>();
        builds.forEach((project, ids) -> {
            Map<Long, List<Said>> its = new HashMap<>();
            ids.stream().filter(said::containsKey).forEach(id -> its.put(id, said.getOrDefault(id, List.of())));
            past(project, its, since).ifPresent(past -> histories.put(project, past));
        });
        return histories;
    }

    /**
     * A scan of a build.
     *
     * @param at when it finished
     * @param critical what it says is critical
     */
    private record Said(long scanId, long streamId, boolean complete, Instant at, RoaringBitmap critical) {}

    private Map<Long, List<Said>> said(Set<Long> builds) {
        var rows = new HashMap<Long, List<Said>>();
        for (List<Long> some : batches(builds)) {
            var scans = new HashMap<Long, List<Said>>();
            jdbc.sql("select build_id, id, stream_id, complete, detected_at, imported_at from scan"
                            + " where build_id in (:builds) and status = 'IMPORTED' order by build_id, id")
                    .param("builds", some)
                    .query(row -> {
                        Instant detected = Times.of(row, 5);
                        Instant imported = Times.of(row, 6);
                        scans.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                                .add(new Said(
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getBoolean(4),
                                        // The scanner's clock may be ahead.
                                        detected.isBefore(imported) ? detected : imported,
                                        new RoaringBitmap()));
                    });
            List<Long> ids = scans.values().stream()
                    .flatMap(List::stream)
                    .map(Said::scanId)
                    .toList();
            for (List<Long> page : batches(ids)) {
                Map<Long, RoaringBitmap> critical = contents.criticalOf(page);
                scans.values().stream().flatMap(List::stream).forEach(one -> {
                    RoaringBitmap its = critical.get(one.scanId());
                    if (its != null) {
                        one.critical().or(its);
                    }
                });
            }
            rows.putAll(scans);
        }
        return rows;
    }

    private Optional<Past> past(long project, Map<Long, List<Said>> said, Instant since) {
        var ever = new RoaringBitmap();
        said.values().stream().flatMap(List::stream).forEach(one -> ever.or(one.critical()));
        if (ever.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Integer> survivors = joins.of(project);
        RoaringBitmap vulnerabilities = vulnerabilities(project, Bitmaps.with(survivors, ever));
        if (vulnerabilities.isEmpty()) {
            return Optional.empty();
        }
        var now = new HashMap<Long, List<Said>>();
        said.forEach((build, scans) -> now.put(
                build,
                scans.stream()
                        .map(one -> new Said(
                                one.scanId(),
                                one.streamId(),
                                one.complete(),
                                one.at(),
                                RoaringBitmap.and(Bitmaps.with(survivors, one.critical()), vulnerabilities)))
                        .toList()));
        return Optional.of(new Past(now, silenced(project, vulnerabilities, survivors, since)));
    }

    private RoaringBitmap vulnerabilities(long project, RoaringBitmap findings) {
        var found = new RoaringBitmap();
        List<Long> ids = findings.stream()
                .mapToObj(number -> FindingId.of(project, number))
                .toList();
        for (List<Long> some : batches(ids)) {
            jdbc.sql("select finding_id from finding_state where finding_id in (:ids) and kind = :kind")
                    .param("ids", some)
                    .param("kind", Kind.VULNERABILITY.ordinal())
                    .query(row -> {
                        found.add(FindingId.number(row.getLong(1)));
                    });
        }
        return found;
    }

    /** Only of these findings: what else is silenced does not matter here. */
    private SilencedHistory silenced(
            long project, RoaringBitmap findings, Map<Integer, Integer> survivors, Instant since) {
        RoaringBitmap known = findings.clone();
        survivors.forEach((absorbed, survivor) -> {
            if (findings.contains((int) survivor)) {
                known.add((int) absorbed);
            }
        });
        var changes = new TreeMap<Instant, RoaringBitmap>();
        silencings.changesAfter(project, since).forEach((at, numbers) -> {
            RoaringBitmap its = RoaringBitmap.and(numbers, known);
            if (!its.isEmpty()) {
                changes.put(at, its);
            }
        });
        return new SilencedHistory(RoaringBitmap.and(silencings.of(project), known), changes, survivors);
    }

    /** What some builds of a project were at instants of the past. */
    public static final class Past {
        private final Map<Long, List<Said>> said;
        private final SilencedHistory silenced;

        private Past(Map<Long, List<Said>> said, SilencedHistory silenced) {
            this.said = said;
            this.silenced = silenced;
        }

        /**
         * Numbers of the critical vulnerabilities that counted at the instant in any of these builds: of each stream of a
         * build its newest complete scan by then and the partial ones since.
         *
         * @param builds among those that were asked for
         * @param at not before the first instant that was asked for
         */
        public RoaringBitmap at(Collection<Long> builds, Instant at) {
            var found = new RoaringBitmap();
            for (long build : new HashSet<>(builds)) {
                var byStream = new HashMap<Long, RoaringBitmap>();
                for (Said one : said.getOrDefault(build, List.of())) {
                    if (!one.at().isAfter(at)) {
                        if (one.complete()) {
                            byStream.put(one.streamId(), one.critical().clone());
                        } else {
                            byStream.computeIfAbsent(one.streamId(), id -> new RoaringBitmap())
                                    .or(one.critical());
                        }
                    }
                }
                byStream.values().forEach(found::or);
            }
            if (!found.isEmpty()) {
                found.andNot(silenced.at(at));
            }
            return found;
        }
    }

    private static List<List<Long>> batches(Collection<Long> ids) {
        List<Long> all = ids.stream().sorted().toList();
        var batches = new ArrayList<List<Long>>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }
}

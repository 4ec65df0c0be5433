package dev.winnow.search;

import dev.winnow.finding.FindingId;
import dev.winnow.finding.IndexedFinding;
import dev.winnow.finding.IndexedFindings;
import dev.winnow.finding.IndexedFindings.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Holds the index against the database: how many findings stand where, for every project, and the whole documents of a
 * few findings.
 */
@Component
class DriftCheck {
    /** Documents that are compared as a whole. */
    private static final int SAMPLE = 200;

    private static final int MOST_STANDINGS = 100_000;

    private final IndexStore store;
    private final IndexedFindings findings;
    private final Random random = new Random();

    DriftCheck(IndexStore store, IndexedFindings findings) {
        this.store = store;
        this.findings = findings;
    }

    /** Projects of which the index says something else. Means something only while no changes wait. */
    Set<Long> drifted() {
        Map<Standing, Long> there = findings.counts();
        Map<Standing, Long> here = counts();
        var standings = new HashSet<>(there.keySet());
        standings.addAll(here.keySet());
        Set<Long> drifted = standings.stream()
                .filter(standing -> !Objects.equals(there.get(standing), here.get(standing)))
                .map(Standing::projectId)
                .collect(Collectors.toCollection(HashSet::new));
        List<Long> same = there.keySet().stream()
                .map(Standing::projectId)
                .distinct()
                .filter(project -> !drifted.contains(project))
                .toList();
        if (!same.isEmpty()) {
            long project = same.get(random.nextInt(same.size()));
            if (!saysTheSame(project)) {
                drifted.add(project);
            }
        }
        return drifted;
    }

    private Map<Standing, Long> counts() {
        AggregationKey<Map<String, Long>> key = AggregationKey.of(IndexField.STANDING);
        try (SearchSession session = store.index().session()) {
            var counts = new HashMap<Standing, Long>();
            session.search(FindingDocument.class)
                    .where(f -> f.matchAll())
                    .aggregation(
                            key,
                            f -> f.terms()
                                    .field(IndexField.STANDING, String.class)
                                    .maxTermCount(MOST_STANDINGS))
                    .fetch(0)
                    .aggregation(key)
                    .forEach((standing, count) -> counts.put(StandingText.read(standing), count));
            return counts;
        }
    }

    private boolean saysTheSame(long projectId) {
        RoaringBitmap numbers = findings.numbers(projectId);
        int size = numbers.getCardinality();
        RoaringBitmap sample = size <= SAMPLE ? numbers : new RoaringBitmap();
        while (sample.getCardinality() < Math.min(SAMPLE, size)) {
            sample.add(numbers.select(random.nextInt(size)));
        }
        var wanted = new ArrayList<Integer>();
        sample.forEach((int number) -> wanted.add(number));
        Map<Long, Long> stamps = stamps(projectId, wanted);
        for (IndexedFinding one : findings.of(projectId).read(wanted)) {
            if (!Objects.equals(stamps.get(one.finding().id()), new FindingDocument(one).stamp())) {
                return false;
            }
        }
        return true;
    }

    private Map<Long, Long> stamps(long projectId, List<Integer> numbers) {
        List<Long> ids =
                numbers.stream().map(number -> FindingId.of(projectId, number)).toList();
        try (SearchSession session = store.index().session()) {
            var stamps = new HashMap<Long, Long>();
            session.search(FindingDocument.class)
                    .select(f -> f.composite()
                            .from(f.id(Long.class), f.field(IndexField.STAMP, Long.class))
                            .as(Map::entry))
                    .where(f -> f.id().matchingAny(ids))
                    .fetchHits(SAMPLE)
                    .forEach(hit -> stamps.put(hit.getKey(), hit.getValue()));
            return stamps;
        }
    }
}

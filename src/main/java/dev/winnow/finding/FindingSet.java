package dev.winnow.finding;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.roaringbitmap.RoaringBitmap;

/** Findings of several projects, in the order of their ids. */
final class FindingSet {
    private final TreeMap<Long, RoaringBitmap> byProject = new TreeMap<>();

    void add(long projectId, RoaringBitmap numbers) {
        byProject.computeIfAbsent(projectId, id -> new RoaringBitmap()).or(numbers);
    }

    RoaringBitmap of(long projectId) {
        return byProject.getOrDefault(projectId, new RoaringBitmap());
    }

    boolean contains(long id) {
        RoaringBitmap numbers = byProject.get(FindingId.project(id));
        return numbers != null && numbers.contains(FindingId.number(id));
    }

    int size() {
        return byProject.values().stream()
                .mapToInt(RoaringBitmap::getCardinality)
                .sum();
    }

    LongStream ids() {
        return byProject.entrySet().stream()
                .flatMapToLong(project ->
                        project.getValue().stream().mapToLong(number -> FindingId.of(project.getKey(), number)));
    }

    /** The first finding behind this id. */
    OptionalLong after(long id) {
        long project = FindingId.project(id);
        RoaringBitmap numbers = byProject.get(project);
        long next = numbers == null ? -1 : numbers.nextValue(FindingId.number(id) + 1);
        if (next >= 0) {
            return OptionalLong.of(FindingId.of(project, (int) next));
        }
        for (Map.Entry<Long, RoaringBitmap> later :
                byProject.tailMap(project, false).entrySet()) {
            if (!later.getValue().isEmpty()) {
                return OptionalLong.of(
                        FindingId.of(later.getKey(), later.getValue().first()));
            }
        }
        return OptionalLong.empty();
    }
}

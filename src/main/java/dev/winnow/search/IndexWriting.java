package dev.winnow.search;

import dev.winnow.finding.FindingChanges.Change;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.IndexedFinding;
import dev.winnow.finding.IndexedFindings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Writes findings into the index as they are in the database now; those that are not there are removed. */
@Component
class IndexWriting {
    /** Findings that are read and written at a time. */
    static final int BATCH = 1_000;

    private final IndexStore store;
    private final IndexedFindings findings;

    IndexWriting(IndexStore store, IndexedFindings findings) {
        this.store = store;
        this.findings = findings;
    }

    /** Findings of changes by project, each once. */
    static Map<Long, RoaringBitmap> together(List<Change> changes) {
        var together = new TreeMap<Long, RoaringBitmap>();
        changes.forEach(change -> together.computeIfAbsent(change.projectId(), id -> new RoaringBitmap())
                .or(change.numbers()));
        return together;
    }

    void write(Map<Long, RoaringBitmap> numbers) {
        numbers.forEach((project, set) -> {
            var part = new Rebuild.Part(project, set);
            var reader = findings.of(project);
            while (!part.isDone()) {
                write(reader, project, part.next(BATCH));
            }
        });
    }

    void write(IndexedFindings.Reader reader, long projectId, List<Integer> numbers) {
        List<IndexedFinding> found = reader.read(numbers);
        Set<Long> gone = new HashSet<>();
        numbers.forEach(number -> gone.add(FindingId.of(projectId, number)));
        found.forEach(one -> gone.remove(one.finding().id()));
        store.index().write(found.stream().map(FindingDocument::new).toList(), gone);
    }

    /** Removes documents of findings of the project that do not exist. */
    void removeStrangers(long projectId) {
        try {
            LuceneIndex index = store.index();
            // In this order: a finding that is new since is in the database, and missing here.
            List<Long> here = index.ids(index.scope()
                    .predicate()
                    .match()
                    .field(IndexField.PROJECT)
                    .matching(Long.toString(projectId))
                    .toPredicate());
            RoaringBitmap there = findings.numbers(projectId);
            index.write(
                    List.of(),
                    here.stream()
                            .filter(id -> !there.contains(FindingId.number(id)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes documents of projects that do not exist. */
    void removeStrangeProjects() {
        try {
            LuceneIndex index = store.index();
            var strangers = new ArrayList<Long>();
            index.ids(index.scope().predicate().matchAll().toPredicate(), strangers::add);
            Set<Long> known = new HashSet<>(findings.projects());
            strangers.removeIf(id -> known.contains(FindingId.project(id)));
            index.write(List.of(), strangers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void commit() {
        store.index().commit();
    }
}

package dev.winnow.search;

import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.Findings;
import dev.winnow.finding.IndexedFindings;
import dev.winnow.problem.Conflict;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.query.Query;
import dev.winnow.search.query.QueryError;
import dev.winnow.search.query.QueryParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.search.util.common.SearchException;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/**
 * Finds findings by the query line, among all that the caller may read. What the index says is checked in the database
 * before it is given to anyone.
 */
@Service
public class FindingIndex {
    private static final int CHECKED_TOGETHER = 1_000;

    private final IndexStore store;
    private final Indexer indexer;
    private final IndexReading reading;
    private final Projects projects;
    private final Findings findings;
    private final IndexedFindings indexed;
    private final Duration patience;

    FindingIndex(
            IndexStore store,
            Indexer indexer,
            IndexReading reading,
            Projects projects,
            Findings findings,
            IndexedFindings indexed,
            SearchSettings settings) {
        this.store = store;
        this.indexer = indexer;
        this.reading = reading;
        this.projects = projects;
        this.findings = findings;
        this.indexed = indexed;
        this.patience = settings.search().patience();
    }

    /** @throws QueryError where it cannot be read; says where */
    public Query parse(String typed) {
        return QueryParser.parse(typed);
    }

    /**
     * Waits until everything that was committed before is searchable.
     *
     * @return whether it is; false where it took longer, and where nothing can be searched now
     */
    public boolean awaitFresh(Duration patience) {
        return indexer.awaitFresh(patience);
    }

    /** How the index is; costs a few look-ups. */
    public IndexStatus status() {
        return indexer.status();
    }

    /** Writes the index anew while searches go on. @return how it is now */
    public IndexStatus rebuild() {
        indexer.rebuild();
        return status();
    }

    /**
     * A page of what the query finds.
     *
     * @param order by relevance only where the query has words; else by severity
     * @param offset hits to pass over, from 0
     * @param size hits wanted; 0 to count only
     * @throws IndexUnavailable where nothing can be searched now
     */
    public FoundFindings find(Caller caller, Query query, Order order, int offset, int size, Set<Facet> facets) {
        boolean fresh = fresh();
        Map<String, Long> readable = readable(caller);
        if (readable.isEmpty()) {
            return FoundFindings.nothing(fresh);
        }
        IndexReading.Read read = guarded(
                () -> reading.read(store.index(), query, readable, caller.login(), order, offset, size, facets));
        Map<Long, Finding> existing = findings
                .ofIds(read.hits().stream().map(IndexReading.Hit::id).toList())
                .stream()
                .filter(finding -> caller.mayRead(finding.projectName()))
                .collect(Collectors.toMap(Finding::id, Function.identity()));
        var hits = new ArrayList<FoundFindings.Hit>();
        read.hits().forEach(hit -> {
            Finding finding = existing.get(hit.id());
            if (finding != null) {
                hits.add(new FoundFindings.Hit(finding, hit.highlights()));
            }
        });
        return new FoundFindings(hits, read.total(), read.facets(), fresh);
    }

    /** Ids of the first findings, the worst first, as the index has them: whoever shows them asks the database. */
    List<Long> firstIds(Caller caller, Query query, int size) {
        fresh();
        Map<String, Long> readable = readable(caller);
        return readable.isEmpty()
                ? List.of()
                : guarded(() -> reading.read(
                                store.index(), query, readable, caller.login(), Order.SEVERITY, 0, size, Set.of()))
                        .hits()
                        .stream()
                        .map(IndexReading.Hit::id)
                        .toList();
    }

    /**
     * All findings that the query finds, for deciding on the whole of it. Wait with {@link #awaitFresh} before, and say
     * how many these are.
     *
     * @return numbers by project; only findings that exist, in projects that the caller may read
     * @throws IndexUnavailable where nothing can be searched now
     * @throws Conflict while the index is made anew: what it finds is only a part then
     */
    public Map<Long, RoaringBitmap> all(Caller caller, Query query) {
        if (store.isOpen() && !indexer.isWhole()) {
            throw new Conflict("The search index is behind: what the query finds is not sure now. Try again.");
        }
        Map<String, Long> readable = readable(caller);
        var all = new TreeMap<Long, RoaringBitmap>();
        if (readable.isEmpty()) {
            return all;
        }
        List<Long> ids = guarded(() -> {
            LuceneIndex index = store.index();
            return index.ids(
                    reading.predicate(index, query, readable, caller.login()).toPredicate());
        });
        Set<Long> allowed = Set.copyOf(readable.values());
        for (int from = 0; from < ids.size(); from += CHECKED_TOGETHER) {
            indexed.existing(ids.subList(from, Math.min(ids.size(), from + CHECKED_TOGETHER))).stream()
                    .filter(id -> allowed.contains(FindingId.project(id)))
                    .forEach(id -> all.computeIfAbsent(FindingId.project(id), project -> new RoaringBitmap())
                            .add(FindingId.number(id)));
        }
        return all;
    }

    /**
     * Which of some findings of a project the query finds, for what Winnow does by itself: nobody asks, so nobody is
     * {@code me}. Costs what is asked about. Wait with {@link #awaitFresh} before.
     *
     * @throws IndexUnavailable where nothing can be searched now
     */
    public RoaringBitmap among(Project project, RoaringBitmap numbers, Query query) {
        var found = new RoaringBitmap();
        List<Long> ids = numbers.stream()
                .mapToObj(number -> FindingId.of(project.id(), number))
                .toList();
        for (int from = 0; from < ids.size(); from += CHECKED_TOGETHER) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + CHECKED_TOGETHER));
            List<Long> hits = guarded(() -> {
                LuceneIndex index = store.index();
                var f = index.scope().predicate();
                return index.ids(f.bool()
                        .filter(f.id().matchingAny(some))
                        .filter(reading.predicate(index, query, Map.of(project.name(), project.id()), ""))
                        .toPredicate());
            });
            hits.forEach(id -> found.add(FindingId.number(id)));
        }
        return found;
    }

    /** Waits for changes; not where many are on their way. @return whether none is left out */
    private boolean fresh() {
        return !indexer.isBusy() && indexer.awaitFresh(patience);
    }

    /** Ids of the projects that the caller may read, by name. */
    private Map<String, Long> readable(Caller caller) {
        return projects.findAllByOrderByName().stream()
                .filter(project -> caller.mayRead(project.name()))
                .collect(Collectors.toMap(Project::name, Project::id));
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    /** What fails in the index is nobody's fault but its own, and heals by itself. */
    private <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (IOException | SearchException | org.apache.lucene.store.AlreadyClosedException e) {
            indexer.check();
            throw new IndexUnavailable("The search index could not be read just now; it mends itself. Try again.", e);
        }
    }
}

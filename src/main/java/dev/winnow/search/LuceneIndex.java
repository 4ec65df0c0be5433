package dev.winnow.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.backend.lucene.search.spi.LuceneMigrationUtils;
import org.hibernate.search.engine.backend.work.execution.DocumentCommitStrategy;
import org.hibernate.search.engine.backend.work.execution.DocumentRefreshStrategy;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.StandalonePojoMappingConfigurer;
import org.hibernate.search.mapper.pojo.standalone.scope.SearchScope;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.standalone.work.SearchIndexer;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategyConfigurationContext;
import org.jspecify.annotations.Nullable;

/** The open index. */
final class LuceneIndex implements AutoCloseable {
    /** Of the index, and of its directory. */
    static final String NAME = "findings";

    private final CloseableSearchMapping mapping;

    private LuceneIndex(CloseableSearchMapping mapping) {
        this.mapping = mapping;
    }

    /** @param directory empty for one in memory */
    static LuceneIndex open(Optional<Path> directory) {
        Map<String, Object> settings = new HashMap<>();
        String backend = "hibernate.search.backend.";
        settings.put("hibernate.search.mapping.configurer", mapped());
        settings.put(backend + "analysis.configurer", new Analysis());
        settings.put(backend + "lucene_version", "LATEST");
        settings.put(backend + "directory.type", directory.isPresent() ? "local-filesystem" : "local-heap");
        directory.ifPresent(path -> settings.put(backend + "directory.root", path.toString()));
        // Searches see what was written before them; what must outlive a crash is committed by whoever writes.
        settings.put(backend + "io.refresh_interval", 0);
        settings.put(backend + "io.commit_interval", 60_000);
        settings.put(backend + "indexing.queue_count", 2);
        settings.put(backend + "thread_pool.size", 2);
        return new LuceneIndex(SearchMapping.builder(AnnotatedTypeSource.empty())
                .properties(settings)
                .build());
    }

    private static StandalonePojoMappingConfigurer mapped() {
        return context -> {
            context.annotationMapping()
                    .discoverAnnotatedTypesFromRootMappingAnnotations(false)
                    .discoverAnnotationsFromReferencedTypes(false)
                    .discoverJandexIndexesFromAddedTypes(false)
                    .buildMissingDiscoveredJandexIndexes(false);
            var type = context.programmaticMapping().type(FindingDocument.class);
            type.searchEntity();
            type.indexed().index(NAME);
            type.property("id").documentId();
            type.binder(new FindingBinder());
        };
    }

    /** Adds documents, or replaces them, and removes others. Done when it returns, and on disk after {@link #commit}. */
    void write(Collection<FindingDocument> documents, Collection<Long> removed) {
        try (SearchSession session = mapping.createSessionWithOptions()
                .indexingPlanSynchronizationStrategy(LuceneIndex::withoutCommit)
                .build()) {
            SearchIndexer indexer = session.indexer();
            var works = new ArrayList<CompletableFuture<?>>(documents.size() + removed.size());
            for (FindingDocument document : documents) {
                works.add(indexer.addOrUpdate(document).toCompletableFuture());
            }
            for (Long id : removed) {
                works.add(indexer.delete(FindingDocument.class, id, null).toCompletableFuture());
            }
            CompletableFuture.allOf(works.toArray(CompletableFuture[]::new)).join();
        }
    }

    /** A commit for each document would cost more than all else. */
    private static void withoutCommit(IndexingPlanSynchronizationStrategyConfigurationContext context) {
        context.documentCommitStrategy(DocumentCommitStrategy.NONE);
        context.documentRefreshStrategy(DocumentRefreshStrategy.NONE);
        context.indexingFutureHandler(future -> {});
    }

    /** What was written is on disk when it returns. */
    void commit() {
        try (SearchSession session = mapping.createSession()) {
            session.workspace().flush();
            session.workspace().refresh();
        }
    }

    SearchSession session() {
        return mapping.createSession();
    }

    SearchScope<FindingDocument> scope() {
        return mapping.scope(FindingDocument.class);
    }

    /** The index as it is now; to be closed. */
    IndexReader reader() {
        return scope().extension(LuceneExtension.get()).openIndexReader();
    }

    /** Takes the ids of findings. */
    @FunctionalInterface
    interface Ids {
        void accept(long id);
    }

    /** Ids of all findings that the predicate lets through, in no order; read from one column. */
    void ids(SearchPredicate predicate, Ids ids) throws IOException {
        Query query = LuceneMigrationUtils.toLuceneQuery(predicate);
        try (IndexReader reader = reader()) {
            new IndexSearcher(reader).search(query, new CollectorManager<Column, Void>() {
                @Override
                public Column newCollector() {
                    return new Column(ids);
                }

                @Override
                public @Nullable Void reduce(Collection<Column> columns) {
                    return null;
                }
            });
        }
    }

    /** Reads the ids of documents that were found. The searcher has no other threads. */
    private static final class Column extends SimpleCollector {
        private final Ids ids;
        private SortedNumericDocValues numbers = DocValues.emptySortedNumeric();

        private Column(Ids ids) {
            this.ids = ids;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext segment) throws IOException {
            numbers = DocValues.getSortedNumeric(segment.reader(), IndexField.NUMBER);
        }

        @Override
        public void collect(int document) throws IOException {
            if (numbers.advanceExact(document)) {
                ids.accept(numbers.nextValue());
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    List<Long> ids(SearchPredicate predicate) throws IOException {
        var all = new ArrayList<Long>();
        ids(predicate, all::add);
        return all;
    }

    /** How many findings it has. */
    long size() {
        try (IndexReader reader = reader()) {
            return reader.numDocs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        mapping.close();
    }
}

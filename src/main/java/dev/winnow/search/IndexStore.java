package dev.winnow.search;

import java.io.IOException;
import java.util.Optional;
import org.hibernate.search.util.common.SearchException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Holds the index while it is open. Only the indexer opens, closes and empties it. */
@Component
class IndexStore {
    private static final Logger LOG = LoggerFactory.getLogger(IndexStore.class);

    private final SearchSettings settings;
    private @Nullable IndexDirectory directory;
    private volatile @Nullable LuceneIndex index;
    private volatile String trouble = "The search index is being opened.";

    IndexStore(SearchSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens the index, an empty one where there is none that can be read.
     *
     * @return whether it has all findings
     */
    boolean open() throws IOException, IndexInUse {
        if (settings.search().store() == SearchSettings.Store.HEAP) {
            index = LuceneIndex.open(Optional.empty());
            return false;
        }
        IndexDirectory own = taken();
        boolean whole = own.isWhole();
        if (!whole) {
            own.empty();
        }
        try {
            index = LuceneIndex.open(Optional.of(own.path()));
        } catch (SearchException e) {
            LOG.warn("The search index cannot be read and is made anew", e);
            own.empty();
            whole = false;
            index = LuceneIndex.open(Optional.of(own.path()));
        }
        return whole;
    }

    private IndexDirectory taken() throws IOException, IndexInUse {
        IndexDirectory own = directory;
        if (own == null) {
            own = IndexDirectory.take(settings.directory());
            directory = own;
        }
        return own;
    }

    /** Closes the index and throws it away. */
    void discard() {
        closeIndex();
        try {
            if (directory != null) {
                directory.empty();
            }
        } catch (IOException e) {
            LOG.warn("The search index cannot be removed; it is tried again when it is opened", e);
        }
    }

    void setWhole() throws IOException {
        if (directory != null) {
            directory.setWhole();
        }
    }

    /** @throws IndexUnavailable where it is not open */
    LuceneIndex index() {
        LuceneIndex open = index;
        if (open == null) {
            throw new IndexUnavailable(trouble);
        }
        return open;
    }

    boolean isOpen() {
        return index != null;
    }

    /** Says why it is not open. */
    void trouble(String why) {
        trouble = why;
    }

    String trouble() {
        return trouble;
    }

    /** On disk, in bytes; 0 for one in memory. */
    long bytes() {
        IndexDirectory own = directory;
        return own == null ? 0 : own.size();
    }

    private void closeIndex() {
        LuceneIndex open = index;
        index = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.warn("The search index was not closed as it should be", e);
            }
        }
    }

    void close() {
        closeIndex();
        try {
            if (directory != null) {
                directory.close();
                directory = null;
            }
        } catch (IOException e) {
            LOG.warn("The lock of the search index was not given back", e);
        }
    }
}

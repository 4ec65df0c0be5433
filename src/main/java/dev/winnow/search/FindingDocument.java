package dev.winnow.search;

import dev.winnow.finding.FindingId;
import dev.winnow.finding.IndexedFinding;

/** A finding as the index gets it. */
final class FindingDocument {
    private final IndexedFinding content;

    FindingDocument(IndexedFinding content) {
        this.content = content;
    }

    /** The identifier of the document. */
    public long getId() {
        return content.finding().id();
    }

    IndexedFinding content() {
        return content;
    }

    long projectId() {
        return FindingId.project(getId());
    }

    /** Tells documents of different content apart, mostly; the same in every process. */
    long stamp() {
        return content.toString().hashCode();
    }
}

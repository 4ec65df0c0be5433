package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.IndexStatus;
import dev.winnow.search.query.Query;
import dev.winnow.triage.Decisions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** The findings that a request is about: those it names, or all that its query finds. */
@Component
class NamedFindings {
    /** So many can be named in one request. */
    static final int MOST = 10_000;

    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Findings findings;
    private final FindingIndex index;

    NamedFindings(Findings findings, FindingIndex index) {
        this.findings = findings;
        this.index = index;
    }

    /**
     * @param named ids; or else
     * @param q a query
     * @return numbers by project; only findings that the caller may read
     * @throws InvalidRequest where both are given, or neither, or where the query finds nothing
     * @throws NotFound where one that is named is not there for the caller
     * @throws Conflict where it is not sure what the query finds
     */
    Map<Long, RoaringBitmap> of(Caller caller, @Nullable List<String> named, @Nullable String q) {
        if (q == null || q.isBlank()) {
            return Decisions.byProject(ids(caller, named));
        }
        if (named != null && !named.isEmpty()) {
            throw new InvalidRequest("findings: name findings or a query, not both.");
        }
        Query query = index.parse(q);
        // While the index is made anew, what it finds is only a part.
        boolean part = index.status().state() == IndexStatus.State.REBUILDING;
        if (part || !index.awaitFresh(PATIENCE)) {
            throw new Conflict("The search index is behind: what the query finds is not sure now. Try again.");
        }
        Map<Long, RoaringBitmap> found = index.all(caller, query);
        if (found.isEmpty()) {
            throw new InvalidRequest("q: it finds nothing that you may see.");
        }
        return found;
    }

    private Set<Long> ids(Caller caller, @Nullable List<String> named) {
        if (named == null || named.isEmpty()) {
            throw new InvalidRequest("findings: name at least one, or all that a query finds as q.");
        }
        var ids = new ArrayList<Long>();
        for (String name : named) {
            try {
                ids.add(Long.parseLong(name));
            } catch (NumberFormatException e) {
                throw new InvalidRequest("findings: \"" + name + "\" is not the id of a finding.");
            }
        }
        var known = new LinkedHashSet<Long>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            findings.ofIds(ids.subList(from, Math.min(ids.size(), from + BATCH))).stream()
                    .filter(one -> caller.mayRead(one.projectName()))
                    .forEach(one -> known.add(one.id()));
        }
        for (long id : ids) {
            if (!known.contains(id)) {
                known.add(findings.find(id)
                        .filter(one -> caller.mayRead(one.projectName()))
                        .map(Finding::id)
                        .orElseThrow(() -> new NotFound("There is no finding " + id + ".")));
            }
        }
        return known;
    }
}

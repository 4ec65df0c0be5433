package dev.winnow.discussion;

import dev.winnow.access.Caller;
import dev.winnow.access.Colleagues;
import dev.winnow.discussion.MarkChange.Assignment;
import dev.winnow.discussion.MarkRows.Pair;
import dev.winnow.finding.Finding;
import dev.winnow.finding.FindingChanges;
import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingMark;
import dev.winnow.finding.FindingMarks;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says who sees to findings and which labels they have. One change is one transaction, on however many findings. */
@Service
public class Marks implements FindingMarks {
    private final MarkRows rows;
    private final DiscussedFindings findings;
    private final Colleagues colleagues;
    private final FindingChanges changes;
    private final DiscussionAudit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Marks(
            MarkRows rows,
            DiscussedFindings findings,
            Colleagues colleagues,
            FindingChanges changes,
            DiscussionAudit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.findings = findings;
        this.colleagues = colleagues;
        this.changes = changes;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What stands on these findings, in two statements for each thousand; those with nothing are left out. */
    @Transactional(readOnly = true)
    public Map<Long, Marked> on(Collection<Long> findingIds) {
        Map<Long, String> assignees = rows.assignees(findingIds);
        Map<Long, SortedSet<String>> labels = rows.labels(findingIds);
        Set<Long> marked = new HashSet<>(assignees.keySet());
        marked.addAll(labels.keySet());
        var all = new HashMap<Long, Marked>();
        marked.forEach(id -> all.put(
                id,
                new Marked(
                        Optional.ofNullable(assignees.get(id)),
                        List.copyOf(labels.getOrDefault(id, Collections.emptySortedSet())))));
        return all;
    }

    /** What stands on one finding; for the id of one that was absorbed, on what stands for it now. */
    @Transactional(readOnly = true)
    public Marked on(long findingId) {
        long now = findings.current(findingId);
        return on(List.of(now)).getOrDefault(now, Marked.NOTHING);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, Map<FindingMark, List<String>>> of(Collection<Long> findingIds) {
        var all = new HashMap<Long, Map<FindingMark, List<String>>>();
        on(findingIds).forEach((id, marked) -> {
            var words = new EnumMap<FindingMark, List<String>>(FindingMark.class);
            marked.assignee().ifPresent(login -> words.put(FindingMark.ASSIGNEE, List.of(login)));
            if (!marked.labels().isEmpty()) {
                words.put(FindingMark.LABEL, marked.labels());
            }
            all.put(id, words);
        });
        return all;
    }

    /**
     * Changes marks of findings, of all or of none.
     *
     * @param numbers by project; those that are gone are left out
     * @return how many findings are not what they were
     * @throws NotPermitted where the caller may only read one of them
     * @throws InvalidRequest where the assignee may not work on one of the projects, or a finding would have too many
     *     labels
     */
    @Transactional
    public int change(Caller by, Map<Long, RoaringBitmap> numbers, MarkChange change) {
        int changed = 0;
        for (var part : new TreeMap<>(numbers).entrySet()) {
            Project project = findings.project(part.getKey());
            changed += change(by, project, findings.held(by, project, part.getValue()), change);
        }
        return changed;
    }

    /** Gives one finding just these labels. */
    @Transactional
    public Marked label(Caller by, long findingId, Collection<String> labels) {
        SortedSet<String> wanted = Written.labels(labels);
        Finding finding = findings.held(by, findingId);
        SortedSet<String> removed = new TreeSet<>(on(finding.id()).labels());
        removed.removeAll(wanted);
        change(
                by,
                findings.project(finding.projectId()),
                RoaringBitmap.bitmapOf(finding.number()),
                MarkChange.labels(wanted, removed));
        return on(finding.id());
    }

    /** Changes one finding. @return what stands on it then */
    @Transactional
    public Marked change(Caller by, long findingId, MarkChange change) {
        Finding finding = findings.held(by, findingId);
        change(by, findings.project(finding.projectId()), RoaringBitmap.bitmapOf(finding.number()), change);
        return on(finding.id());
    }

    private int change(Caller by, Project project, RoaringBitmap held, MarkChange change) {
        var ids = new ArrayList<Long>();
        held.forEach((int number) -> ids.add(FindingId.of(project.id(), number)));
        var touched = new RoaringBitmap();
        Instant now = clock.instant();
        change.assignment().ifPresent(to -> assign(by, project, ids, to, now, touched));
        if (!change.added().isEmpty() || !change.removed().isEmpty()) {
            label(by, project, ids, change, now, touched);
        }
        if (!touched.isEmpty()) {
            changes.note(project.id(), touched);
            events.publishEvent(new FindingsDiscussed(project.id(), touched));
        }
        return touched.getCardinality();
    }

    private void assign(Caller by, Project project, List<Long> ids, Assignment to, Instant now, RoaringBitmap touched) {
        String login = to.login() == null ? null : to.login().strip().toLowerCase(Locale.ROOT);
        if (login != null) {
            colleagues.hindrance(login, project.name()).ifPresent(why -> {
                throw new InvalidRequest("assignee: " + login
                        + switch (why) {
                            case DISABLED -> " is nobody who signs in here.";
                            case NO_ROLE -> " may not work on project " + project.name() + ".";
                        });
            });
        }
        Map<Long, String> before = rows.assignees(ids);
        List<Long> other = ids.stream()
                .filter(id -> !Objects.equals(before.get(id), login))
                .toList();
        if (other.isEmpty()) {
            return;
        }
        rows.unassign(other.stream().filter(before::containsKey).toList());
        if (login != null) {
            rows.assign(other, login, by.login(), now);
        }
        other.forEach(id -> touched.add(FindingId.number(id)));
        audit.assigned(by.actor(), project.name(), other, single(before, other), login);
    }

    private static @Nullable String single(Map<Long, String> before, List<Long> ids) {
        var logins = new HashSet<@Nullable String>();
        ids.forEach(id -> logins.add(before.get(id)));
        return logins.size() == 1 ? logins.iterator().next() : null;
    }

    private void label(
            Caller by, Project project, List<Long> ids, MarkChange change, Instant now, RoaringBitmap touched) {
        Map<Long, SortedSet<String>> before = rows.labels(ids);
        var added = new ArrayList<Pair>();
        var removed = new ArrayList<Pair>();
        int tooMany = 0;
        for (long id : ids) {
            SortedSet<String> had = before.getOrDefault(id, Collections.emptySortedSet());
            var has = new TreeSet<>(had);
            has.removeAll(change.removed());
            has.addAll(change.added());
            if (has.size() > Written.MOST_LABELS && has.size() > had.size()) {
                tooMany++;
            }
            has.stream().filter(label -> !had.contains(label)).forEach(label -> added.add(new Pair(id, label)));
            had.stream().filter(label -> !has.contains(label)).forEach(label -> removed.add(new Pair(id, label)));
        }
        if (tooMany > 0) {
            throw new InvalidRequest("labels: a finding has at most " + Written.MOST_LABELS + ", and "
                    + (tooMany == 1 ? "one" : Integer.toString(tooMany)) + " would have more.");
        }
        if (added.isEmpty() && removed.isEmpty()) {
            return;
        }
        rows.remove(removed);
        rows.add(added);
        SortedSet<String> came = words(added);
        SortedSet<String> went = words(removed);
        rows.used(project.id(), came, now);
        rows.unused(project.id(), went);
        SortedSet<Long> changed = new TreeSet<>();
        added.forEach(pair -> changed.add(pair.findingId()));
        removed.forEach(pair -> changed.add(pair.findingId()));
        changed.forEach(id -> touched.add(FindingId.number(id)));
        audit.labelled(by.actor(), project.name(), List.copyOf(changed), came, went);
    }

    private static SortedSet<String> words(Collection<Pair> pairs) {
        var words = new TreeSet<String>();
        pairs.forEach(pair -> words.add(pair.label()));
        return words;
    }

    /**
     * Labels in use, those used last first.
     *
     * @param projectIds of projects that the caller may read; of others nothing is told
     * @param part what they hold
     */
    @Transactional(readOnly = true)
    public List<String> suggestions(Caller by, Collection<Long> projectIds, String part, int limit) {
        List<Long> readable = projectIds.stream()
                .filter(id -> by.mayRead(findings.project(id).name()))
                .toList();
        return rows.suggestions(readable, part.strip().toLowerCase(Locale.ROOT), limit);
    }
}

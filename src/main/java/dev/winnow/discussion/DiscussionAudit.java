package dev.winnow.discussion;

import dev.winnow.audit.Actor;
import dev.winnow.audit.AuditLog;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Notes in the audit log who assigned and labelled findings, and what became of comments. Their words are not noted: what
 * is deleted, a pasted password for example, must not live on in a log that nobody can change.
 */
@Component
class DiscussionAudit {
    /** Findings that a record about many names. */
    private static final int NAMED = 50;

    private final AuditLog log;

    DiscussionAudit(AuditLog log) {
        this.log = log;
    }

    void edited(Actor actor, Comment before, Comment after) {
        log.record(actor, "comment.edited", subject(before.findingId()), of(before), of(after));
    }

    void deleted(Actor actor, Comment comment) {
        log.record(actor, "comment.deleted", subject(comment.findingId()), of(comment), null);
    }

    private static Map<String, Object> of(Comment comment) {
        return Map.of(
                "comment",
                comment.id(),
                "author",
                comment.author(),
                "writtenAt",
                comment.writtenAt().toString(),
                "characters",
                comment.text().length());
    }

    /**
     * @param findings that changed, all of one project
     * @param before who it was; null where it was nobody, or different people
     */
    void assigned(
            Actor actor, String project, List<Long> findings, @Nullable String before, @Nullable String assignee) {
        record(
                actor,
                "finding.assigned",
                project,
                findings,
                before == null ? null : Map.of("assignee", before),
                Map.of("assignee", Objects.requireNonNullElse(assignee, "")));
    }

    /** @param findings whose labels changed, all of one project */
    void labelled(
            Actor actor, String project, List<Long> findings, SortedSet<String> added, SortedSet<String> removed) {
        var what = new LinkedHashMap<String, Object>();
        what.put("added", List.copyOf(added));
        what.put("removed", List.copyOf(removed));
        record(actor, "finding.labelled", project, findings, null, what);
    }

    private void record(
            Actor actor,
            String action,
            String project,
            Collection<Long> findings,
            @Nullable Object before,
            Map<String, Object> after) {
        if (findings.size() == 1) {
            log.record(actor, action, subject(findings.iterator().next()), before, after);
            return;
        }
        var many = new LinkedHashMap<String, Object>(after);
        many.put("findings", findings.size());
        many.put("first", findings.stream().limit(NAMED).map(String::valueOf).toList());
        log.record(actor, action, "project:" + project, before, many);
    }

    private static String subject(long findingId) {
        return "finding:" + findingId;
    }
}

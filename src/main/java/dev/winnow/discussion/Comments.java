package dev.winnow.discussion;

import dev.winnow.access.Caller;
import dev.winnow.finding.Finding;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.time.Clock;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people write about findings: read by all who read the finding, written by those who may propose decisions on it. */
@Service
public class Comments {
    /** So many are read at once. */
    public static final int MOST = 200;

    private final CommentRows rows;
    private final DiscussedFindings findings;
    private final DiscussionAudit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Comments(
            CommentRows rows,
            DiscussedFindings findings,
            DiscussionAudit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.findings = findings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A page of them, oldest first.
     *
     * @param after the id of the last comment seen; 0: from the first one on
     * @throws NotFound where there is no such finding that the caller may read
     * @throws InvalidRequest where more than {@value #MOST} are wanted, or none
     */
    @Transactional(readOnly = true)
    public List<Comment> of(Caller by, long findingId, long after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidRequest("size: 1 to " + MOST + ".");
        }
        return rows.after(findings.readable(by, findingId).id(), after, limit);
    }

    /**
     * The newest of them, oldest first.
     *
     * @throws NotFound where there is no such finding that the caller may read
     */
    @Transactional(readOnly = true)
    public List<Comment> newest(Caller by, long findingId, int limit) {
        return rows.newest(findings.readable(by, findingId).id(), limit).reversed();
    }

    /** How many a finding has; for the id of one that was absorbed, what stands for it now. */
    @Transactional(readOnly = true)
    public int count(long findingId) {
        return rows.count(findings.current(findingId));
    }

    /** @throws InvalidRequest where the text is none or too long */
    @Transactional
    public Comment add(Caller by, long findingId, String text) {
        String kept = Written.comment(text);
        Finding finding = findings.held(by, findingId);
        long id = rows.insert(finding.id(), by.login(), kept, clock.instant());
        tell(finding);
        return rows.find(id).orElseThrow();
    }

    /**
     * Changes the words of an own comment. It is shown as edited from then on.
     *
     * @throws NotPermitted where it is somebody else's
     * @throws InvalidRequest where the text is none or too long
     */
    @Transactional
    public Comment edit(Caller by, long findingId, long commentId, String text) {
        String kept = Written.comment(text);
        Finding finding = findings.held(by, findingId);
        Comment before = find(finding, commentId);
        if (!before.mayEdit(by, finding.projectName())) {
            throw new NotPermitted("Only who wrote a comment changes it.");
        }
        if (before.text().equals(kept)) {
            return before;
        }
        rows.edit(commentId, kept, clock.instant());
        Comment after = find(finding, commentId);
        audit.edited(by.actor(), before, after);
        tell(finding);
        return after;
    }

    /**
     * Takes a comment away. The audit log keeps that it was there, and not what it said.
     *
     * @throws NotPermitted unless it is the caller's own or the caller administers the project
     */
    @Transactional
    public void delete(Caller by, long findingId, long commentId) {
        Finding finding = findings.held(by, findingId);
        Comment comment = find(finding, commentId);
        if (!comment.mayDelete(by, finding.projectName())) {
            throw new NotPermitted("Only who wrote a comment and administrators of the project delete it.");
        }
        rows.delete(commentId);
        audit.deleted(by.actor(), comment);
        tell(finding);
    }

    private Comment find(Finding finding, long commentId) {
        return rows.find(commentId)
                .filter(comment -> comment.findingId() == finding.id())
                .orElseThrow(() -> new NotFound("The finding has no comment " + commentId + "."));
    }

    private void tell(Finding finding) {
        events.publishEvent(new FindingsDiscussed(finding.projectId(), RoaringBitmap.bitmapOf(finding.number())));
    }
}

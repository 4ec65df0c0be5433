package dev.winnow.discussion;

import dev.winnow.finding.FindingId;
import dev.winnow.finding.FindingsJoined;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What was said of a finding that turned out to be another one is said of that one. */
@Component
class JoinedDiscussions {
    private final CommentRows comments;
    private final MarkRows marks;

    JoinedDiscussions(CommentRows comments, MarkRows marks) {
        this.comments = comments;
        this.marks = marks;
    }

    /** Within the transaction that joined them, which also tells the search index. */
    @EventListener
    void on(FindingsJoined joined) {
        joined.survivors().forEach((absorbed, survivor) -> {
            long from = FindingId.of(joined.projectId(), absorbed);
            long to = FindingId.of(joined.projectId(), survivor);
            comments.join(from, to);
            marks.join(from, to);
        });
    }
}

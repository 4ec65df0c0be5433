package dev.winnow.discussion;

import dev.winnow.access.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wrote about a finding.
 *
 * @param author the login name
 * @param text Markdown, as it was typed
 * @param editedAt when it was changed last; empty: it is as it was written
 */
public record Comment(
        long id, long findingId, String author, String text, Instant writtenAt, Optional<Instant> editedAt) {

    /** Whether the caller may change its words: nobody puts words into another one's mouth. */
    public boolean mayEdit(Caller caller, String project) {
        return author.equals(caller.login()) && caller.mayPropose(project);
    }

    /** Whether the caller may take it away. */
    public boolean mayDelete(Caller caller, String project) {
        return mayEdit(caller, project) || caller.mayAdminister(project);
    }
}

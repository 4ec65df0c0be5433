package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.discussion.Comment;
import dev.winnow.discussion.Comments;
import dev.winnow.discussion.Markdown;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people write about findings. */
@Tag(name = "Discussion")
@RestController
@RequestMapping("/api/v1/findings/{id}/comments")
class CommentController {
    private final Comments comments;

    CommentController(Comments comments) {
        this.comments = comments;
    }

    /** @param text Markdown, up to 10,000 characters */
    // What was read may be sent back as it is.
    @JsonIgnoreProperties({"id", "author", "at", "editedAt", "html"})
    record CommentRequest(@NotNull String text) {}

    /**
     * A comment.
     *
     * @param text Markdown, as it was typed
     * @param html the same as HTML that is safe to show
     * @param editedAt absent where it is as it was written
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommentJson(
            String id, String author, Instant at, @Nullable Instant editedAt, String text, String html) {
        static CommentJson of(Comment comment) {
            return new CommentJson(
                    Long.toString(comment.id()),
                    comment.author(),
                    comment.writtenAt(),
                    comment.editedAt().orElse(null),
                    comment.text(),
                    Markdown.html(comment.text()));
        }
    }

    @Operation(
            summary = "Comments on a finding, the oldest first",
            description =
                    "Up to " + Comments.MOST + " at once: `after` is the id of the last comment of the page before.")
    @GetMapping
    List<CommentJson> all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "" + Comments.MOST) int size) {
        return comments.of(caller, id, after, size).stream()
                .map(CommentJson::of)
                .toList();
    }

    @Operation(summary = "Comments on a finding")
    @PostMapping
    ResponseEntity<CommentJson> add(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Valid CommentRequest request) {
        Comment made = comments.add(caller, id, request.text());
        return ResponseEntity.created(URI.create("/api/v1/findings/" + made.findingId() + "/comments/" + made.id()))
                .body(CommentJson.of(made));
    }

    @Operation(summary = "Changes an own comment, which is shown as edited then")
    @PutMapping("/{comment}")
    CommentJson edit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @PathVariable long comment,
            @RequestBody @Valid CommentRequest request) {
        return CommentJson.of(comments.edit(caller, id, comment, request.text()));
    }

    @Operation(summary = "Deletes an own comment; administrators of the project delete any")
    @DeleteMapping("/{comment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@AuthenticationPrincipal Caller caller, @PathVariable long id, @PathVariable long comment) {
        comments.delete(caller, id, comment);
    }
}

package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.discussion.MarkChange;
import dev.winnow.discussion.MarkChange.Assignment;
import dev.winnow.discussion.Marked;
import dev.winnow.discussion.Marks;
import dev.winnow.problem.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who sees to findings, and their labels. */
@Tag(name = "Discussion")
@RestController
@RequestMapping("/api/v1/findings")
class MarkController {
    private static final int MOST_LABELS = 100;

    private final Marks marks;
    private final NamedFindings named;

    MarkController(Marks marks, NamedFindings named) {
        this.marks = marks;
        this.named = named;
    }

    /** @param assignee a login name; {@code me}; or {@code none} */
    record AssigneeRequest(@NotBlank String assignee) {}

    /** @param labels all that the finding has then */
    record LabelsRequest(@NotNull @Size(max = MOST_LABELS) List<@NotBlank String> labels) {}

    /** What stands on a finding. @param assignee absent where it is nobody's */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MarkedJson(@Nullable String assignee, List<String> labels) {
        static MarkedJson of(Marked marked) {
            return new MarkedJson(marked.assignee().orElse(null), marked.labels());
        }
    }

    /**
     * A change of many findings.
     *
     * @param findings ids of findings; or else
     * @param q a query as in GET /findings, for all that it finds
     * @param assignee a login name, {@code me} or {@code none}; absent: stays
     */
    record MarksRequest(
            @Nullable @Size(max = NamedFindings.MOST) List<String> findings,
            @Nullable String q,
            @Nullable String assignee,
            @Nullable @Size(max = MOST_LABELS) List<@NotBlank String> addLabels,
            @Nullable @Size(max = MOST_LABELS) List<@NotBlank String> removeLabels) {}

    /** @param changed how many findings are not what they were */
    record ChangedJson(int changed) {}

    @Operation(summary = "Assigns a finding to one person, or to nobody")
    @PutMapping("/{id}/assignee")
    MarkedJson assign(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestBody @Valid AssigneeRequest request) {
        return MarkedJson.of(marks.change(
                caller, id, MarkChange.of(Optional.of(assignment(caller, request.assignee())), List.of(), List.of())));
    }

    @Operation(summary = "Gives a finding just these labels")
    @PutMapping("/{id}/labels")
    MarkedJson label(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Valid LabelsRequest request) {
        return MarkedJson.of(marks.label(caller, id, request.labels()));
    }

    @Operation(
            summary = "Assigns and labels many findings at once",
            description = "All of them or none. `assignee` is a login name, `me` or `none`; without it whoever sees to"
                    + " them stays.")
    @PostMapping("/marks")
    ChangedJson change(@AuthenticationPrincipal Caller caller, @RequestBody @Valid MarksRequest request) {
        var change = MarkChange.of(
                Optional.ofNullable(request.assignee()).map(word -> assignment(caller, word)),
                Objects.requireNonNullElse(request.addLabels(), List.of()),
                Objects.requireNonNullElse(request.removeLabels(), List.of()));
        if (change.assignment().isEmpty()
                && change.added().isEmpty()
                && change.removed().isEmpty()) {
            throw new InvalidRequest("Say what is to be done: assignee, addLabels or removeLabels.");
        }
        return new ChangedJson(marks.change(caller, named.of(caller, request.findings(), request.q()), change));
    }

    private static Assignment assignment(Caller caller, String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "" -> throw new InvalidRequest("assignee: a login name, me, or none.");
            case "me" -> new Assignment(caller.login());
            case "none" -> new Assignment(null);
            default -> new Assignment(word);
        };
    }
}

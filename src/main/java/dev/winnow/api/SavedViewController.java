package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.search.Audience;
import dev.winnow.search.Order;
import dev.winnow.search.SavedView;
import dev.winnow.search.SavedViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RestController;

/** Queries for findings that people keep under a name. */
@Tag(name = "Saved views")
@RestController
@RequestMapping("/api/v1/views")
class SavedViewController {
    private final SavedViews views;

    SavedViewController(SavedViews views) {
        this.views = views;
    }

    /**
     * A view to be kept.
     *
     * @param sort severity (the default), newest, oldest or relevance
     * @param shared nobody (the default), everyone or team
     * @param team the team, where it is shared with one
     */
    // What was read may be sent back as it is.
    @JsonIgnoreProperties({"id", "owner", "own"})
    record ViewRequest(
            @NotNull String name,
            @NotNull String query,
            @Nullable String sort,
            @Nullable String shared,
            @Nullable String team) {
        Order order() {
            return sort == null
                    ? Order.SEVERITY
                    : Order.of(sort)
                            .orElseThrow(() -> new InvalidRequest("sort: severity, newest, oldest or relevance."));
        }

        Audience audience() {
            String word = shared == null ? "nobody" : shared;
            if (word.equals("team") != (team != null)) {
                throw new InvalidRequest("team: the name of the team, where shared is team.");
            }
            return switch (word) {
                case "nobody" -> Audience.NOBODY;
                case "everyone" -> Audience.EVERYONE;
                case "team" -> new Audience.Team(String.valueOf(team));
                default -> throw new InvalidRequest("shared: nobody, everyone or team.");
            };
        }
    }

    /** @param owner the name of who made it, for people */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ViewJson(
            String id,
            String name,
            String query,
            String sort,
            String owner,
            String shared,
            @Nullable String team,
            boolean own) {
        static ViewJson of(SavedView view, Caller caller) {
            return new ViewJson(
                    Long.toString(view.id()),
                    view.name(),
                    view.query(),
                    view.order().word(),
                    view.owner(),
                    switch (view.audience()) {
                        case Audience.Nobody nobody -> "nobody";
                        case Audience.Everyone everyone -> "everyone";
                        case Audience.Team team -> "team";
                    },
                    view.audience().team().orElse(null),
                    view.ownerId() == caller.userId());
        }
    }

    @Operation(
            summary = "Saved views by name: own ones, and shared ones",
            description = "One that names a project you do not see is not listed.")
    @GetMapping
    List<ViewJson> all(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "`id` of the last view of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        return views.page(caller, after, PageSize.of(size)).stream()
                .map(view -> ViewJson.of(view, caller))
                .toList();
    }

    @Operation(summary = "A saved view")
    @GetMapping("/{id}")
    ViewJson one(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return views.find(caller, id)
                .map(view -> ViewJson.of(view, caller))
                .orElseThrow(() -> new NotFound("There is no view " + id + "."));
    }

    @Operation(summary = "Keeps a query under a name", description = "The token's role is triage or admin.")
    @PostMapping
    ResponseEntity<ViewJson> create(@AuthenticationPrincipal Caller caller, @RequestBody @Valid ViewRequest request) {
        SavedView view = views.create(caller, request.name(), request.query(), request.order(), request.audience());
        return ResponseEntity.created(URI.create("/api/v1/views/" + view.id())).body(ViewJson.of(view, caller));
    }

    @Operation(summary = "Changes a view's name, query, order and who sees it")
    @PutMapping("/{id}")
    ViewJson change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Valid ViewRequest request) {
        return ViewJson.of(
                views.change(caller, id, request.name(), request.query(), request.order(), request.audience()), caller);
    }

    @Operation(summary = "Deletes a view; findings stay")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        views.delete(caller, id);
        return ResponseEntity.noContent().build();
    }
}

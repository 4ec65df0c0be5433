package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.wall.DisplayLink;
import dev.winnow.wall.Displays;
import dev.winnow.wall.WallScope;
import dev.winnow.wall.Walls;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Addresses of screens on the wall, which nobody signs in at. */
@Tag(name = "Wall")
@RestController
@RequestMapping("/api/v1/displays")
class DisplayController {
    private final Displays displays;
    private final Walls walls;

    DisplayController(Displays displays, Walls walls) {
        this.displays = displays;
        this.walls = walls;
    }

    /**
     * A link to be made.
     *
     * @param name where the screen hangs
     * @param team whose projects it shows
     * @param projects that it shows; without both it shows all projects there are
     */
    record DisplayRequest(
            @NotBlank @Size(max = 100) String name,
            @Size(max = 100) @Nullable String team,
            @Size(min = 1, max = 200) @Nullable List<@NotNull String> projects) {
        WallScope scope() {
            if (team != null && projects != null) {
                throw new InvalidRequest("team: a wall is of a team or of projects, not both.");
            }
            if (team != null) {
                return new WallScope.OfTeam(team);
            }
            return projects == null ? new WallScope.Everything() : new WallScope.OfProjects(new TreeSet<>(projects));
        }
    }

    /**
     * A link.
     *
     * @param createdBy login name
     * @param lastSeen when a screen that shows by it came or went last
     * @param screens that show by it now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DisplayJson(
            long id,
            String name,
            @Nullable String team,
            @Nullable SortedSet<String> projects,
            String createdBy,
            Instant created,
            @Nullable Instant lastSeen,
            int screens) {
        static DisplayJson of(DisplayLink link, int screens) {
            return new DisplayJson(
                    link.id(),
                    link.name(),
                    link.scope() instanceof WallScope.OfTeam team ? team.name() : null,
                    link.scope() instanceof WallScope.OfProjects some ? some.names() : null,
                    link.createdBy(),
                    link.createdAt(),
                    link.lastSeenAt().orElse(null),
                    screens);
        }
    }

    /** The one answer that has the address. @param path behind the server's own address */
    record MadeDisplay(long id, String path) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "MadeDisplay[" + id + "]";
        }
    }

    @Operation(
            summary = "Makes the address of a wall for a screen that nobody signs in at",
            description = "It is in this answer and never again. For who administers what it shows.")
    @PostMapping
    ResponseEntity<MadeDisplay> make(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody DisplayRequest request) {
        Displays.Made made = displays.make(caller, request.name(), request.scope());
        return ResponseEntity.status(201)
                .cacheControl(CacheControl.noStore())
                .body(new MadeDisplay(made.link().id(), "/wall/" + made.secret()));
    }

    @Operation(summary = "Such addresses that the caller may revoke, newest first")
    @GetMapping
    List<DisplayJson> list(@AuthenticationPrincipal Caller caller) {
        return displays.list(caller).stream()
                .map(link -> DisplayJson.of(link, walls.screens(link.id())))
                .toList();
    }

    @Operation(summary = "Revokes one at once, and ends the screens that show by it")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        displays.revoke(caller, id);
        return ResponseEntity.noContent().build();
    }
}

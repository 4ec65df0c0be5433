package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.access.Grant;
import dev.winnow.access.Grants;
import dev.winnow.access.Role;
import dev.winnow.access.Scope;
import dev.winnow.problem.NotFound;
import dev.winnow.project.ProjectSettings;
import dev.winnow.project.ProjectSettings.Settings;
import dev.winnow.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Settings of a project, and who may do what in projects and teams, for those who administer them. */
@Tag(name = "Settings and access")
@RestController
@RequestMapping("/api/v1")
class SettingsController {
    private final Projects projects;
    private final ProjectSettings settings;
    private final Grants grants;

    SettingsController(Projects projects, ProjectSettings settings, Grants grants) {
        this.projects = projects;
        this.settings = settings;
        this.grants = grants;
    }

    /**
     * @param team whose projects it is one of; null: no team's
     * @param fourEyes whether a developer's decision waits until someone of the security role agrees
     */
    record SettingsJson(
            @Size(max = 100) @Nullable String team, @NotNull Boolean fourEyes) {}

    /** @param login of the user who has it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GrantJson(String login, String displayName, Role role, Instant granted) {
        static GrantJson of(Grant grant) {
            return new GrantJson(grant.holder().login(), grant.holder().displayName(), grant.role(), grant.grantedAt());
        }
    }

    // What was read may be sent back as it is.
    @JsonIgnoreProperties({"login", "displayName", "granted"})
    record RoleJson(@NotNull Role role) {}

    @Operation(summary = "The settings of a project")
    @GetMapping("/projects/{project}/settings")
    SettingsJson settings(@AuthenticationPrincipal Caller caller, @PathVariable String project) {
        return projects.findByName(project)
                .filter(one -> caller.mayRead(one.name()))
                .map(one -> new SettingsJson(one.team(), one.fourEyes()))
                .orElseThrow(() -> new NotFound("There is no project " + project + "."));
    }

    @Operation(summary = "Changes the settings of a project; its team only a global administrator")
    @PutMapping("/projects/{project}/settings")
    SettingsJson change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @Valid @RequestBody SettingsJson wanted) {
        var changed = settings.change(caller, project, new Settings(wanted.team(), wanted.fourEyes()));
        return new SettingsJson(changed.team(), changed.fourEyes());
    }

    @Operation(summary = "Roles that people have in a project itself")
    @GetMapping("/projects/{project}/grants")
    List<GrantJson> inProject(@AuthenticationPrincipal Caller caller, @PathVariable String project) {
        return all(caller, known(caller, project));
    }

    @Operation(summary = "Gives someone a role in a project, in the place of the one they had there")
    @PutMapping("/projects/{project}/grants/{login}")
    GrantJson giveInProject(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String project,
            @PathVariable String login,
            @Valid @RequestBody RoleJson role) {
        return GrantJson.of(grants.give(caller, login, known(caller, project), role.role()));
    }

    @Operation(summary = "Takes someone's role in a project away")
    @DeleteMapping("/projects/{project}/grants/{login}")
    ResponseEntity<Void> takeInProject(
            @AuthenticationPrincipal Caller caller, @PathVariable String project, @PathVariable String login) {
        grants.take(caller, login, known(caller, project));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Roles that people have in all projects of a team")
    @GetMapping("/teams/{team}/grants")
    List<GrantJson> inTeam(@AuthenticationPrincipal Caller caller, @PathVariable String team) {
        return all(caller, Scope.team(team));
    }

    @Operation(summary = "Gives someone a role in all projects of a team")
    @PutMapping("/teams/{team}/grants/{login}")
    GrantJson giveInTeam(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String team,
            @PathVariable String login,
            @Valid @RequestBody RoleJson role) {
        return GrantJson.of(grants.give(caller, login, Scope.team(team), role.role()));
    }

    @Operation(summary = "Takes someone's role in a team away")
    @DeleteMapping("/teams/{team}/grants/{login}")
    ResponseEntity<Void> takeInTeam(
            @AuthenticationPrincipal Caller caller, @PathVariable String team, @PathVariable String login) {
        grants.take(caller, login, Scope.team(team));
        return ResponseEntity.noContent().build();
    }

    private List<GrantJson> all(Caller caller, Scope scope) {
        return grants.in(caller, scope).stream().map(GrantJson::of).toList();
    }

    /** One that the caller may not know of is not there; for administrators also one whose first upload is to come. */
    private Scope known(Caller caller, String project) {
        if (!caller.mayAdminister()
                && (!caller.mayRead(project) || projects.idOf(project).isEmpty())) {
            throw new NotFound("There is no project " + project + ".");
        }
        return Scope.project(project);
    }
}

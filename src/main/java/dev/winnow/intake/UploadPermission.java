package dev.winnow.intake;

import dev.winnow.access.Caller;
import dev.winnow.access.Scope;
import dev.winnow.access.TeamSpelling;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.ProjectName;
import dev.winnow.project.Projects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who may upload what. A project that is there takes reports from those who are developers in it. One that is not there
 * yet is created by its first upload: by global developers, by those who were granted it by its name, and by developers of
 * a team in that team.
 */
@Service
public class UploadPermission {
    private final Projects projects;
    private final TeamSpelling teams;

    UploadPermission(Projects projects, TeamSpelling teams) {
        this.projects = projects;
        this.teams = teams;
    }

    /**
     * The request as it may be carried out.
     *
     * @param team asked for by the upload; counts for a project that is not there yet
     * @throws NotPermitted where the caller may not upload for the project, or not create it
     * @throws InvalidRequest where it is not there yet, and another's name, or another team's, differs by upper and lower
     *     case alone
     */
    public ScanRequest allowed(Caller by, ScanRequest request, @Nullable String team) {
        String name = request.project();
        if (projects.idOf(name).isPresent()) {
            if (by.mayUpload(name)) {
                return request;
            }
            throw refusal(name);
        }
        String wanted =
                team == null || team.isBlank() ? onlyTeam(by) : Scope.team(team).name();
        if (wanted == null && !by.mayUpload(name) && !by.ownTeams().isEmpty()) {
            throw new NotPermitted("There is no project " + name + " yet: say which of your teams it is of (team): "
                    + String.join(", ", by.ownTeams()) + ".");
        }
        if (wanted == null ? by.mayUpload(name) : by.mayCreate(name, wanted)) {
            requireOwnName(name);
            if (wanted != null) {
                teams.require(wanted);
            }
            return request.ofTeam(wanted);
        }
        throw refusal(name);
    }

    /** Says nothing of how the other is spelt: it may not be there for the caller. */
    private void requireOwnName(String name) {
        if (projects.existsByFoldedNameAndNameNot(ProjectName.folded(name), name)) {
            throw new InvalidRequest("project: there is one already whose name differs from " + name
                    + " by upper and lower case alone: spell it as that one, or take another name.");
        }
    }

    /** Where there is one team it can be, it need not be said. */
    private static @Nullable String onlyTeam(Caller by) {
        var own = by.ownTeams();
        return own.size() == 1 ? own.first() : null;
    }

    private static NotPermitted refusal(String project) {
        return new NotPermitted("This token or user may not upload for project " + project + ".");
    }

    /** Whether the caller may know how the scan fares: also of their own for a project that is being created. */
    public boolean follows(Caller by, Scan scan) {
        String project = scan.request().project();
        if (by.mayFollowScans(project)) {
            return true;
        }
        String team = scan.request().team();
        return scan.uploadedBy().equals(by.login())
                && team != null
                && by.mayCreate(project, team)
                && (scan.status() != ScanStatus.IMPORTED || isOf(team, project));
    }

    /** The project may have been made after it was asked what the caller may, and before their scan was looked up. */
    private boolean isOf(String team, String project) {
        return projects.findByName(project)
                .map(Project::team)
                .filter(team::equals)
                .isPresent();
    }
}

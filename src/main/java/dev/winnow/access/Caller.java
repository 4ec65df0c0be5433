package dev.winnow.access;

import dev.winnow.audit.Actor;
import java.io.Serializable;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as a user or through one of that user's tokens, and what they may do. In a project counts the
 * strongest of the user's global role, the grant for the project and the grant for its team, and no other grant. A token
 * narrows what its owner may do and never widens it; a token bound to a project opens nothing of another one, and nothing
 * that belongs to no project.
 *
 * @param login the user's name for signing in, lower case
 * @param role the global role, which counts in every project; null: only grants count
 * @param granted roles in single projects and teams
 * @param credentials counts the changes that end the user's sessions
 * @param passwordGiven whether the user still has the password that an administrator gave
 * @param token null where the user signed in with a password
 */
public record Caller(
        long userId,
        String login,
        String displayName,
        @Nullable Role role,
        Granted granted,
        int credentials,
        boolean passwordGiven,
        @Nullable TokenScope token)
        implements Principal, Serializable {

    Caller through(TokenScope scope) {
        return new Caller(userId, login, displayName, role, granted, credentials, passwordGiven, scope);
    }

    @Override
    public String getName() {
        return login;
    }

    /** As whom the audit log knows the caller. */
    public Actor actor() {
        return token == null ? Actor.user(login) : Actor.token(login, token.id(), token.name());
    }

    /** The key of the only project this caller's token opens; empty: it is not bound to one. */
    public Optional<String> onlyProject() {
        return Optional.ofNullable(token).map(TokenScope::project);
    }

    /** The role in a project, whatever a token makes of it; empty: none, and the project is not there for the caller. */
    public Optional<Role> roleIn(String projectKey) {
        return Stream.of(Optional.ofNullable(role), granted.in(projectKey))
                .flatMap(Optional::stream)
                .reduce(Role::stronger);
    }

    /** The strongest role held anywhere, for what leads to pages that then ask again; empty: none. */
    public Optional<Role> strongest() {
        return Stream.concat(Stream.ofNullable(role), granted.roles()).reduce(Role::stronger);
    }

    /**
     * Keys of the projects whose findings, builds and scans the caller may read, for what lists them; empty: every
     * project. Some may not exist yet.
     */
    public Optional<Set<String>> visibleProjects() {
        if (!tokenHolds(Right.READ)) {
            return Optional.of(Set.of());
        }
        Optional<String> only = onlyProject();
        if (only.isPresent()) {
            return Optional.of(only.filter(this::mayRead).map(Set::of).orElseGet(Set::of));
        }
        // Every role reads, so a grant is enough.
        return role != null ? Optional.empty() : Optional.of(granted.projects().keySet());
    }

    /** Findings, builds, scans and metrics of the project. */
    public boolean mayRead(String projectKey) {
        return may(Right.READ, projectKey);
    }

    /** A project, or a team as a whole: who has a role in one of its projects alone does not read the team. */
    public boolean mayRead(Scope scope) {
        return switch (scope.kind()) {
            case PROJECT -> mayRead(scope.name());
            case TEAM -> mayReadEverything() || granted.teams().containsKey(scope.name()) && mayReadKept();
        };
    }

    /** Reports for the project, which the first upload creates. */
    public boolean mayUpload(String projectKey) {
        return may(Right.UPLOAD, projectKey);
    }

    /** What runs where, of a project that is there: whoever uploads for it, as pipelines do both. */
    public boolean mayDeploy(String projectKey) {
        return mayUpload(projectKey);
    }

    /** Whether there may be a project the caller uploads for. */
    public boolean mayUploadSomewhere() {
        return somewhere(Right.UPLOAD);
    }

    /** A first report for a project that is not there yet, which then belongs to the team. */
    public boolean mayCreate(String projectKey, String team) {
        Role there = granted.teams().get(team);
        return mayUpload(projectKey)
                || there != null && there.holds(Right.UPLOAD) && tokenHolds(Right.UPLOAD) && opens(projectKey);
    }

    /** Teams whose projects the caller's uploads may create, for one who may not create any project; in order. */
    public SortedSet<String> ownTeams() {
        if (role != null && role.holds(Right.UPLOAD)) {
            return new TreeSet<>();
        }
        return granted.teams().entrySet().stream()
                .filter(team -> team.getValue().holds(Right.UPLOAD))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Status and outcome of a scan: readers, and those who upload, so that they can wait for their own. */
    public boolean mayFollowScans(String projectKey) {
        return mayRead(projectKey) || mayUpload(projectKey);
    }

    /** Decisions on the project's findings that count once someone who may triage agrees. */
    public boolean mayPropose(String projectKey) {
        return may(Right.PROPOSE, projectKey);
    }

    /** Decisions on the project's findings. */
    public boolean mayTriage(String projectKey) {
        return may(Right.TRIAGE, projectKey);
    }

    /** What is arranged for a project, or for all projects of a team, by those who decide on their findings. */
    public boolean mayTriage(Scope scope) {
        return switch (scope.kind()) {
            case PROJECT -> mayTriage(scope.name());
            case TEAM -> {
                Role there = granted.teams().get(scope.name());
                yield mayTriageEverywhere()
                        || there != null
                                && there.holds(Right.TRIAGE)
                                && tokenHolds(Right.TRIAGE)
                                && onlyProject().isEmpty();
            }
        };
    }

    /** What is decided for all projects at once, such as a silence rule without a project. */
    public boolean mayTriageEverywhere() {
        return everywhere(Right.TRIAGE);
    }

    /** Whatever is in any project. */
    public boolean mayReadEverything() {
        return everywhere(Right.READ);
    }

    /** A report as the tool wrote it, which may hold secrets: the security role alone. */
    public boolean mayReadRawReport(String projectKey) {
        return may(Right.RAW_REPORT, projectKey);
    }

    /** Settings of the project, and who may do what in it. */
    public boolean mayAdminister(String projectKey) {
        return may(Right.ADMINISTER, projectKey);
    }

    /** Who may do what in the projects of a team. */
    public boolean mayAdminister(Scope scope) {
        return switch (scope.kind()) {
            case PROJECT -> mayAdminister(scope.name());
            case TEAM ->
                mayAdminister()
                        || granted.teams().get(scope.name()) == Role.ADMIN
                                && tokenHolds(Right.ADMINISTER)
                                && onlyProject().isEmpty();
        };
    }

    /** Users, settings and whatever belongs to no project. */
    public boolean mayAdminister() {
        return everywhere(Right.ADMINISTER);
    }

    /** What people keep for themselves and share, such as saved views; it belongs to no project. */
    public boolean mayReadKept() {
        return tokenHolds(Right.READ) && onlyProject().isEmpty();
    }

    /** The same, to add to it and change it: a token for reading does not. */
    public boolean mayKeep() {
        return tokenHolds(Right.PROPOSE) && onlyProject().isEmpty();
    }

    /** Teams in which the caller has a role. */
    public SortedSet<String> teams() {
        return new TreeSet<>(granted.teams().keySet());
    }

    /** Whether the caller may make a token of this role: where it would open something there is for it to open. */
    public boolean mayIssue(TokenRole wanted, @Nullable String projectKey) {
        Optional<Role> held =
                projectKey == null ? strongest() : roleIn(projectKey).or(this::teamRole);
        return held.filter(one -> one.mayIssue(wanted)).isPresent();
    }

    /** A project that is not there yet may come under any team. */
    private Optional<Role> teamRole() {
        return granted.teams().values().stream().reduce(Role::stronger);
    }

    private boolean may(Right right, String projectKey) {
        return tokenHolds(right)
                && opens(projectKey)
                && roleIn(projectKey).filter(held -> held.holds(right)).isPresent();
    }

    private boolean everywhere(Right right) {
        return role != null
                && role.holds(right)
                && tokenHolds(right)
                && onlyProject().isEmpty();
    }

    private boolean somewhere(Right right) {
        return tokenHolds(right)
                && strongest().filter(held -> held.holds(right)).isPresent();
    }

    private boolean opens(String projectKey) {
        return onlyProject().map(projectKey::equals).orElse(true);
    }

    private boolean tokenHolds(Right right) {
        return token == null || Objects.requireNonNull(token).role().rights().contains(right);
    }
}

package dev.winnow.access;

import java.io.Serializable;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as a user or through one of that user's tokens, and what they may do. A token narrows what its
 * owner may do and never widens it; a token bound to a project opens nothing of another one, and nothing that belongs
 * to no project.
 *
 * @param login the user's name for signing in, lower case
 * @param credentials counts the changes that end the user's sessions
 * @param passwordGiven whether the user still has the password that an administrator gave
 * @param token null where the user signed in with a password
 */
public record Caller(
        long userId,
        String login,
        String displayName,
        Role role,
        int credentials,
        boolean passwordGiven,
        @Nullable TokenScope token)
        implements Principal, Serializable {

    static Caller of(User user) {
        return new Caller(
                user.id(),
                user.login(),
                user.displayName(),
                user.role(),
                user.credentials(),
                user.passwordGiven(),
                null);
    }

    Caller through(TokenScope scope) {
        return new Caller(userId, login, displayName, role, credentials, passwordGiven, scope);
    }

    @Override
    public String getName() {
        return login;
    }

    /** The key of the only project this caller can open; empty: there is no such limit. */
    public Optional<String> onlyProject() {
        return Optional.ofNullable(token).map(TokenScope::project);
    }

    /** Findings, builds, scans and metrics of the project. */
    public boolean mayRead(String projectKey) {
        return may(Right.READ, projectKey);
    }

    /** Reports for the project, which the first upload creates. */
    public boolean mayUpload(String projectKey) {
        return may(Right.UPLOAD, projectKey);
    }

    /** Status and outcome of a scan: readers, and those who upload, so that they can wait for their own. */
    public boolean mayFollowScans(String projectKey) {
        return mayRead(projectKey) || mayUpload(projectKey);
    }

    /** Decisions on the project's findings. */
    public boolean mayTriage(String projectKey) {
        return may(Right.TRIAGE, projectKey);
    }

    /** A report as the tool wrote it, which may hold secrets: the security role alone. */
    public boolean mayReadRawReport(String projectKey) {
        return may(Right.RAW_REPORT, projectKey);
    }

    /** Settings of the project. */
    public boolean mayAdminister(String projectKey) {
        return may(Right.ADMINISTER, projectKey);
    }

    /** Users, settings and whatever belongs to no project. */
    public boolean mayAdminister() {
        return holds(Right.ADMINISTER) && onlyProject().isEmpty();
    }

    private boolean may(Right right, String projectKey) {
        return holds(right) && onlyProject().map(projectKey::equals).orElse(true);
    }

    private boolean holds(Right right) {
        return role.holds(right) && (token == null || token.role().rights().contains(right));
    }
}

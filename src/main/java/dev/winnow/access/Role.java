package dev.winnow.access;

import java.util.EnumSet;
import java.util.Set;

/** What a user is; each holds all that the one before it holds. */
public enum Role {
    /** Sees projects, builds, findings and metrics. */
    VIEWER(EnumSet.of(Right.READ)),
    /** Also uploads reports. */
    DEVELOPER(EnumSet.of(Right.READ, Right.UPLOAD)),
    /** Also decides on findings and reads reports as they were uploaded. */
    SECURITY(EnumSet.of(Right.READ, Right.UPLOAD, Right.TRIAGE, Right.RAW_REPORT)),
    /** Also manages users, projects and settings. */
    ADMIN(EnumSet.allOf(Right.class));

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = rights;
    }

    boolean holds(Right right) {
        return rights.contains(right);
    }

    /** Whether a user of this role may make a token of that one: only where it gives nothing the user lacks. */
    public boolean mayIssue(TokenRole token) {
        return rights.containsAll(token.rights());
    }

    /** The name Spring Security's role checks know it by. */
    public String authority() {
        return "ROLE_" + name();
    }
}

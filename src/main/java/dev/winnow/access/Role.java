package dev.winnow.access;

import java.util.EnumSet;
import java.util.Set;

/** What a user is; each holds all that the one before it holds. */
public enum Role {
    /** Sees projects, builds, findings and metrics. */
    VIEWER,
    /** Also uploads reports. */
    DEVELOPER,
    /** Also decides on findings and reads reports as they were uploaded. */
    SECURITY,
    /** Also manages users, projects and settings. */
    ADMIN;

    private Set<Right> rights() {
        return switch (this) {
            case VIEWER -> EnumSet.of(Right.READ);
            case DEVELOPER -> EnumSet.of(Right.READ, Right.UPLOAD, Right.PROPOSE);
            case SECURITY -> EnumSet.of(Right.READ, Right.UPLOAD, Right.PROPOSE, Right.TRIAGE, Right.RAW_REPORT);
            case ADMIN -> EnumSet.allOf(Right.class);
        };
    }

    boolean holds(Right right) {
        return rights().contains(right);
    }

    /** Whether a user of this role may make a token of that one: only where it gives nothing the user lacks. */
    public boolean mayIssue(TokenRole token) {
        return rights().containsAll(token.rights());
    }

    /** The name Spring Security's role checks know it by. */
    public String authority() {
        return "ROLE_" + name();
    }
}

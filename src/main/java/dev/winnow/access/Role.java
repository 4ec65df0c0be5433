package dev.winnow.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a user is, everywhere or in some projects; each holds all that the one before it holds. */
public enum Role {
    /** Sees projects, builds, findings and metrics. */
    VIEWER,
    /** Also uploads reports, records deployments, and proposes decisions on findings. */
    DEVELOPER,
    /** Also decides on findings and reads reports as they were uploaded. */
    SECURITY,
    /** Also manages users, projects and settings. */
    ADMIN;

    private Set<Right> rights() {
        return switch (this) {
            case VIEWER -> EnumSet.of(Right.READ);
            case DEVELOPER -> EnumSet.of(Right.READ, Right.UPLOAD, Right.PROPOSE);
            case SECURITY -> EnumSet.complementOf(EnumSet.of(Right.ADMINISTER));
            case ADMIN -> EnumSet.allOf(Right.class);
        };
    }

    boolean holds(Right right) {
        return rights().contains(right);
    }

    /**
     * Whether a user of this role may make a token of that one: where the user has what it is for. It opens no more than
     * its owner may, so a developer's triage token proposes.
     */
    public boolean mayIssue(TokenRole token) {
        return holds(token.purpose());
    }

    static Role stronger(Role one, Role other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** As in the REST interface: lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name Spring Security's role checks know it by. */
    public String authority() {
        return "ROLE_" + name();
    }
}

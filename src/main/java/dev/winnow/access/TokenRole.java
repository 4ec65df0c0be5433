package dev.winnow.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a token is for. It never gives more than its owner's {@link Role} does at the time of use. */
public enum TokenRole {
    /** Uploads reports and follows the scans it started; reads nothing else. */
    @JsonProperty("upload")
    UPLOAD(EnumSet.of(Right.UPLOAD)),
    @JsonProperty("read")
    READ(EnumSet.of(Right.READ)),
    @JsonProperty("triage")
    TRIAGE(EnumSet.of(Right.READ, Right.TRIAGE, Right.RAW_REPORT)),
    @JsonProperty("admin")
    ADMIN(EnumSet.allOf(Right.class));

    private final Set<Right> rights;

    TokenRole(Set<Right> rights) {
        this.rights = rights;
    }

    Set<Right> rights() {
        return rights;
    }

    /** As in the REST interface: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

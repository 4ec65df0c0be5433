package dev.winnow.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a token is for. It never gives more than its owner's {@link Role} does at the time of use. */
public enum TokenRole {
    /** Uploads reports, follows the scans it started, and records deployments; reads nothing else. */
    @JsonProperty("upload")
    UPLOAD,
    @JsonProperty("read")
    READ,
    @JsonProperty("triage")
    TRIAGE,
    @JsonProperty("admin")
    ADMIN;

    Set<Right> rights() {
        return switch (this) {
            case UPLOAD -> EnumSet.of(Right.UPLOAD);
            case READ -> EnumSet.of(Right.READ);
            case TRIAGE -> EnumSet.of(Right.READ, Right.PROPOSE, Right.TRIAGE, Right.RAW_REPORT);
            case ADMIN -> EnumSet.allOf(Right.class);
        };
    }

    /** What nobody makes such a token for who lacks it. */
    Right purpose() {
        return switch (this) {
            case UPLOAD -> Right.UPLOAD;
            case READ -> Right.READ;
            case TRIAGE -> Right.PROPOSE;
            case ADMIN -> Right.ADMINISTER;
        };
    }

    /** As in the REST interface: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

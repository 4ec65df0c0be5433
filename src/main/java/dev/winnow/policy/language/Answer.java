package dev.winnow.policy.language;

/** Whether a condition holds. */
public enum Answer {
    YES,
    NO,
    /** It depends on what was not given. */
    UNKNOWN
}

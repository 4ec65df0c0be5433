package dev.winnow.access;

/** What a role can hold; asked for through {@link Caller}. */
enum Right {
    READ,
    UPLOAD,
    /** Decisions that someone who triages must agree to where the project wants four eyes. */
    PROPOSE,
    TRIAGE,
    /** Reports as the tools wrote them, which may hold secrets in plain text. */
    RAW_REPORT,
    ADMINISTER
}

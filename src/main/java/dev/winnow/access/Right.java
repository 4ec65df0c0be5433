package dev.winnow.access;

/** What a role can hold; asked for through {@link Caller}. */
enum Right {
    READ,
    UPLOAD,
    /** Decisions that may need somebody else's approval. */
    PROPOSE,
    TRIAGE,
    /** Reports as the tools wrote them, which may hold secrets in plain text. */
    RAW_REPORT,
    ADMINISTER
}

package dev.winnow.finding;

/** How an episode ended. */
public enum EpisodeOutcome {
    /** A complete scan no longer has the finding. */
    FIXED,
    /** The stream that had it was retired. */
    RETIRED,
    /** What happened has long not happened again, though nothing new was deployed that could have ended it. */
    CEASED
}

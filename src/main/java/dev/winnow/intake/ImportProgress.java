package dev.winnow.intake;

/**
 * How far a running import is.
 *
 * @param fraction of the phase's work, 0 to 1
 */
public record ImportProgress(Phase phase, double fraction) {
    /** What is being done. */
    public enum Phase {
        WAITING,
        READING,
        MATCHING,
        WRITING
    }

    static final ImportProgress WAITING = new ImportProgress(Phase.WAITING, 0);
}

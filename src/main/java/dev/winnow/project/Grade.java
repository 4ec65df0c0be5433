package dev.winnow.project;

/** A score as a letter: A from 90, B from 75, C from 50, D from 25, E below. */
public enum Grade {
    A,
    B,
    C,
    D,
    E;

    /** @param score 0 to 100 */
    public static Grade of(int score) {
        if (score >= 90) {
            return A;
        }
        if (score >= 75) {
            return B;
        }
        if (score >= 50) {
            return C;
        }
        return score >= 25 ? D : E;
    }
}

package dev.winnow.triage;

import dev.winnow.finding.TriageState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a decision says of findings. The names are part of the database. */
public enum Ruling {
    /** The guard is wrong: there is no such problem. */
    FALSE_POSITIVE(TriageState.FALSE_POSITIVE, "False positive"),
    /** The problem is there, and is accepted until a date. */
    ACCEPTED_RISK(TriageState.ACCEPTED_RISK, "Accepted risk"),
    /** The problem is there, and nobody will fix it. */
    WONT_FIX(TriageState.WONT_FIX, "Won't fix"),
    /** The change was meant to be. */
    AUTHORISED(TriageState.AUTHORISED, "Authorised"),
    /** The problem is real and counts, whatever was decided before and whatever rules say. */
    REOPENED(TriageState.CONFIRMED, "Reopened");

    private final TriageState state;
    private final String label;

    Ruling(TriageState state, String label) {
        this.state = state;
        this.label = label;
    }

    /** Where findings stand while the decision is in force. */
    public TriageState state() {
        return state;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** As in the REST interface. */
    public String word() {
        return this == REOPENED ? "reopen" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The ruling whose word this is. */
    public static Optional<Ruling> ofWord(String word) {
        return Arrays.stream(values())
                .filter(ruling -> ruling.word().equals(word))
                .findFirst();
    }
}

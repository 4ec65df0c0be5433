package dev.winnow.ui;

import dev.winnow.triage.RuleState;
import java.util.stream.Stream;

/** Which silence rules are listed, by how they stand. */
enum RuleChoice {
    IN_FORCE("In force", RuleState.IN_FORCE),
    ENDS_SOON("Ends soon", RuleState.ENDS_SOON),
    STALE("Stale", RuleState.STALE),
    ENDED("Ended", RuleState.ENDED),
    ALL("All", RuleState.ALL);

    private final String label;
    private final RuleState state;

    RuleChoice(String label, RuleState state) {
        this.label = label;
        this.state = state;
    }

    String label() {
        return label;
    }

    /** As in the page's address. */
    String word() {
        return state.word();
    }

    /** What nobody knows asks for the rules in force. */
    static RuleChoice of(String word) {
        return Stream.of(values())
                .filter(choice -> choice.word().equals(word))
                .findFirst()
                .orElse(IN_FORCE);
    }

    RuleState state() {
        return state;
    }
}

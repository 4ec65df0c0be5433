package dev.winnow.ui;

import dev.winnow.triage.SilenceRules.Listed;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/** Which silence rules are listed, by how they stand. */
enum RuleChoice {
    IN_FORCE("In force"),
    ENDS_SOON("Ends soon"),
    STALE("Stale"),
    ENDED("Ended"),
    ALL("All");

    private final String label;

    RuleChoice(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** As in the page's address. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What nobody knows asks for the rules in force. */
    static RuleChoice of(String word) {
        return Stream.of(values())
                .filter(choice -> choice.word().equals(word))
                .findFirst()
                .orElse(IN_FORCE);
    }

    boolean admits(Listed listed, Instant now) {
        return switch (this) {
            case IN_FORCE -> listed.rule().inForce();
            case ENDS_SOON -> listed.rule().endsBefore(now.plus(RuleWords.SOON));
            case STALE -> listed.stale();
            case ENDED -> !listed.rule().inForce();
            case ALL -> true;
        };
    }
}

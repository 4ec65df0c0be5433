package dev.winnow.triage;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How silence rules stand; lists are of those that stand so. */
public enum RuleState {
    ALL("1 = 1"),
    IN_FORCE("ended_at is null"),
    /** In force, and its date comes within {@link #SOON}. */
    ENDS_SOON("ended_at is null and until_at < :soon"),
    /** In force, and no scan has reported anything it hides for 90 days. */
    STALE("ended_at is null and coalesce(last_hit_at, changed_at) < :stale"),
    ENDED("ended_at is not null");

    /** Who keeps a rule wants to know so long before it ends. */
    public static final Duration SOON = Duration.ofDays(14);

    private final String condition;

    RuleState(String condition) {
        this.condition = condition;
    }

    /** SQL over rows of silence_rule, with the parameters {@code soon} and {@code stale}. */
    String condition() {
        return condition;
    }

    /** As in addresses: lower case with dashes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RuleState> ofWord(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}

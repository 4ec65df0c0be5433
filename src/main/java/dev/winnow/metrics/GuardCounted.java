package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a number of a guard counts, of the episodes that opened in the period and that it reported. */
public enum GuardCounted {
    OPENED("reported episode", "reported episodes", "opened in the period, backlog among them"),
    FIXED("fixed episode", "fixed episodes", "fixed by now, and not silenced then"),
    FALSE_POSITIVE("false positive", "false positives", "called so now, or when they closed"),
    ACCEPTED("accepted episode", "accepted episodes", "silenced for any reason but that the guard is wrong"),
    OPEN("open episode", "open episodes", "open and not silenced"),
    ENDED(
            "episode that ended otherwise",
            "episodes that ended otherwise",
            "retired with their stream, or ceased by themselves"),
    ALERTS("alert", "alerts", "no backlog, and not silenced at opening"),
    ALONE("episode of this guard alone", "episodes of this guard alone", "that no other guard reported");

    private final String one;
    private final String many;
    private final String words;

    GuardCounted(String one, String many, String words) {
        this.one = one;
        this.many = many;
        this.words = words;
    }

    public String one() {
        return one;
    }

    public String many() {
        return many;
    }

    /** What they are, to be read behind their number and name. */
    public String words() {
        return words;
    }

    /** Whether it counts an episode that went this way. */
    boolean counts(Fact fact, Fate fate) {
        return switch (this) {
            case OPENED -> true;
            case FIXED -> fate == Fate.FIXED;
            case FALSE_POSITIVE -> fate == Fate.FALSE_POSITIVE;
            case ACCEPTED -> fate == Fate.ACCEPTED;
            case OPEN -> fate == Fate.OPEN;
            case ENDED -> fate == Fate.ENDED;
            case ALERTS -> !fact.backlog() && !fact.openedSilenced();
            case ALONE -> fact.guards().size() == 1;
        };
    }

    /** As addresses say it, such as {@code false-positive}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<GuardCounted> ofWord(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equalsIgnoreCase(word))
                .findFirst();
    }

    public static String allWords() {
        return Arrays.stream(values()).map(GuardCounted::word).collect(Collectors.joining(", "));
    }
}

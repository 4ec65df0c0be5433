package dev.winnow.notification;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What people are told of. */
public enum Occasion {
    /** A critical vulnerability that counts came into production. */
    PRODUCTION_CRITICAL("Critical in production"),
    /** The gate turned red on the tracked branch. */
    GATE_RED("Gate turned red"),
    /** The gate is not red any more on the tracked branch. */
    GATE_GREEN("Gate green again"),
    /** Findings opened on the tracked branch; what was there before anybody looked is no news. */
    NEW_FINDINGS("New findings"),
    /** Something was noticed while a build ran. */
    RUNTIME_ALERT("Runtime alert");

    private final String title;

    Occasion(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** As in the REST interface: {@code gate-red}. */
    public String word() {
        return Words.of(this);
    }

    public static Optional<Occasion> of(String word) {
        return Words.find(Occasion.class, word);
    }

    /** What goes at once unless a team wants it otherwise. */
    public static final Set<Occasion> AT_ONCE = Set.of(PRODUCTION_CRITICAL, GATE_RED);

    /** What the digest has unless a team wants it otherwise. */
    public static final Set<Occasion> IN_DIGEST = Set.of(GATE_GREEN, NEW_FINDINGS, RUNTIME_ALERT);

    static String column(Collection<Occasion> occasions) {
        return occasions.stream().sorted().map(Occasion::word).collect(Collectors.joining(","));
    }

    static Set<Occasion> ofColumn(String column) {
        var occasions = EnumSet.noneOf(Occasion.class);
        List.of(column.split(",")).forEach(word -> of(word).ifPresent(occasions::add));
        return occasions;
    }
}

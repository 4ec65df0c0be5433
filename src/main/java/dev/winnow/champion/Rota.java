package dev.winnow.champion;

import dev.winnow.problem.InvalidRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Whose turn it is when: members one after the other, {@value #DAYS} days each, over and over. It is reckoned in whole days,
 * so that no change of clocks moves a turn.
 *
 * @param start the first day of the first member's first turn
 * @param members login names, each once, in their order; none: nobody's turn
 * @param replacements by the first day of a turn, who takes it instead
 */
public record Rota(LocalDate start, List<String> members, SortedMap<LocalDate, String> replacements) {
    public static final int DAYS = 14;

    /** More people than any team has. */
    static final int MOST_MEMBERS = 100;

    private static final int MOST_REPLACEMENTS = 500;

    /** Years that databases and calendars know. */
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

    /** @throws InvalidRequest where it contradicts itself */
    public Rota {
        members = List.copyOf(members);
        replacements = new TreeMap<>(replacements);
        if (start.isBefore(FIRST) || start.isAfter(LAST)) {
            throw new InvalidRequest("start: a day from " + FIRST + " to " + LAST + ".");
        }
        if (members.size() > MOST_MEMBERS || new HashSet<>(members).size() < members.size()) {
            throw new InvalidRequest("members: each once, and at most " + MOST_MEMBERS + ".");
        }
        if (replacements.size() > MOST_REPLACEMENTS) {
            throw new InvalidRequest("replacements: at most " + MOST_REPLACEMENTS + ".");
        }
        for (LocalDate day : replacements.keySet()) {
            if (day.isBefore(start) || ChronoUnit.DAYS.between(start, day) % DAYS != 0) {
                throw new InvalidRequest("replacements: no turn begins on " + day + "; turns begin on " + start
                        + " and every " + DAYS + " days after it.");
            }
        }
        if (members.isEmpty() && !replacements.isEmpty()) {
            throw new InvalidRequest("replacements: there is nobody to replace.");
        }
    }

    /**
     * One turn.
     *
     * @param champion login name; empty where nobody of the rota can take it
     * @param due who would have it by the order of members, where that is someone else
     */
    public record Turn(LocalDate first, Optional<String> champion, Optional<String> due) {
        public LocalDate last() {
            return first.plusDays(DAYS - 1L);
        }

        /** The first day of the turn after it. */
        public LocalDate next() {
            return first.plusDays(DAYS);
        }
    }

    /** The turn of a day; empty before the first one and where there are no members. @param active who can take one */
    public Optional<Turn> at(LocalDate day, Predicate<String> active) {
        return members.isEmpty() || day.isBefore(start)
                ? Optional.empty()
                : Optional.of(turn(Math.floorDiv(ChronoUnit.DAYS.between(start, day), DAYS), active));
    }

    /** So many turns, from that of a day on, or from the first one where the day is before it. */
    public List<Turn> from(LocalDate day, int count, Predicate<String> active) {
        if (members.isEmpty()) {
            return List.of();
        }
        long first = Math.max(0, Math.floorDiv(ChronoUnit.DAYS.between(start, day), DAYS));
        return LongStream.range(first, first + count)
                .mapToObj(number -> turn(number, active))
                .toList();
    }

    /** Whoever cannot take a turn is passed over for the next one in the order: nobody else's turn moves. */
    private Turn turn(long number, Predicate<String> active) {
        LocalDate first = start.plusDays(number * DAYS);
        int place = place(number);
        String due = members.get(place);
        Optional<String> champion = Optional.ofNullable(replacements.get(first))
                .filter(active)
                .or(() -> IntStream.range(0, members.size())
                        .mapToObj(step -> members.get((place + step) % members.size()))
                        .filter(active)
                        .findFirst());
        return new Turn(first, champion, champion.equals(Optional.of(due)) ? Optional.empty() : Optional.of(due));
    }

    private int place(long number) {
        return (int) (number % members.size());
    }

    private String due(LocalDate first) {
        return members.get(place(ChronoUnit.DAYS.between(start, first) / DAYS));
    }

    /** The same, with a turn taken by someone; by whose turn it is: as if nobody had asked. */
    public Rota replaced(LocalDate first, String login) {
        var changed = new TreeMap<>(replacements);
        changed.put(first, login);
        if (login.equals(due(first))) {
            changed.remove(first);
        }
        return new Rota(start, members, changed);
    }

    /** Two turns in each other's place. */
    public Rota swapped(Turn one, Turn other) {
        String first = one.champion().orElseThrow();
        String second = other.champion().orElseThrow();
        return replaced(one.first(), second).replaced(other.first(), first);
    }
}

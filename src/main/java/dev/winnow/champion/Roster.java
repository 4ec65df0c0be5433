package dev.winnow.champion;

import dev.winnow.access.Colleague;
import dev.winnow.champion.Rota.Turn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A team's rota with what it comes to today.
 *
 * @param rota empty where nobody made one yet
 * @param revision how often it was changed; 0: nobody made one yet
 * @param changedAt when somebody changed it last
 * @param changedBy login name of who did; empty where nobody made one yet
 * @param today in the zone whose days count
 * @param people of the rota by login name
 * @param away who of them can take no turn: the account is disabled, or has no role for the team any more
 */
public record Roster(
        String team,
        Optional<Rota> rota,
        long revision,
        Instant changedAt,
        Optional<String> changedBy,
        LocalDate today,
        Map<String, Colleague> people,
        Set<String> away) {
    /** Whose turn it is. */
    public Optional<Turn> now() {
        return rota.flatMap(one -> one.at(today, this::isActive));
    }

    /** The turn after this one, or the first one that is to come. */
    public Optional<Turn> next() {
        return turns(2).stream().filter(turn -> turn.first().isAfter(today)).findFirst();
    }

    /** So many turns, from this one on. */
    public List<Turn> turns(int count) {
        return turns(today, count);
    }

    List<Turn> turns(LocalDate from, int count) {
        return rota.map(one -> one.from(from, count, this::isActive)).orElseGet(List::of);
    }

    private boolean isActive(String login) {
        return !away.contains(login);
    }

    /** What a person is called. */
    public String name(String login) {
        Colleague person = people.get(login);
        return person == null ? login : person.displayName();
    }
}

package dev.winnow.champion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.champion.Rota.Turn;
import dev.winnow.problem.InvalidRequest;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whose turn it is when. */
class RotaTests {
    private static final LocalDate START = LocalDate.parse("2026-03-09");
    private static final Predicate<String> ALL = login -> true;

    private static Rota rota(String... members) {
        return new Rota(START, List.of(members), new TreeMap<>());
    }

    private static List<String> champions(Rota rota, LocalDate from, int count, Predicate<String> active) {
        return rota.from(from, count, active).stream()
                .map(turn -> turn.first() + " " + turn.champion().orElse("nobody"))
                .toList();
    }

    @Test
    void membersTakeTurnsOfFourteenDaysOverAndOver() {
        assertThat(champions(rota("ann", "bob", "eve"), START, 4, ALL))
                .containsExactly("2026-03-09 ann", "2026-03-23 bob", "2026-04-06 eve", "2026-04-20 ann");
        Turn turn = rota("ann", "bob").at(LocalDate.parse("2026-03-22"), ALL).orElseThrow();
        assertThat(turn.champion()).contains("ann");
        assertThat(turn.last()).isEqualTo("2026-03-22");
        assertThat(rota("ann", "bob")
                        .at(LocalDate.parse("2026-03-23"), ALL)
                        .orElseThrow()
                        .champion())
                .contains("bob");
    }

    @Test
    void aTurnAcrossAChangeOfClocksIsAsLongAsAnyOther() {
        // Clocks went forward on 29 March, in Europe, and back on 25 October 2026.
        assertThat(rota("ann", "bob")
                        .at(LocalDate.parse("2026-04-05"), ALL)
                        .orElseThrow()
                        .first())
                .isEqualTo("2026-03-23");
        assertThat(champions(rota("ann", "bob"), LocalDate.parse("2026-10-25"), 2, ALL))
                .containsExactly("2026-10-19 ann", "2026-11-02 bob");
    }

    @Test
    void beforeTheFirstTurnItIsNobodysAndWithoutMembersAlways() {
        assertThat(rota("ann").at(START.minusDays(1), ALL)).isEmpty();
        assertThat(champions(rota("ann"), START.minusDays(1_000), 1, ALL)).containsExactly("2026-03-09 ann");
        assertThat(rota().at(START, ALL)).isEmpty();
        assertThat(rota().from(START, 5, ALL)).isEmpty();
    }

    @Test
    void whoCannotTakeATurnIsPassedOverAndNobodyElsesTurnMoves() {
        Predicate<String> withoutBob = login -> !login.equals("bob");

        assertThat(champions(rota("ann", "bob", "eve"), START, 4, withoutBob))
                .containsExactly("2026-03-09 ann", "2026-03-23 eve", "2026-04-06 eve", "2026-04-20 ann");
        assertThat(rota("ann", "bob", "eve")
                        .from(START, 2, withoutBob)
                        .getLast()
                        .due())
                .contains("bob");
        assertThat(champions(rota("ann", "bob"), START, 2, login -> false))
                .containsExactly("2026-03-09 nobody", "2026-03-23 nobody");
    }

    @Test
    void aTurnIsTakenBySomeoneElseAndGivenBack() {
        Rota taken = rota("ann", "bob").replaced(START, "zoe");

        assertThat(champions(taken, START, 3, ALL))
                .containsExactly("2026-03-09 zoe", "2026-03-23 bob", "2026-04-06 ann");
        assertThat(taken.at(START, ALL).orElseThrow().due()).contains("ann");
        assertThat(taken.replaced(START, "ann")).isEqualTo(rota("ann", "bob"));
        // Who took it is gone: it is the turn of whose it was.
        assertThat(champions(taken, START, 1, login -> !login.equals("zoe"))).containsExactly("2026-03-09 ann");
    }

    @Test
    void twoSwapTheirTurnsAndSwapThemBack() {
        Rota rota = rota("ann", "bob", "eve");
        List<Turn> turns = rota.from(START, 3, ALL);

        Rota swapped = rota.swapped(turns.getFirst(), turns.getLast());

        assertThat(champions(swapped, START, 4, ALL))
                .containsExactly("2026-03-09 eve", "2026-03-23 bob", "2026-04-06 ann", "2026-04-20 ann");
        List<Turn> then = swapped.from(START, 3, ALL);
        assertThat(swapped.swapped(then.getFirst(), then.getLast())).isEqualTo(rota);
    }

    @Test
    void aRotaThatContradictsItselfIsRefused() {
        for (var wrong : List.<Runnable>of(
                () -> rota("ann", "ann"),
                () -> new Rota(START, List.of("ann"), new TreeMap<>(Map.of(START.plusDays(1), "bob"))),
                () -> new Rota(START, List.of("ann"), new TreeMap<>(Map.of(START.minusDays(14), "bob"))),
                () -> new Rota(START, List.of(), new TreeMap<>(Map.of(START, "bob"))),
                () -> new Rota(LocalDate.MAX, List.of("ann"), new TreeMap<>()),
                () -> new Rota(START, Collections.nCopies(101, "x"), new TreeMap<>()))) {
            assertThatThrownBy(wrong::run).isInstanceOf(InvalidRequest.class);
        }
    }
}

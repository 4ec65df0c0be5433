package dev.winnow.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.access.MembersChanged;
import dev.winnow.finding.FindingsChanged;
import dev.winnow.finding.StreamRetired;
import dev.winnow.metrics.MetricsSettings;
import dev.winnow.metrics.TargetsChanged;
import dev.winnow.policy.BuildsJudged;
import dev.winnow.policy.PoliciesChanged;
import dev.winnow.support.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** What walls cost: counted, not timed. What shall happen later happens when the test says so. */
class WallsTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WallScope EVERYTHING = new WallScope.Everything();

    private final MovableClock clock = new MovableClock(Instant.parse("2026-10-24T10:00:00Z"));
    private final List<WallScope> computed = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private boolean broken;
    private final Walls walls = new Walls(
            new Maker(),
            new MetricsSettings(BERLIN, LocalDate.parse("2026-01-05")),
            clock,
            (task, delay) -> tasks.add(new Task(task, delay)));

    private record Task(Runnable deed, Duration delay) {}

    /** Projects 1 and 2 are red's, 3 is blue's. */
    private final class Maker implements BoardMaker {
        private static final Map<Long, Known> PROJECTS =
                Map.of(1L, new Known("one", "red"), 2L, new Known("two", "red"), 3L, new Known("three", "blue"));

        @Override
        public Board make(WallScope scope) {
            if (broken) {
                throw new IllegalStateException("the database is away");
            }
            computed.add(scope);
            return new Board(
                    scope.title(),
                    clock.instant(),
                    LocalDate.ofInstant(clock.instant(), BERLIN),
                    List.of(),
                    List.of(),
                    List.of());
        }

        @Override
        public Collection<Known> projects(Set<Long> ids) {
            return ids.stream().map(PROJECTS::get).toList();
        }
    }

    private static final class Seen implements Screen {
        private final List<Board> boards = new ArrayList<>();
        private boolean ended;

        @Override
        public void show(Board board) {
            boards.add(board);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    /** Runs what is due within a minute; midnight stays. */
    private void soon() {
        List<Task> due = tasks.stream()
                .filter(task -> task.delay().compareTo(Duration.ofMinutes(1)) < 0)
                .toList();
        tasks.removeAll(due);
        due.forEach(task -> task.deed().run());
    }

    private static FindingsChanged findings(long project) {
        return new FindingsChanged(project, RoaringBitmap.bitmapOf(1));
    }

    @Test
    void manyScreensShareOneComputationAndManyChangesAreOneMore() {
        var screens = new ArrayList<Seen>();
        for (int i = 0; i < 200; i++) {
            var screen = new Seen();
            screens.add(screen);
            walls.watch(EVERYTHING, Optional.empty(), screen);
        }
        assertThat(walls.computations()).isEqualTo(1);

        for (int i = 0; i < 1_000; i++) {
            walls.on(findings(1 + i % 3));
            walls.on(new BuildsJudged(1));
        }
        soon();

        assertThat(walls.computations()).isEqualTo(2);
        assertThat(screens).allSatisfy(screen -> assertThat(screen.boards).hasSize(2));
    }

    @Test
    void whereNothingChangesNothingIsComputedAndNothingWaitsButMidnight() {
        walls.watch(EVERYTHING, Optional.empty(), new Seen());
        walls.watch(new WallScope.OfTeam("red"), Optional.empty(), new Seen());

        soon();

        assertThat(walls.computations()).isEqualTo(2);
        assertThat(tasks)
                .singleElement()
                .satisfies(task -> assertThat(task.delay()).isEqualTo(Duration.ofHours(12)));
    }

    @Test
    void aChangeConcernsTheWallsOfItsProjectAlone() {
        var red = new WallScope.OfTeam("red");
        var blue = new WallScope.OfTeam("blue");
        var two = new WallScope.OfProjects(new TreeSet<>(Set.of("two", "three")));
        var none = new WallScope.OfProjects(new TreeSet<>());
        List.of(red, blue, two, none, EVERYTHING).forEach(scope -> walls.watch(scope, Optional.empty(), new Seen()));
        computed.clear();

        walls.on(findings(2));
        soon();

        assertThat(computed).containsExactlyInAnyOrder(red, two, EVERYTHING);
        computed.clear();
        walls.on(new TargetsChanged());
        soon();
        assertThat(computed).hasSize(5);
    }

    @Test
    void peoplePoliciesAndRetiredStreamsChangeWallsToo() {
        var red = new WallScope.OfTeam("red");
        var blue = new WallScope.OfTeam("blue");
        List.of(red, blue).forEach(scope -> walls.watch(scope, Optional.empty(), new Seen()));
        computed.clear();

        walls.on(new StreamRetired(3));
        soon();
        assertThat(computed).containsExactly(blue);
        for (Runnable change :
                List.<Runnable>of(() -> walls.on(new MembersChanged()), () -> walls.on(new PoliciesChanged()))) {
            computed.clear();
            change.run();
            soon();
            assertThat(computed).containsExactlyInAnyOrder(red, blue);
        }
    }

    @Test
    void whereNobodyLooksNothingIsComputedHoweverMuchChanges() {
        walls.watch(EVERYTHING, Optional.empty(), new Seen()).stop();
        // The next screen gets what is known.
        walls.watch(EVERYTHING, Optional.empty(), new Seen()).stop();
        assertThat(walls.computations()).isEqualTo(1);

        walls.on(findings(1));
        soon();

        assertThat(walls.computations()).isEqualTo(1);
        walls.watch(EVERYTHING, Optional.empty(), new Seen());
        assertThat(walls.computations()).isEqualTo(2);
    }

    @Test
    void atMidnightThePeriodsMoveOnAlsoWhenTheDayHasTwentyFiveHours() {
        var screen = new Seen();
        walls.watch(EVERYTHING, Optional.empty(), screen);
        for (Duration day : List.of(Duration.ofHours(12), Duration.ofHours(25), Duration.ofHours(24))) {
            assertThat(tasks)
                    .singleElement()
                    .satisfies(task -> assertThat(task.delay()).isEqualTo(day));
            clock.advance(day);
            tasks.removeFirst().deed().run();
            soon();
        }

        assertThat(screen.boards)
                .extracting(Board::day)
                .containsExactly(
                        LocalDate.parse("2026-10-24"),
                        LocalDate.parse("2026-10-25"),
                        LocalDate.parse("2026-10-26"),
                        LocalDate.parse("2026-10-27"));
    }

    @Test
    void aRevokedLinkEndsItsScreensAtOnceAndNoOthers() {
        var one = new Seen();
        var same = new Seen();
        var other = new Seen();
        var signedIn = new Seen();
        walls.watch(EVERYTHING, Optional.of(7L), one);
        walls.watch(new WallScope.OfTeam("red"), Optional.of(7L), same);
        walls.watch(EVERYTHING, Optional.of(8L), other);
        walls.watch(EVERYTHING, Optional.empty(), signedIn);
        assertThat(walls.screens(7)).isEqualTo(2);

        walls.on(new DisplayRevoked(7));

        assertThat(one.ended).isTrue();
        assertThat(same.ended).isTrue();
        assertThat(other.ended).isFalse();
        assertThat(signedIn.ended).isFalse();
        assertThat(walls.screens(7)).isZero();
        walls.on(findings(1));
        soon();
        assertThat(one.boards).hasSize(1);
        assertThat(other.boards).hasSize(2);
    }

    @Test
    void whatFailsIsTriedAgainAndNotForgotten() {
        var screen = new Seen();
        walls.watch(EVERYTHING, Optional.empty(), screen);
        broken = true;
        walls.on(findings(1));
        soon();
        assertThat(screen.boards).hasSize(1);

        broken = false;
        soon();

        assertThat(screen.boards).hasSize(2);
    }
}

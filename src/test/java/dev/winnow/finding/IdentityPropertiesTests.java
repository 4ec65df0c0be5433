package dev.winnow.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.finding.RandomWorld.Hole;
import dev.winnow.finding.RandomWorld.Manner;
import dev.winnow.finding.RandomWorld.Weak;
import dev.winnow.importers.Result;
import dev.winnow.support.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every world, in memory. A failure names the seed of its world. */
class IdentityPropertiesTests {
    static LongStream seeds() {
        return Seeds.some(150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void importingTheSameReportTwiceChangesNothing(long seed) {
        var world = new RandomWorld(seed);
        var branch = new MemoryBranch();
        List<Result> report = new ArrayList<>(RandomWorld.results(world.weakLines(60)));
        world.holes(20).forEach(hole -> report.add(hole.result(Manner.BOTH)));
        var first = branch.scan("s", true, report);

        var again = branch.scan("s", true, report);

        assertThat(again.changedNothing())
                .as("seed %s: %s", seed, again.change())
                .isTrue();
        assertThat(again.findings()).as("seed %s", seed).isEqualTo(first.findings());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shiftingLinesOpensAndClosesNothing(long seed) {
        var world = new RandomWorld(seed);
        var branch = new MemoryBranch();
        List<Weak> lines = world.weakLines(60);
        branch.scan("s", true, RandomWorld.results(lines));
        for (int round = 0; round < 4; round++) {
            lines = world.shifted(lines);

            var again = branch.scan("s", true, RandomWorld.results(lines));

            assertThat(again.changedNothing())
                    .as("seed %s, round %s: %s", seed, round, again.change())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void movingFilesOpensAndClosesNothingWhereTheirCodeIsKnown(long seed) {
        var world = new RandomWorld(seed);
        var branch = new MemoryBranch();
        List<Weak> lines =
                world.weakLines(60).stream().filter(weak -> weak.code() != null).toList();
        branch.scan("s", true, RandomWorld.results(lines));

        var moved = branch.scan("s", true, RandomWorld.results(RandomWorld.moved(lines)));

        assertThat(moved.changedNothing())
                .as("seed %s: %s", seed, moved.change())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void asManyFindingsAsResultsWhereResultsAreLines(long seed) {
        var world = new RandomWorld(seed);
        var branch = new MemoryBranch();
        for (int scan = 0; scan < 6; scan++) {
            List<Result> report = RandomWorld.results(world.weakLines(60));

            var imported = branch.scan("s" + scan % 2, true, report);

            assertThat(imported.findings())
                    .as("seed %s, scan %s", seed, scan)
                    .hasSize(report.size())
                    .doesNotHaveDuplicates()
                    .doesNotContain(0);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfGuardsDoesNotMatter(long seed) {
        var world = new RandomWorld(seed);
        List<Hole> holes = world.holes(30);
        Map<Manner, List<Hole>> reports = new EnumMap<>(Manner.class);
        // Without one that knows both, nobody could tell that a CVE and a GHSA are one.
        List<Manner> manners = List.of(Manner.CVE, Manner.BOTH, Manner.BARE);
        for (Manner manner : manners) {
            reports.put(manner, world.some(holes));
        }
        var expected = new HashSet<Hole>();
        reports.values().forEach(expected::addAll);
        Set<Set<String>> before = null;
        for (int order = 0; order < 6; order++) {
            var guards = new ArrayList<>(manners);
            Collections.shuffle(guards, world.random());
            var branch = new MemoryBranch();
            Set<Set<String>> now = sameProblems(branch, guards, reports);

            // A guard that calls a package by its bare name cannot tell two of one name; here there are none.
            assertThat(branch.open().getCardinality())
                    .as("seed %s, %s", seed, guards)
                    .isEqualTo(expected.size());
            assertThat(branch.findings()).as("seed %s, %s", seed, guards).isEqualTo(expected.size());
            assertThat(before == null || before.equals(now))
                    .as("seed %s, %s: %s and %s", seed, guards, before, now)
                    .isTrue();
            before = now;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsKnownByTwoNamesIsOneFindingWheneverAGuardThatKnowsBothComes(long seed) {
        var world = new RandomWorld(seed);
        List<Hole> holes = world.holes(20);
        var guards = new ArrayList<>(List.of(Manner.CVE, Manner.GHSA, Manner.BOTH));
        for (int order = 0; order < 6; order++) {
            Collections.shuffle(guards, world.random());
            var branch = new MemoryBranch();
            guards.forEach(guard -> branch.scan(guard.name(), true, results(holes, guard)));

            assertThat(branch.findings()).as("seed %s, %s", seed, guards).isEqualTo(holes.size());
            assertThat(branch.open().getCardinality())
                    .as("seed %s, %s", seed, guards)
                    .isEqualTo(holes.size());
            List<Integer> numbers =
                    branch.scan("CVE", true, results(holes, Manner.CVE)).findings();
            for (Manner guard : guards) {
                var again = branch.scan(guard.name(), true, results(holes, guard));
                assertThat(again.changedNothing())
                        .as("seed %s, %s: %s again", seed, guards, guard)
                        .isTrue();
                assertThat(again.findings()).as("seed %s, %s", seed, guards).isEqualTo(numbers);
            }
            branch.scan("CVE", true, List.of());
            branch.scan("GHSA", true, List.of());
            branch.scan("BOTH", true, List.of());
            branch.scan("BOTH", true, List.of());
            branch.scan("GHSA", true, List.of());
            branch.scan("CVE", true, List.of());
            assertThat(branch.open().isEmpty()).as("seed %s, %s", seed, guards).isTrue();
        }
    }

    private static List<Result> results(List<Hole> holes, Manner guard) {
        return holes.stream().map(hole -> hole.result(guard)).toList();
    }

    /** Which guards' results are one finding, as names. */
    private static Set<Set<String>> sameProblems(
            MemoryBranch branch, List<Manner> guards, Map<Manner, List<Hole>> reports) {
        Map<Integer, Set<String>> names = new HashMap<>();
        for (Manner guard : guards) {
            List<Hole> holes = reports.get(guard);
            var imported = branch.scan(
                    guard.name(),
                    true,
                    holes.stream().map(hole -> hole.result(guard)).toList());
            for (int i = 0; i < holes.size(); i++) {
                names.computeIfAbsent(imported.findings().get(i), finding -> new TreeSet<>())
                        .add(guard + " " + holes.get(i));
            }
        }
        return new HashSet<>(names.values());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsReportedIsNeverLostAndWhatIsAbsentIsClosedExactlyOnce(long seed) {
        var world = new RandomWorld(seed);
        List<Weak> problems = world.distinctLines(15);
        var branch = new MemoryBranch();
        // The oracle: streams contain problems; a problem is open while a stream contains it.
        Map<String, Set<Weak>> contained = new HashMap<>();
        Map<Weak, Integer> findingOf = new HashMap<>();
        for (int scan = 0; scan < 40; scan++) {
            String stream = "s" + world.random().nextInt(3);
            boolean complete = world.random().nextInt(4) > 0;
            List<Weak> reported = world.shifted(world.some(problems));
            Collections.shuffle(reported = new ArrayList<>(reported), world.random());
            var imported = branch.scan(
                    stream, complete, reported.stream().map(Weak::result).toList());

            Set<Weak> names = new HashSet<>(
                    reported.stream().map(IdentityPropertiesTests::name).toList());
            if (!complete) {
                names.addAll(contained.getOrDefault(stream, Set.of()));
            }
            contained.put(stream, names);
            for (int i = 0; i < reported.size(); i++) {
                int finding = imported.findings().get(i);
                Integer before = findingOf.putIfAbsent(name(reported.get(i)), finding);
                assertThat(before == null || before == finding)
                        .as("seed %s, scan %s: %s was %s and is %s", seed, scan, reported.get(i), before, finding)
                        .isTrue();
            }
            Set<Integer> open = new TreeSet<>();
            contained.values().forEach(all -> all.forEach(weak -> open.add(findingOf.get(weak))));
            assertThat(branch.open().stream().boxed().toList())
                    .as("seed %s, scan %s of %s", seed, scan, stream)
                    .containsExactlyElementsOf(open);
            for (int finding : findingOf.values()) {
                assertThat(branch.timesOpened(finding) - branch.timesClosed(finding))
                        .as("seed %s, scan %s: finding %s opened more than closed", seed, scan, finding)
                        .isEqualTo(open.contains(finding) ? 1 : 0);
            }
        }
        assertThat(branch.findings()).as("seed %s", seed).isEqualTo(findingOf.size());
    }

    private static Weak name(Weak weak) {
        return new Weak(weak.file(), weak.rule(), 0, weak.code());
    }
}

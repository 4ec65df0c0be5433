package dev.winnow.guard;

import dev.winnow.finding.GuardReports.Reported;
import dev.winnow.guard.GuardStanding.Delay;
import dev.winnow.project.Build;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who reported on a project's newest builds, and when.
 *
 * @param tracked of the tracked branch, the newest first
 * @param changes of changes and other branches, the newest first; a build may be among both
 * @param reports of each of them, by the build's id
 */
record ReportWindow(List<Build> tracked, List<Build> changes, Map<Long, List<Reported>> reports) {
    /** So many newest builds a guard is expected of that ran for one of them. */
    private static final int HABIT = 2;

    static ReportWindow of(
            List<Build> tracked, List<Build> changes, Function<Collection<Long>, List<Reported>> reports) {
        Set<Long> ids =
                Stream.concat(tracked.stream(), changes.stream()).map(Build::id).collect(Collectors.toSet());
        return new ReportWindow(
                tracked, changes, reports.apply(ids).stream().collect(Collectors.groupingBy(Reported::buildId)));
    }

    private Stream<Reported> of(Build build) {
        return reports.getOrDefault(build.id(), List.of()).stream();
    }

    private Stream<Reported> of(Build build, long guard) {
        return of(build).filter(one -> one.guardId() == guard);
    }

    private boolean ranFor(Build build, long guard) {
        return of(build, guard).findAny().isPresent();
    }

    private Optional<Instant> completeOn(Build build, long guard) {
        return of(build, guard).flatMap(one -> one.complete().stream()).min(Instant::compareTo);
    }

    int completeOnTracked(long guard) {
        return (int) tracked.stream()
                .filter(build -> completeOn(build, guard).isPresent())
                .count();
    }

    int brokeOffOnTracked(long guard) {
        return (int) tracked.stream().filter(build -> ranFor(build, guard)).count() - completeOnTracked(guard);
    }

    int onChanges(long guard) {
        return (int) changes.stream().filter(build -> ranFor(build, guard)).count();
    }

    boolean ranForNewest(long guard) {
        return tracked.stream().limit(HABIT).anyMatch(build -> ranFor(build, guard));
    }

    /** When the last scan of it finished that is known of here. */
    Optional<Instant> last(long guard) {
        return reports.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.guardId() == guard)
                .map(Reported::last)
                .max(Instant::compareTo);
    }

    /** Its streams on any branch that reported here. */
    Set<Long> streams(long guard) {
        return reports.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.guardId() == guard)
                .map(Reported::streamId)
                .collect(Collectors.toSet());
    }

    /** From the commit to the end of the guard's first complete scan. */
    Delay afterCommit(long guard) {
        return delay(guard, Build::committedAt);
    }

    /** From the end of the build's first scan, of whichever guard. */
    Delay afterFirst(long guard) {
        return delay(guard, build -> of(build).map(Reported::first).min(Instant::compareTo));
    }

    /** A scan that ended before it began, by clocks that differ, is left out. */
    private Delay delay(long guard, Function<Build, Optional<Instant>> start) {
        List<Duration> delays = all().flatMap(build ->
                        completeOn(build, guard)
                                .flatMap(end -> start.apply(build).map(begin -> Duration.between(begin, end)))
                                .stream())
                .filter(delay -> !delay.isNegative())
                .sorted()
                .toList();
        return new Delay(median(delays), delays.size());
    }

    private Stream<Build> all() {
        return Stream.concat(
                tracked.stream(),
                changes.stream().filter(build -> tracked.stream().noneMatch(other -> other.id() == build.id())));
    }

    /** @param sorted the shortest first */
    static Optional<Duration> median(List<Duration> sorted) {
        int size = sorted.size();
        return size == 0
                ? Optional.empty()
                : Optional.of(
                        sorted.get((size - 1) / 2).plus(sorted.get(size / 2)).dividedBy(2));
    }
}

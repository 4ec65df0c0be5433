package dev.winnow.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.ProjectEpisodes.OfProject;
import dev.winnow.metrics.Reckoner.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The numbers of times. Those of a time that is over are kept until something reaches back into it: with one more build only
 * the month that it is of is counted again, and longer times are put together of their months.
 */
@Component
class Rollups {
    private static final int NUMBERS = 5_000;

    /** Bytes of what months and years are put together of. */
    private static final long MOST = Math.max(16_000_000, Runtime.getRuntime().maxMemory() / 20);

    /** Longer times are counted as one: nothing is as old. */
    private static final Duration LONGEST = Duration.ofDays(11_000);

    private final Reckoner reckoner;
    private final MetricsSettings settings;
    private final Cache<Key, Kept<Metrics>> numbers =
            Caffeine.newBuilder().maximumSize(NUMBERS).build();
    private final Cache<Key, Kept<Flow>> flows = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Key key, Kept<Flow> kept) -> kept.what().weight())
            .build();

    Rollups(Reckoner reckoner, MetricsSettings settings) {
        this.reckoner = reckoner;
        this.settings = settings;
    }

    /** All that numbers depend on but for what happened. */
    private record Scope(
            List<Long> projects, List<Optional<Set<Long>>> guards, Optional<Severity> severity, Targets targets) {
        static Scope of(Asked asked) {
            return new Scope(
                    asked.projects().stream().map(one -> one.project().id()).toList(),
                    asked.projects().stream().map(OfProject::guards).toList(),
                    asked.question().severity(),
                    asked.targets());
        }
    }

    private record Key(Scope scope, Period time) {}

    /** @param known the last change that is in it, by project */
    private record Kept<T>(T what, long[] known) {}

    /** @return of each time, in any order; of alerts but for people and days */
    Map<Period, Metrics> of(Asked asked, Collection<Period> times) {
        return new Run(asked).of(times);
    }

    /** One answer. */
    private final class Run {
        private final Asked asked;
        private final Scope scope;
        private final long[] known;
        private final Map<Period, Flow> counted = new HashMap<>();
        private final Set<Period> toCount = new LinkedHashSet<>();
        /** What is put together of what, in an order in which it can be. */
        private final Map<Period, List<Period>> toMake = new LinkedHashMap<>();

        Run(Asked asked) {
            this.asked = asked;
            scope = Scope.of(asked);
            known = asked.projects().stream()
                    .mapToLong(one -> one.now().known())
                    .toArray();
        }

        Map<Period, Metrics> of(Collection<Period> times) {
            var all = new HashMap<Period, Metrics>();
            var missing = new ArrayList<Period>();
            for (Period time : new HashSet<>(times)) {
                Metrics its = kept(numbers, time);
                if (its == null) {
                    missing.add(time);
                } else {
                    all.put(time, its);
                }
            }
            missing.forEach(this::plan);
            count();
            make();
            Map<Instant, List<Period>> byEnd = missing.stream().collect(Collectors.groupingBy(asked::end));
            reckoner.stocks(
                    asked,
                    byEnd.keySet(),
                    (end, stock) -> Objects.requireNonNull(byEnd.get(end)).forEach(time -> {
                        Metrics its = flow(time).metrics(time, stock);
                        all.put(time, its);
                        keep(numbers, time, its);
                    }));
            return all;
        }

        private Flow flow(Period time) {
            return Objects.requireNonNull(counted.get(time));
        }

        private boolean isOver(Period time) {
            return !time.to().isAfter(asked.now());
        }

        private <T> @Nullable T kept(Cache<Key, Kept<T>> cache, Period time) {
            Kept<T> one = isOver(time) ? cache.getIfPresent(new Key(scope, time)) : null;
            if (one == null) {
                return null;
            }
            for (int i = 0; i < known.length; i++) {
                if (!asked.projects().get(i).now().past().sameUpTo(time.to(), one.known()[i])) {
                    return null;
                }
            }
            return one.what();
        }

        private <T> void keep(Cache<Key, Kept<T>> cache, Period time, T what) {
            if (isOver(time)) {
                cache.put(new Key(scope, time), new Kept<>(what, known));
            }
        }

        private void plan(Period time) {
            if (counted.containsKey(time) || toCount.contains(time) || toMake.containsKey(time)) {
                return;
            }
            Flow its = kept(flows, time);
            if (its != null) {
                counted.put(time, its);
                return;
            }
            List<Period> pieces = pieces(time);
            if (pieces.size() < 2) {
                toCount.add(time);
            } else {
                pieces.forEach(this::plan);
                toMake.put(time, pieces);
            }
        }

        /** The months of a time; of one that still lasts all that are over as one piece, for the next who asks. */
        private List<Period> pieces(Period time) {
            if (Duration.between(time.from(), time.to()).compareTo(LONGEST) > 0) {
                return List.of(time);
            }
            List<Period> months = Bucket.MONTH.cut(time, settings.zone(), settings.sprintStart());
            long over = months.stream().filter(this::isOver).count();
            if (over < 2 || over == months.size()) {
                return months;
            }
            var pieces = new ArrayList<Period>();
            pieces.add(new Period(time.from(), months.get((int) over - 1).to()));
            pieces.addAll(months.subList((int) over, months.size()));
            return pieces;
        }

        private void count() {
            List<Part<Flow.Tally>> parts = toCount.stream()
                    .map(time -> new Part<>(time, new Flow.Tally()))
                    .toList();
            reckoner.flows(asked, parts);
            parts.forEach(part -> counted.put(part.time(), part.counter().flow()));
        }

        private void make() {
            toMake.forEach((time, pieces) -> counted.put(
                    time, Flow.together(pieces.stream().map(this::flow).toList())));
            // Only what others are made of is looked for again.
            toMake.values().stream().flatMap(List::stream).distinct().forEach(piece -> keep(flows, piece, flow(piece)));
        }
    }
}

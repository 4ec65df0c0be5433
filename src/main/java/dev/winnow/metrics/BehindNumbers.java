package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import dev.winnow.finding.FindingId;
import dev.winnow.metrics.FirstBuilds.FirstBuild;
import dev.winnow.project.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists what numbers count, by what counts them. */
@Service
public class BehindNumbers {
    private final Reckoner reckoner;
    private final GuardSignals signals;
    private final BehindLists lists;

    BehindNumbers(Reckoner reckoner, GuardSignals signals, BehindLists lists) {
        this.reckoner = reckoner;
        this.signals = signals;
        this.lists = lists;
    }

    /** In which order they stand. */
    public enum Order {
        NEWEST,
        /** What took the longest first; where nothing is timed, the newest. */
        LONGEST;

        private Comparator<Behind> comparator() {
            Comparator<Behind> newest = Comparator.comparing(Behind::at)
                    .thenComparingLong(Behind::id)
                    .reversed();
            return this == NEWEST
                    ? newest
                    : Comparator.comparing(BehindNumbers::took, Comparator.reverseOrder())
                            .thenComparing(newest);
        }
    }

    private static Duration took(Behind one) {
        return one instanceof Behind.OfEpisode episode ? episode.took().orElse(Duration.ZERO) : Duration.ZERO;
    }

    /** All that a number of the question's period counts; not to be changed. */
    @Transactional(readOnly = true)
    public List<Behind> of(MetricsQuestion question, Counted what, Order order) {
        return what.of() == Counted.Of.EPISODES
                ? lists.of(question, List.of(what, order), () -> counted(question, what, order))
                : counted(question, what, order);
    }

    private List<Behind> counted(MetricsQuestion question, Counted what, Order order) {
        var counter = new Kept(what);
        reckoner.count(question, counter, what);
        return sorted(counter.kept, order);
    }

    /** All that a number of what guards reported counts: of the guard the question names, else of all of the projects. */
    @Transactional(readOnly = true)
    public List<Behind> of(MetricsQuestion question, GuardCounted what) {
        return lists.of(question, List.of(what), () -> counted(question, what));
    }

    private List<Behind> counted(MetricsQuestion question, GuardCounted what) {
        var kept = new ArrayList<Behind>();
        signals.each(question, what, (project, fact) -> kept.add(episode(project, fact, fact.openedAt())));
        return sorted(kept, Order.NEWEST);
    }

    private static Behind episode(Project project, Fact fact, long at) {
        return new Behind.OfEpisode(project, Instant.ofEpochMilli(at), fact, Optional.empty());
    }

    private static List<Behind> sorted(List<Behind> kept, Order order) {
        kept.sort(order.comparator());
        return Collections.unmodifiableList(kept);
    }

    /** Keeps what one number counts. */
    private static final class Kept implements Counter {
        private final Counted wanted;
        private final List<Behind> kept = new ArrayList<>();

        Kept(Counted wanted) {
            this.wanted = wanted;
        }

        @Override
        public void episode(Counted as, Project project, Fact fact, long at, long millis) {
            if (as == wanted) {
                kept.add(
                        as.timed()
                                ? new Behind.OfEpisode(
                                        project, Instant.ofEpochMilli(at), fact, Optional.of(Duration.ofMillis(millis)))
                                : BehindNumbers.episode(project, fact, at));
            }
        }

        @Override
        public void findings(Counted as, Project project, Instant at, RoaringBitmap numbers) {
            if (as == wanted) {
                numbers.forEach((int number) ->
                        kept.add(new Behind.OfFinding(project, at, FindingId.of(project.id(), number))));
            }
        }

        @Override
        public void build(Counted as, Project project, FirstBuild build) {
            if (as == wanted) {
                kept.add(new Behind.OfBuild(project, build.at(), build.buildId(), build.verdict()));
            }
        }
    }
}

package dev.winnow.finding;

import com.carrotsearch.hppc.LongHashSet;
import dev.winnow.finding.identity.IdentityIndex;
import dev.winnow.finding.identity.Join;
import dev.winnow.finding.identity.Match;
import dev.winnow.finding.identity.Matching;
import dev.winnow.finding.identity.ResultTable;
import dev.winnow.importers.Result;
import dev.winnow.project.Build;
import dev.winnow.project.Project;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Records what a scan found: matches its results with the project's findings, writes what is new or changed, and opens
 * and closes episodes. Runs inside one transaction that holds the project's lock; beyond reading the results, it costs
 * what changed.
 */
@Service
public class Recorder {
    private final IdentityIndexes identities;
    private final StreamStates states;
    private final ScanContents contents;
    private final Silencings silencings;
    private final FindingRows rows;
    private final GuardFindings guardFindings;
    private final ResultWriting writing;
    private final StreamTurns turns;
    private final Joins joins;
    private final HeldFindings heldFindings;
    private final Streams streams;
    private final ApplicationEventPublisher events;

    Recorder(
            IdentityIndexes identities,
            StreamStates states,
            ScanContents contents,
            Silencings silencings,
            FindingRows rows,
            GuardFindings guardFindings,
            ResultWriting writing,
            StreamTurns turns,
            Joins joins,
            HeldFindings heldFindings,
            Streams streams,
            ApplicationEventPublisher events) {
        this.identities = identities;
        this.states = states;
        this.contents = contents;
        this.silencings = silencings;
        this.rows = rows;
        this.guardFindings = guardFindings;
        this.writing = writing;
        this.turns = turns;
        this.joins = joins;
        this.heldFindings = heldFindings;
        this.streams = streams;
        this.events = events;
    }

    /** A report's results for writing. */
    public interface Results {
        /** Those that are at hand. */
        StoredResults kept();

        /** Reads the report once more, and gives these rows of it in their order. */
        void again(RoaringBitmap rows, RowSink sink) throws IOException;
    }

    /** Takes a result and its place in the report, from 0. */
    @FunctionalInterface
    public interface RowSink {
        void accept(int row, Result result);
    }

    /**
     * A scan to record, placed in its stream and build.
     *
     * @param detectedAt when the scan finished
     * @param complete whether it looked at everything
     */
    public record Order(Project project, Build build, Stream stream, Scan scan, Instant detectedAt, boolean complete) {
        boolean tracked() {
            return stream.branch().equals(project.trackedBranch());
        }

        /** Whether it says what is there now: the scan of a build that is the newest of its stream. */
        boolean isNewest() {
            return !stream.isLate(scan, build);
        }

        boolean opensAndCloses() {
            return tracked() && isNewest();
        }
    }

    /**
     * What recording a scan brought.
     *
     * @param held how many closings wait for confirmation
     * @param opened findings that were not open and are now
     * @param created findings that nobody knew before
     * @param written findings that the scan says something new of, those created among them
     */
    public record Recorded(
            ScanContent content,
            ScanCounts counts,
            boolean late,
            int held,
            RoaringBitmap opened,
            RoaringBitmap created,
            RoaringBitmap written) {
        Recorded of(RoaringBitmap created, RoaringBitmap written) {
            return new Recorded(content, counts, late, held, opened, created, written);
        }
    }

    /**
     * Records a scan from its results.
     *
     * @param table all results of the report, in order
     * @param results the same results for writing; asked only for those that are new or changed
     * @throws IOException where reading again fails; the transaction must then roll back
     */
    public Recorded record(Order order, ResultTable table, Results results) throws IOException {
        Project project = order.project();
        IdentityIndex index = identities.forImport(project.id());
        Surroundings before = look(order);
        Match match = new Matching(table, index, before, project.takeNumbers(0)).run(order.opensAndCloses());
        project.takeNumbers(match.created());
        if (!match.joins().isEmpty()) {
            hold(project.id(), match);
            join(order, match.joins());
            before = look(order);
        }
        var found = new Found(table, match);
        RoaringBitmap written = writing.write(order, before, table, match, found, results);
        if (match.created() > 0) {
            identities.insert(project.id(), match.firstNew(), match.created(), index);
        }
        if (!match.rekeyed().isEmpty()) {
            identities.update(
                    project.id(), RoaringBitmap.bitmapOf(match.rekeyed().toArray()), index);
        }
        contents.save(order.scan().id(), found.content());
        guardFindings.saw(
                order.stream().guardId(),
                order.opensAndCloses() ? found.content().all() : written);
        var tally = new StreamTurns.Tally(table.size(), table.suppressedCount());
        var recorded = order.opensAndCloses()
                ? turns.turn(order, before, found, match, written, tally)
                : compare(order, before, found.content(), tally);
        var created = new RoaringBitmap();
        created.add((long) match.firstNew(), (long) match.firstNew() + match.created());
        return recorded.of(created, written);
    }

    /**
     * Records a scan whose report is, byte for byte, the newest one of its stream: nothing is read and nothing changes.
     *
     * @return empty where the report must be read all the same
     */
    public Optional<Recorded> repeat(Order order, Scan newest) {
        boolean sameAgain = order.opensAndCloses()
                && newest.complete()
                && order.stream().newestScanId().equals(Optional.of(newest.id()))
                && order.stream().heldScanId().isEmpty()
                && order.stream().retiredAt().isEmpty();
        if (!sameAgain) {
            return Optional.empty();
        }
        return contents.of(order.project().id(), newest.id()).map(content -> {
            contents.save(order.scan().id(), content);
            order.stream().advance(order.scan(), order.build(), true);
            ScanCounts counts = newest.counts();
            int total = counts.total();
            return new Recorded(
                    content,
                    new ScanCounts(counts.results(), counts.suppressed(), total, 0, 0, 0, total, counts.silenced()),
                    false,
                    0,
                    new RoaringBitmap(),
                    new RoaringBitmap(),
                    new RoaringBitmap());
        });
    }

    /**
     * Digests of the results that a stream of the tracked branch is known to contain: those need not be kept at hand for
     * writing. A hint only.
     */
    public LongHashSet knownDigests(long streamId) {
        return states.of(streamId).digests();
    }

    /** All keys that are written later on, at once: one after the other they would be held in no order. */
    private void hold(long projectId, Match match) {
        RoaringBitmap numbers = RoaringBitmap.bitmapOf(match.rekeyed().toArray());
        match.joins().forEach(join -> {
            numbers.add(join.absorbed());
            numbers.add(join.survivor());
        });
        heldFindings.hold(projectId, numbers);
    }

    private void join(Order order, List<Join> found) {
        Project project = order.project();
        joins.apply(project.id(), order.scan().id(), found);
        Map<Integer, Integer> survivors = found.stream().collect(Collectors.toMap(Join::absorbed, Join::survivor));
        guardFindings.replace(project.id(), survivors);
        silencings.replace(project.id(), survivors);
        for (Stream stream : streams.findByProjectIdAndBranch(project.id(), project.trackedBranch())) {
            contents.replaceInStream(stream.id(), survivors);
            StreamState state = states.of(stream.id());
            state.replace(survivors);
            states.save(stream.id(), state);
        }
        events.publishEvent(new FindingsJoined(project.id(), survivors));
    }

    private Surroundings look(Order order) {
        Project project = order.project();
        Stream stream = order.stream();
        long counterpart = order.tracked()
                ? stream.id()
                : streams.findByGuardIdAndBranchAndTarget(stream.guardId(), project.trackedBranch(), stream.target())
                        .map(Stream::id)
                        .orElse(-1L);
        ScanContent here = contents.ofStream(counterpart);
        RoaringBitmap near = here.all().clone();
        if (!order.tracked()) {
            stream.newestScanId()
                    .flatMap(scan -> contents.of(project.id(), scan))
                    .ifPresent(content -> near.or(content.all()));
        }
        List<ScanContent> others =
                List.copyOf(contents.ofStreams(streams.living(project.id(), project.trackedBranch()).stream()
                                .map(Stream::id)
                                .filter(other -> other != counterpart)
                                .toList())
                        .values());
        RoaringBitmap open = here.all().clone();
        others.forEach(content -> open.or(content.all()));
        return new Surroundings(
                states.of(counterpart),
                near,
                here,
                others,
                open,
                findings -> rows.seenBy(List.of(stream.id(), counterpart), project.id(), findings));
    }

    /** A scan that opens and closes nothing: what it has more and less than the tracked branch, or than before it. */
    private Recorded compare(Order order, Surroundings before, ScanContent content, StreamTurns.Tally tally) {
        boolean late = !order.isNewest();
        RoaringBitmap had;
        RoaringBitmap known;
        if (order.tracked()) {
            had = contents.before(order.build(), order.stream().id());
            known = had;
        } else {
            had = before.here().all();
            known = before.open();
        }
        if (!late) {
            order.stream().advance(order.scan(), order.build(), order.complete());
        }
        int total = content.all().getCardinality();
        int fresh = RoaringBitmap.andNotCardinality(content.all(), known);
        int fixed = order.complete() ? RoaringBitmap.andNotCardinality(had, content.all()) : 0;
        var counts = new ScanCounts(
                tally.results(),
                tally.suppressed(),
                total,
                fresh,
                fixed,
                0,
                total - fresh,
                content.suppressed().getCardinality());
        return new Recorded(content, counts, late, 0, new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());
    }
}

package dev.winnow.finding;

import dev.winnow.finding.Recorder.Order;
import dev.winnow.finding.Recorder.Recorded;
import dev.winnow.finding.identity.Match;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Turns a stream of the tracked branch to its newest scan: opens and closes episodes, holds closings back or confirms
 * those that were held, and counts what the branch contains now.
 */
@Component
class StreamTurns {
    private final StreamStates states;
    private final ScanContents contents;
    private final HeldClosings holding;
    private final Silencings silencings;
    private final FindingRows rows;
    private final Episodes episodes;
    private final Scans scans;
    private final Builds builds;
    private final ApplicationEventPublisher events;

    StreamTurns(
            StreamStates states,
            ScanContents contents,
            HeldClosings holding,
            Silencings silencings,
            FindingRows rows,
            Episodes episodes,
            Scans scans,
            Builds builds,
            ApplicationEventPublisher events) {
        this.states = states;
        this.contents = contents;
        this.holding = holding;
        this.silencings = silencings;
        this.rows = rows;
        this.episodes = episodes;
        this.scans = scans;
        this.builds = builds;
        this.events = events;
    }

    /** How many results a report has, and how many of them its scanner silenced itself. */
    record Tally(int results, int suppressed) {}

    /**
     * Turns the stream to what its newest scan found.
     *
     * @param written findings that the scan says something new of
     */
    Recorded turn(Order order, Surroundings before, Found found, Match match, RoaringBitmap written, Tally tally) {
        Stream stream = order.stream();
        RoaringBitmap here = before.here().all();
        RoaringBitmap seen = found.content().all();
        Optional<Scan> held = stream.heldScanId().flatMap(scans::findById);
        RoaringBitmap waiting = held.isPresent() ? holding.waiting(stream.id()) : new RoaringBitmap();
        var change = Lifecycle.of(
                new Lifecycle.Before(here, before.inOthers(), waiting),
                seen,
                order.complete(),
                Lifecycle.HoldRule.DEFAULT);

        RoaringBitmap reopened = open(order, before, found, match, change.opened());
        close(new Episodes.Turn(order.scan().id(), order.build(), order.detectedAt()), change.closed());
        if (order.complete()) {
            held.ifPresent(scan -> confirm(scan, change.closedByHeld(), RoaringBitmap.andNot(waiting, seen)));
        }

        RoaringBitmap unseen = RoaringBitmap.andNot(change.contained(), seen);
        ScanContent contained =
                ScanContent.union(List.of(found.content(), before.here().only(unseen)));
        RoaringBitmap gone = RoaringBitmap.andNot(here, change.contained());
        keep(stream, before.state(), found, contained, gone);
        hold(order, change.heldBack(), waiting);
        stream.advance(order.scan(), order.build(), order.complete());
        ScanContent open = rollUp(order.project(), before, contained);
        // Where other streams see it too, they count together.
        RoaringBitmap touched = RoaringBitmap.or(written, gone);
        match.joins().forEach(join -> touched.add(join.survivor()));
        rows.sumUp(order.project().id(), RoaringBitmap.and(touched, before.inOthers()), open);

        int total = seen.getCardinality();
        int back = reopened.getCardinality();
        int fresh = change.opened().getCardinality() - back;
        int fixed = change.closed().getCardinality() + change.closedByHeld().getCardinality();
        var counts = new ScanCounts(
                tally.results(),
                tally.suppressed(),
                total,
                fresh,
                fixed,
                back,
                total - fresh - back,
                found.content().suppressed().getCardinality());
        return new Recorded(
                found.content(),
                counts,
                false,
                order.complete() ? change.heldBack().getCardinality() : 0,
                change.opened(),
                new RoaringBitmap(),
                written);
    }

    /** Opens an episode of each of these. @return those that had been closed before */
    private RoaringBitmap open(Order order, Surroundings before, Found found, Match match, RoaringBitmap opened) {
        Stream stream = order.stream();
        long projectId = order.project().id();
        RoaringBitmap known = opened.clone();
        known.remove((long) match.firstNew(), (long) match.firstNew() + match.created());
        RoaringBitmap reopened = rows.withStatus(projectId, known, FindingStatus.CLOSED);
        rows.setStatus(projectId, known, FindingStatus.OPEN);
        Instant committed = order.build().placedAt();
        boolean backlog = stream.awaitsFirstCompleteScan();
        episodes.open(
                new Episodes.Turn(order.scan().id(), order.build(), order.detectedAt()),
                new Episodes.Opening(
                        opened,
                        backlog,
                        stream.guardId(),
                        found.content()::severity,
                        n -> found.introduced(n, committed)));
        // What others have open already is open by this guard, too.
        RoaringBitmap joined =
                RoaringBitmap.andNot(found.content().all(), before.here().all());
        joined.andNot(opened);
        episodes.alsoSeenBy(stream.guardId(), projectId, joined);
        if (!opened.isEmpty()) {
            events.publishEvent(new FindingsOpened(
                    projectId, order.scan().id(), order.build().id(), opened.clone(), backlog));
        }
        return reopened;
    }

    private void close(Episodes.Turn turn, RoaringBitmap findings) {
        rows.setStatus(turn.build().projectId(), findings, FindingStatus.CLOSED);
        episodes.close(turn, findings, EpisodeOutcome.FIXED);
    }

    /** Closes what an earlier scan did not see and this one does not either, as of that earlier scan. */
    private void confirm(Scan held, RoaringBitmap closed, RoaringBitmap gone) {
        Build build = builds.findById(held.buildId().orElseThrow()).orElseThrow();
        close(new Episodes.Turn(held.id(), build, held.detectedAt().orElseThrow()), closed);
        holding.confirm(build.projectId(), held.id(), gone);
        events.publishEvent(new ClosingsConfirmed(build.id()));
    }

    private void keep(Stream stream, StreamState state, Found found, ScanContent contained, RoaringBitmap gone) {
        state.removeAll(gone);
        found.putInto(state);
        states.save(stream.id(), state);
        contents.saveStream(stream.id(), contained);
    }

    private void hold(Order order, RoaringBitmap heldBack, RoaringBitmap waiting) {
        Stream stream = order.stream();
        if (!heldBack.equals(waiting)) {
            holding.saveWaiting(stream.id(), heldBack);
        }
        if (heldBack.isEmpty()) {
            stream.release();
        } else if (order.complete()) {
            stream.hold(order.scan());
            holding.hold(order.scan().id(), heldBack);
        }
    }

    private ScanContent rollUp(Project project, Surroundings before, ScanContent contained) {
        var streams = new ArrayList<>(before.others());
        streams.add(contained);
        ScanContent open = ScanContent.union(streams).deciding(silencings.of(project.id()));
        project.rollUp(open.counts(), open.silenced().getCardinality());
        return open;
    }
}

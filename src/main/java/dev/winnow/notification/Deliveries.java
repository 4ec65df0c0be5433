package dev.winnow.notification;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import dev.winnow.notification.Delivery.State;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.NotFound;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was sent, waits, or did not arrive, for those who manage the channels; administrators also see mail to persons. */
@Service
public class Deliveries {
    private static final int TOGETHER = 200;

    private final DeliveryRows rows;
    private final Channels channels;
    private final WakeUp wakeUp;
    private final AuditLog log;
    private final Clock clock;

    Deliveries(DeliveryRows rows, Channels channels, WakeUp wakeUp, AuditLog log, Clock clock) {
        this.rows = rows;
        this.channels = channels;
        this.wakeUp = wakeUp;
        this.log = log;
        this.clock = clock;
    }

    /** The newest first. @param before the id to go on behind; {@code Long.MAX_VALUE} for the first page */
    @Transactional(readOnly = true)
    public List<Delivery> page(Caller by, State state, long before, int limit) {
        return rows.page(state, managed(by), by.mayAdminister(), before, limit);
    }

    /** The same of these channels alone, as far as the caller manages them. */
    @Transactional(readOnly = true)
    public List<Delivery> page(Caller by, Collection<Channel> of, State state, long before, int limit) {
        List<Long> managed = managed(by);
        return rows.page(
                state, of.stream().map(Channel::id).filter(managed::contains).toList(), false, before, limit);
    }

    private List<Long> managed(Caller by) {
        return channels.of(by).stream().map(Channel::id).toList();
    }

    /**
     * Sends a dead one again.
     *
     * @throws NotFound where there is none of a channel that the caller manages
     * @throws Conflict where it is not dead
     */
    @Transactional
    public Delivery retry(Caller by, long id) {
        Delivery delivery = rows.find(id)
                .filter(one -> one.channelId()
                        .map(channel -> managed(by).contains(channel))
                        .orElseGet(by::mayAdminister))
                .orElseThrow(() -> new NotFound("There is no delivery " + id + "."));
        if (!rows.again(id, clock.instant())) {
            throw new Conflict(
                    "Delivery " + id + " is " + delivery.state().word() + ": only a dead one is sent again.");
        }
        log.record(
                by.actor(),
                "delivery.retried",
                "delivery:" + id,
                null,
                Map.of("to", delivery.to(), "uid", delivery.uid()));
        wakeUp.call();
        return rows.find(id).orElseThrow();
    }

    /** Sends all dead ones of a channel again, the newest first as many as {@value #TOGETHER}. @return how many these are */
    @Transactional
    public int retryAll(Caller by, long channelId) {
        Channel channel = channels.find(by, channelId);
        int again = 0;
        for (Delivery dead : rows.page(State.DEAD, List.of(channelId), false, Long.MAX_VALUE, TOGETHER)) {
            again += rows.again(dead.id(), clock.instant()) ? 1 : 0;
        }
        if (again > 0) {
            log.record(
                    by.actor(),
                    "delivery.retried",
                    "channel:" + channelId,
                    null,
                    Map.of("to", channel.name(), "deliveries", again));
            wakeUp.call();
        }
        return again;
    }
}

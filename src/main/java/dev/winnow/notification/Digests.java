package dev.winnow.notification;

import dev.winnow.access.Scope;
import dev.winnow.notification.DeliveryRows.Address;
import dev.winnow.notification.DigestRows.Item;
import dev.winnow.notification.NoticeRows.Noted;
import dev.winnow.notification.Wording.Gathered;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends what was gathered for a channel when its hour has come, as one message. */
@Component
class Digests {
    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);
    private static final int TOGETHER = 100;

    /** In one message; what is left comes with the next. */
    private static final int LARGEST = 1_000;

    private final ChannelRows channels;
    private final DigestRows rows;
    private final NoticeRows notices;
    private final DeliveryRows deliveries;
    private final Projects projects;
    private final Wording wording;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Digests(
            ChannelRows channels,
            DigestRows rows,
            NoticeRows notices,
            DeliveryRows deliveries,
            Projects projects,
            Wording wording,
            TransactionTemplate transaction,
            Clock clock) {
        this.channels = channels;
        this.rows = rows;
        this.notices = notices;
        this.deliveries = deliveries;
        this.projects = projects;
        this.wording = wording;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        for (Channel channel : channels.due(clock.instant(), TOGETHER)) {
            try {
                transaction.executeWithoutResult(status -> send(channel));
            } catch (RuntimeException e) {
                LOG.warn("The digest of channel {} could not be made", channel.id(), e);
            }
        }
    }

    private void send(Channel channel) {
        Instant now = clock.instant();
        if (!channels.nextDigest(channel, next(channel.digestHours(), now))) {
            return;
        }
        List<Item> items = rows.of(channel.id(), LARGEST);
        if (items.isEmpty()) {
            return;
        }
        Map<Long, Noted> byId = notices.ofIds(items.stream().map(Item::noticeId).toList()).stream()
                .collect(Collectors.toMap(Noted::id, Function.identity()));
        Map<Long, String> names = byId.values().stream()
                .map(noted -> noted.notice().projectId())
                .distinct()
                .flatMap(id -> projects.findById(id).stream())
                .collect(Collectors.toMap(Project::id, Project::name));
        List<Gathered> gathered = items.stream()
                .flatMap(item -> Optional.ofNullable(byId.get(item.noticeId())).stream()
                        .map(noted -> new Gathered(
                                noted,
                                names.getOrDefault(noted.notice().projectId(), ""),
                                item.matching(),
                                item.overLimit())))
                .toList();
        if (!gathered.isEmpty()) {
            deliveries.insert(to(channel), null, Delivery.DIGEST, wording.digest(channel, gathered, now), now);
        }
        rows.forget(channel.id(), items.stream().map(Item::noticeId).toList());
    }

    private Address to(Channel channel) {
        return switch (channel.reach()) {
            case Reach.Everything everything -> new Address(channel.id(), null, null, null);
            case Reach.Of(Scope scope) ->
                switch (scope.kind()) {
                    case TEAM -> new Address(channel.id(), null, null, scope.name());
                    case PROJECT -> {
                        Project project = projects.findByName(scope.name()).orElseThrow();
                        yield new Address(channel.id(), null, project.id(), project.team());
                    }
                };
        };
    }

    /** The next of these hours of the day. @param hours in UTC, at least one */
    static Instant next(Set<Integer> hours, Instant now) {
        LocalDateTime hour = LocalDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
        do {
            hour = hour.plusHours(1);
        } while (!hours.contains(hour.getHour()));
        return hour.toInstant(ZoneOffset.UTC);
    }
}

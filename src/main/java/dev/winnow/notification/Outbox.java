package dev.winnow.notification;

import dev.winnow.access.Members;
import dev.winnow.access.Scope;
import dev.winnow.notification.DeliveryRows.Taken;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries single deliveries. Whoever takes one has it for a while; should he die meanwhile, it is tried again under the same
 * id, so that a receiver may get a message twice and never not at all.
 */
@Component
class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration SPARE = Duration.ofMinutes(2);
    private static final int GROWTH = 3;

    private final DeliveryRows rows;
    private final ChannelRows channels;
    private final AlertRows alerts;
    private final Sending sending;
    private final Members members;
    private final Projects projects;
    private final NotificationSettings.Bounds settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Outbox(
            DeliveryRows rows,
            ChannelRows channels,
            AlertRows alerts,
            Sending sending,
            Members members,
            Projects projects,
            NotificationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.channels = channels;
        this.alerts = alerts;
        this.sending = sending;
        this.members = members;
        this.projects = projects;
        this.settings = settings.notifications();
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Sends it, where it is due and nobody else does. @return whether it was tried */
    boolean attempt(long id) {
        Instant now = clock.instant();
        if (!rows.claim(id, now, now.plus(settings.timeout()).plus(SPARE))) {
            return false;
        }
        Optional<Taken> taken = rows.taken(id);
        taken.ifPresent(delivery -> {
            Attempt outcome = send(delivery, now);
            transaction.executeWithoutResult(status -> settle(delivery, outcome));
        });
        return taken.isPresent();
    }

    private Attempt send(Taken taken, Instant now) {
        var outgoing = new Outgoing(taken.delivered().uid(), taken.message(), now);
        try {
            Long channel = taken.address().channelId();
            if (channel == null) {
                return sending.toPerson(Objects.requireNonNull(taken.address().addressee()), outgoing);
            }
            ChannelKind kind = channels.find(channel).orElseThrow().kind();
            return sending.to(kind, channels.secrets(channel), outgoing);
        } catch (RuntimeException e) {
            LOG.warn("Delivery {} could not be tried", taken.delivered().id(), e);
            return Attempt.later("Something unexpected went wrong; the log of the server has it.");
        }
    }

    private void settle(Taken taken, Attempt outcome) {
        long id = taken.delivered().id();
        Instant now = clock.instant();
        switch (outcome) {
            case Attempt.Arrived arrived -> {
                if (rows.sent(id, now)) {
                    arrived(taken, now);
                }
            }
            case Attempt.Never never -> giveUp(taken, now, never.why());
            case Attempt.Later later -> {
                int tried = taken.delivered().attempts();
                if (tried >= settings.tries() || taken.delivered().occasion().equals(Delivery.TEST)) {
                    giveUp(taken, now, later.why());
                } else {
                    Duration pause = pause(tried);
                    Duration asked = later.notBefore().orElse(Duration.ZERO);
                    rows.later(id, now.plus(asked.compareTo(pause) > 0 ? asked : pause), later.why());
                    failed(taken, now, later.why());
                }
            }
        }
    }

    /** Grows from try to try; different for each, so that what failed together does not come back together. */
    private Duration pause(int tried) {
        double grown = settings.firstDelay().toMillis() * Math.pow(GROWTH, tried - 1.0);
        double bounded = Math.min(grown, settings.longestDelay().toMillis());
        return Duration.ofMillis((long) (bounded * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    private void giveUp(Taken taken, Instant now, String why) {
        rows.dead(taken.delivered().id(), now, why);
        failed(taken, now, why);
    }

    private void failed(Taken taken, Instant now, String why) {
        Long channel = taken.address().channelId();
        if (channel != null) {
            channels.failed(channel, now, why);
        }
    }

    private void arrived(Taken taken, Instant now) {
        DeliveryRows.Address to = taken.address();
        Long channel = to.channelId();
        if (channel != null) {
            channels.delivered(channel, now);
        }
        if (!taken.delivered().occasion().equals(Delivery.TEST)) {
            alerts.insert(Times.day(now), channel, to.projectId(), to.team(), Math.max(1, persons(channel, to)));
        }
    }

    private int persons(@Nullable Long channelId, DeliveryRows.Address to) {
        Optional<Channel> channel = Optional.ofNullable(channelId).flatMap(channels::find);
        if (channel.isEmpty()) {
            return 1;
        }
        if (channel.get().kind() == ChannelKind.EMAIL) {
            return Mails.addresses(channels.secrets(channel.get().id()).target())
                    .size();
        }
        return switch (channel.get().reach()) {
            case Reach.Everything everything -> members.everyone();
            case Reach.Of(Scope scope) ->
                switch (scope.kind()) {
                    case TEAM -> members.ofTeam(scope.name());
                    case PROJECT ->
                        projects.findByName(scope.name())
                                .map(Project::team)
                                .map(members::ofTeam)
                                .orElseGet(() -> members.ofProject(scope.name(), null));
                };
        };
    }
}

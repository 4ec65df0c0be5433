package dev.winnow.notification;

import dev.winnow.notification.DeliveryRows.Address;
import dev.winnow.notification.NoticeRows.Noted;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.IndexUnavailable;
import dev.winnow.search.query.QueryError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lays what is noted into the outbox of each channel that wants it, or aside for its digest; once each. */
@Component
class Routing {
    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);
    private static final int TOGETHER = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long is waited for an index that cannot be asked, before people rather hear too much than nothing. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final String UNASKED =
            "What this channel asks for could not be looked up in the search index, so nothing is left out.";

    private final NoticeRows notices;
    private final ChannelRows channels;
    private final DeliveryRows deliveries;
    private final DigestRows digests;
    private final Projects projects;
    private final FindingIndex index;
    private final Wording wording;
    private final Delivered delivered;
    private final Mails mails;
    private final NotificationSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** How long the index is waited for: once a round, as all that is sent waits meanwhile. */
    private Duration patience = PATIENCE;

    Routing(
            NoticeRows notices,
            ChannelRows channels,
            DeliveryRows deliveries,
            DigestRows digests,
            Projects projects,
            FindingIndex index,
            Wording wording,
            Delivered delivered,
            Mails mails,
            NotificationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.notices = notices;
        this.channels = channels;
        this.deliveries = deliveries;
        this.digests = digests;
        this.projects = projects;
        this.index = index;
        this.wording = wording;
        this.delivered = delivered;
        this.mails = mails;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Routes what waits, the oldest first. */
    void run() {
        patience = PATIENCE;
        for (Noted noted : notices.waiting(TOGETHER)) {
            try {
                route(noted);
            } catch (RuntimeException e) {
                // The next round tries again; others go on.
                LOG.warn("Notice {} could not be routed", noted.id(), e);
            }
        }
    }

    /** A channel that gets a notice. @param asked whether its query could be asked */
    private record Wanted(Channel channel, RoaringBitmap matching, boolean asked) {}

    private void route(Noted noted) {
        Project project = projects.findById(noted.notice().projectId()).orElseThrow();
        Optional<List<Wanted>> wanted = wanted(noted, project);
        // Of an index that is being made nobody knows yet what it has.
        wanted.ifPresent(all -> transaction.executeWithoutResult(status -> {
            if (notices.routed(noted.id())) {
                all.forEach(one -> put(noted, project, one));
                noted.notice().addressee().ifPresent(person -> putTo(person, noted, project));
            }
        }));
    }

    /** @return empty where it must be asked later */
    private Optional<List<Wanted>> wanted(Noted noted, Project project) {
        RoaringBitmap all = noted.notice().findings();
        Map<String, Optional<RoaringBitmap>> answers = new HashMap<>();
        var wanted = new ArrayList<Wanted>();
        for (Channel channel : channels.concerning(project)) {
            Occasion occasion = noted.notice().occasion();
            if (!channel.atOnce().contains(occasion) && !channel.inDigest().contains(occasion)) {
                continue;
            }
            if (all.isEmpty() || channel.query().isEmpty()) {
                wanted.add(new Wanted(channel, all, true));
                continue;
            }
            Optional<RoaringBitmap> matching =
                    answers.computeIfAbsent(channel.query(), query -> ask(query, project, all));
            if (matching.isEmpty() && clock.instant().isBefore(noted.raisedAt().plus(LONGEST_WAIT))) {
                return Optional.empty();
            }
            if (matching.filter(RoaringBitmap::isEmpty).isEmpty()) {
                wanted.add(new Wanted(channel, matching.orElse(all), matching.isPresent()));
            }
        }
        return Optional.of(wanted);
    }

    private Optional<RoaringBitmap> ask(String query, Project project, RoaringBitmap findings) {
        try {
            if (index.awaitFresh(patience)) {
                return Optional.of(index.among(project, findings, index.parse(query)));
            }
            patience = Duration.ZERO;
            return Optional.empty();
        } catch (IndexUnavailable | QueryError e) {
            return Optional.empty();
        }
    }

    private void put(Noted noted, Project project, Wanted wanted) {
        Channel channel = wanted.channel();
        Occasion occasion = noted.notice().occasion();
        Instant now = clock.instant();
        boolean everywhere = channel.reach() instanceof Reach.Everything;
        if (channel.inDigest().contains(occasion)) {
            digests.add(channel.id(), noted.id(), wanted.matching(), false);
        } else if (occasion != Occasion.PRODUCTION_CRITICAL
                && !everywhere
                && delivered.today(project).isUsedUp()) {
            digests.add(channel.id(), noted.id(), wanted.matching(), true);
        } else {
            Message message =
                    wording.notice(noted, project, wanted.matching(), wanted.asked() ? List.of() : List.of(UNASKED));
            var to = everywhere
                    ? new Address(channel.id(), null, null, null)
                    : new Address(channel.id(), null, project.id(), project.team());
            deliveries.insert(to, noted.id(), occasion.word(), message, now);
        }
    }

    /** Nobody who wrote code is flooded because of it: a day's share is the end of it. */
    private void putTo(String person, Noted noted, Project project) {
        if (!mails.isConfigured() || !Mails.isAddress(person) || !settings.mayMailTo(person)) {
            return;
        }
        Instant now = clock.instant();
        int today = deliveries.toSince(person, Times.start(Times.day(now)));
        double limit = delivered.today(project).limit();
        if (today >= limit) {
            return;
        }
        List<String> notes =
                today + 1 >= limit ? List.of("This is the last alert of today that is sent to you.") : List.of();
        deliveries.insert(
                new Address(null, person, project.id(), project.team()),
                noted.id(),
                noted.notice().occasion().word(),
                wording.notice(noted, project, noted.notice().findings(), notes),
                now);
    }
}

package dev.winnow.notification;

import dev.winnow.access.Caller;
import dev.winnow.access.Scope;
import dev.winnow.audit.AuditLog;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Projects;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Where alerts go: arranged by those who decide on findings of the project or team, for all projects by administrators. */
@Service
public class Channels {
    private static final int MOST = 50;

    /** No channel has it. */
    private static final long NEW = 0;

    private final ChannelRows rows;
    private final DeliveryRows deliveries;
    private final DigestRows digests;
    private final Outbox outbox;
    private final Destinations destinations;
    private final Mails mails;
    private final Projects projects;
    private final AuditLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Channels(
            ChannelRows rows,
            DeliveryRows deliveries,
            DigestRows digests,
            Outbox outbox,
            Destinations destinations,
            Mails mails,
            Projects projects,
            AuditLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.digests = digests;
        this.outbox = outbox;
        this.destinations = destinations;
        this.mails = mails;
        this.projects = projects;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Those that the caller manages, by name. */
    @Transactional(readOnly = true)
    public List<Channel> of(Caller by) {
        return rows.all().stream()
                .filter(channel -> channel.reach().isManagedBy(by))
                .toList();
    }

    /** Those of just this reach, by name; none where the caller does not manage them. */
    @Transactional(readOnly = true)
    public List<Channel> of(Caller by, Reach reach) {
        return of(by).stream().filter(channel -> channel.reach().equals(reach)).toList();
    }

    /** What waits for the next digest of each of these. */
    @Transactional(readOnly = true)
    public Map<Channel, Waiting> waiting(Collection<Channel> of) {
        Map<Long, Waiting> known = digests.waiting(of.stream().map(Channel::id).toList());
        var waiting = new LinkedHashMap<Channel, Waiting>();
        of.forEach(channel -> waiting.put(channel, known.getOrDefault(channel.id(), Waiting.NOTHING)));
        return waiting;
    }

    /** @throws NotFound where there is none that the caller manages */
    @Transactional(readOnly = true)
    public Channel find(Caller by, long id) {
        return rows.find(id)
                .filter(channel -> channel.reach().isManagedBy(by))
                .orElseThrow(() -> new NotFound("There is no channel " + id + "."));
    }

    /**
     * A channel that was made.
     *
     * @param secret what signs deliveries, where it was made here: shown once and never again
     */
    public record Made(Channel channel, Optional<String> secret) {
        @Override
        public String toString() {
            return "Made[" + channel + "]";
        }
    }

    /**
     * Makes a channel. The address is looked at before anything is written.
     *
     * @throws NotFound where it is for a project that is not there for the caller
     * @throws NotPermitted where the caller does not decide on findings there
     * @throws InvalidRequest where something cannot be, such as an address that leads into the server's own network
     * @throws Conflict where there are too many, or one that is for the same has the name
     */
    public Made create(Caller by, ChannelKind kind, Reach reach, ChannelWish wish) {
        Optional<Long> project = permitted(by, reach);
        String target = wish.target();
        if (target == null || target.isBlank()) {
            throw new InvalidRequest("target: where to.");
        }
        String shown = looked(kind, target.strip());
        boolean signs = kind == ChannelKind.WEBHOOK;
        Optional<String> made = signs && wish.secret() == null ? Optional.of(Signature.newSecret()) : Optional.empty();
        var secrets = new ChannelRows.Secrets(
                target.strip(), signs ? made.or(() -> Optional.ofNullable(wish.secret())) : Optional.empty());
        Instant now = clock.instant();
        Channel channel = done(() -> {
            if (rows.all().stream().filter(one -> one.reach().equals(reach)).count() >= MOST) {
                throw new Conflict("There are " + MOST + " channels for " + reach.title() + ": delete one first.");
            }
            requireFree(reach, project.orElse(null), wish, NEW);
            long id = rows.insert(
                    kind,
                    project.orElse(null),
                    team(reach),
                    wish,
                    shown,
                    secrets,
                    Digests.next(wish.digestHours(), now),
                    now,
                    by.getName());
            Channel there = rows.find(id).orElseThrow();
            log.record(by.actor(), "channel.created", "channel:" + id, null, noted(there));
            return there;
        });
        return new Made(channel, made);
    }

    /** Looking at an address may take long; no transaction waits for it. */
    private Channel done(java.util.function.Supplier<Channel> deed) {
        try {
            return java.util.Objects.requireNonNull(transaction.execute(status -> deed.get()));
        } catch (DuplicateKeyException e) {
            // Somebody else gave the name since it was looked for.
            throw new Conflict("There is a channel of that name already: choose another one.");
        }
    }

    private void requireFree(Reach reach, @Nullable Long project, ChannelWish wish, long itself) {
        if (rows.isCalled(project, team(reach), wish.name(), itself)) {
            throw new Conflict("There is a channel named " + wish.name() + " for " + reach.title()
                    + " already: choose another name.");
        }
    }

    private @Nullable Long project(Reach reach) {
        return reach instanceof Reach.Of(Scope scope) && scope.kind() == Scope.Kind.PROJECT
                ? projects.idOf(scope.name()).orElse(null)
                : null;
    }

    private static @Nullable String team(Reach reach) {
        return reach instanceof Reach.Of(Scope scope) && scope.kind() == Scope.Kind.TEAM ? scope.name() : null;
    }

    private Optional<Long> permitted(Caller by, Reach reach) {
        Optional<Long> project = Optional.empty();
        if (reach instanceof Reach.Of(Scope scope) && scope.kind() == Scope.Kind.PROJECT) {
            project = projects.idOf(scope.name()).filter(id -> by.mayRead(scope.name()));
            if (project.isEmpty()) {
                throw new NotFound("There is no project " + scope.name() + ".");
            }
        }
        if (!reach.isManagedBy(by)) {
            throw new NotPermitted("Channels for " + reach.title() + " are arranged by "
                    + (reach instanceof Reach.Everything ? "administrators." : "those who decide on findings there."));
        }
        return project;
    }

    /** @return what of the target may be shown */
    private String looked(ChannelKind kind, String target) {
        if (kind == ChannelKind.EMAIL) {
            if (!mails.isConfigured()) {
                throw new InvalidRequest("kind: no mail server is set (spring.mail.host).");
            }
            return String.join(", ", Mails.addresses(target));
        }
        try {
            return Destinations.shown(destinations.check(target));
        } catch (Destinations.Refused e) {
            throw new InvalidRequest("target: " + e.getMessage());
        } catch (UnknownHostException e) {
            throw new InvalidRequest("target: the name of the host is not known.");
        }
    }

    /**
     * Changes a channel; what kind it is and which projects it is for stays. What waits for one that is turned off is
     * given up.
     *
     * @throws NotFound where there is none that the caller manages
     * @throws InvalidRequest where something cannot be
     * @throws Conflict where another one that is for the same has the name
     */
    public Channel change(Caller by, long id, ChannelWish wish) {
        Channel before = find(by, id);
        String target = wish.target();
        Optional<String> moved = Optional.ofNullable(target).map(String::strip).filter(to -> !to.isEmpty());
        String shown = moved.map(to -> looked(before.kind(), to)).orElseGet(before::shown);
        return done(() -> {
            Long project = project(before.reach());
            requireFree(before.reach(), project, wish, id);
            ChannelRows.Secrets old = rows.secrets(id);
            var secrets = new ChannelRows.Secrets(
                    moved.orElseGet(old::target),
                    before.kind() == ChannelKind.WEBHOOK && wish.secret() != null
                            ? Optional.of(wish.secret())
                            : old.secret());
            Instant now = clock.instant();
            rows.update(
                    id,
                    project,
                    team(before.reach()),
                    wish,
                    shown,
                    secrets,
                    before.digestHours().equals(wish.digestHours())
                            ? before.nextDigestAt()
                            : Digests.next(wish.digestHours(), now));
            if (!wish.enabled()) {
                deliveries.allDead(id, now, "The channel was turned off.");
            }
            Channel after = rows.find(id).orElseThrow();
            Map<String, Object> noted = noted(after);
            if (!secrets.target().equals(old.target())) {
                noted.put("targetChanged", true);
            }
            if (!secrets.secret().equals(old.secret())) {
                noted.put("secretChanged", true);
            }
            log.record(by.actor(), "channel.changed", "channel:" + id, noted(before), noted);
            return after;
        });
    }

    /** Deletes it with its deliveries; what was counted stays. @throws NotFound where there is none that the caller manages */
    @Transactional
    public void delete(Caller by, long id) {
        Channel channel = find(by, id);
        rows.delete(id);
        log.record(by.actor(), "channel.deleted", "channel:" + id, noted(channel), null);
    }

    /**
     * Sends a test message now, once.
     *
     * @return what came of it
     * @throws NotFound where there is none that the caller manages
     */
    public Delivery test(Caller by, long id) {
        Channel channel = find(by, id);
        Instant now = clock.instant();
        long delivery = java.util.Objects.requireNonNull(transaction.execute(status -> deliveries.insert(
                new DeliveryRows.Address(id, null, null, null), null, Delivery.TEST, Wording.test(channel, now), now)));
        outbox.attempt(delivery);
        return deliveries.find(delivery).orElseThrow();
    }

    /** As the audit log keeps it: without secrets. */
    private static Map<String, Object> noted(Channel channel) {
        var noted = new LinkedHashMap<String, Object>();
        noted.put("name", channel.name());
        noted.put("kind", channel.kind().word());
        noted.put("for", channel.reach().title());
        noted.put("target", channel.shown());
        noted.put("query", channel.query());
        noted.put("atOnce", Occasion.column(channel.atOnce()));
        noted.put("digest", Occasion.column(channel.inDigest()));
        noted.put("digestHours", channel.digestHours().toString());
        noted.put("enabled", channel.enabled());
        return noted;
    }
}

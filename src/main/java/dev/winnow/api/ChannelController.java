package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.notification.Channel;
import dev.winnow.notification.ChannelKind;
import dev.winnow.notification.ChannelWish;
import dev.winnow.notification.Channels;
import dev.winnow.notification.Deliveries;
import dev.winnow.notification.Occasion;
import dev.winnow.notification.Reach;
import dev.winnow.notification.Waiting;
import dev.winnow.problem.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where alerts go. */
@Tag(name = "Alerts")
@RestController
@RequestMapping("/api/v1/channels")
class ChannelController {
    private final Channels channels;
    private final Deliveries deliveries;

    ChannelController(Channels channels, Deliveries deliveries) {
        this.channels = channels;
        this.deliveries = deliveries;
    }

    /**
     * How a channel is to be. What is left out stays as it is, or is as usual.
     *
     * @param kind slack, teams, webhook or email; of a new channel alone
     * @param project the project it is for; of a new channel alone
     * @param team the team whose projects it is for; of a new channel alone; without both it is for all projects
     * @param target an address of the web, or e-mail addresses separated by commas; never shown again
     * @param secret signs what goes to a webhook; left out of a new one, it is made and answered once
     * @param query which findings, in the query language
     * @param atOnce occasions that go at once: production-critical, gate-red, gate-green, new-findings, runtime-alert
     * @param digest occasions that wait for the digest
     * @param digestHours when the digest goes, in hours of the day in UTC
     */
    // What was read may be sent back as it is.
    @JsonIgnoreProperties({
        "id",
        "nextDigest",
        "lastDelivery",
        "lastFailure",
        "failure",
        "failing",
        "waiting",
        "waitingOverLimit"
    })
    record ChannelRequest(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String project,
            @Nullable String team,
            @Nullable String target,

            @Schema(accessMode = Schema.AccessMode.WRITE_ONLY) @Nullable
            String secret,

            @Nullable String query,
            @Nullable List<String> atOnce,
            @Nullable List<String> digest,
            @Nullable List<Integer> digestHours,
            @Nullable Boolean enabled) {
        ChannelKind theKind() {
            return ChannelKind.of(String.valueOf(kind))
                    .orElseThrow(() -> new InvalidRequest("kind: slack, teams, webhook or email."));
        }

        Reach reach() {
            if (project != null && team != null) {
                throw new InvalidRequest("team: a channel is for a project or for a team, not both.");
            }
            return project != null ? Reach.project(project) : team != null ? Reach.team(team) : Reach.EVERYTHING;
        }

        ChannelWish asNew() {
            return wish("", "", Occasion.AT_ONCE, Occasion.IN_DIGEST, new TreeSet<>(), true);
        }

        /** @throws InvalidRequest where it says something else of what stays */
        ChannelWish asChangeOf(Channel before) {
            boolean moves = (project != null || team != null) && !reach().equals(before.reach());
            if (moves || kind != null && theKind() != before.kind()) {
                throw new InvalidRequest(
                        "kind: kind, project and team of a channel stay as they are; make another one.");
            }
            // The target as it is shown, sent back, is the one there is.
            return (before.shown().equals(target) ? withoutTarget() : this)
                    .wish(
                            before.name(),
                            before.query(),
                            before.atOnce(),
                            before.inDigest(),
                            before.digestHours(),
                            before.enabled());
        }

        private ChannelRequest withoutTarget() {
            return new ChannelRequest(
                    name, kind, project, team, null, secret, query, atOnce, digest, digestHours, enabled);
        }

        /** What goes at once goes into no digest, and the other way round, where only one of both is said. */
        private ChannelWish wish(
                String nameBefore,
                String queryBefore,
                Set<Occasion> atOnceBefore,
                Set<Occasion> digestBefore,
                SortedSet<Integer> hoursBefore,
                boolean enabledBefore) {
            Set<Occasion> now = atOnce == null ? new HashSet<>(atOnceBefore) : occasions("atOnce", atOnce);
            Set<Occasion> later = digest == null ? new HashSet<>(digestBefore) : occasions("digest", digest);
            if (digest == null) {
                later.removeAll(now);
            } else if (atOnce == null) {
                now.removeAll(later);
            }
            return new ChannelWish(
                    Objects.requireNonNullElse(name, nameBefore),
                    target,
                    secret,
                    Objects.requireNonNullElse(query, queryBefore),
                    now,
                    later,
                    digestHours == null ? hoursBefore : hours(digestHours),
                    Objects.requireNonNullElse(enabled, enabledBefore));
        }

        private static SortedSet<Integer> hours(List<Integer> given) {
            if (given.stream().anyMatch(Objects::isNull)) {
                throw new InvalidRequest("digestHours: hours of the day in UTC, 0 to 23.");
            }
            return new TreeSet<>(given);
        }

        private static Set<Occasion> occasions(String field, Collection<String> words) {
            var occasions = EnumSet.noneOf(Occasion.class);
            words.forEach(word -> occasions.add(Occasion.of(String.valueOf(word))
                    .orElseThrow(() -> new InvalidRequest(field + ": "
                            + Arrays.stream(Occasion.values())
                                    .map(Occasion::word)
                                    .collect(Collectors.joining(", "))
                            + "."))));
            return occasions;
        }

        /** Without what must not be shown. */
        @Override
        public String toString() {
            return "ChannelRequest[" + name + "]";
        }
    }

    /**
     * A channel.
     *
     * @param target as it may be shown: of an address of the web its host
     * @param secret what signs deliveries, in the one answer that makes it
     * @param waiting alerts that wait for the next digest
     * @param waitingOverLimit those among them that would have gone at once, had people not had their share that day
     * @param failing whether what was tried last did not arrive
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChannelJson(
            String id,
            String name,
            String kind,
            @Nullable String project,
            @Nullable String team,
            String target,
            @Nullable String secret,
            String query,
            List<String> atOnce,
            List<String> digest,
            List<Integer> digestHours,
            Instant nextDigest,
            int waiting,
            int waitingOverLimit,
            boolean enabled,
            @Nullable Instant lastDelivery,
            @Nullable Instant lastFailure,
            @Nullable String failure,
            boolean failing) {
        static ChannelJson of(Channel channel, Waiting waiting, @Nullable String secret) {
            return new ChannelJson(
                    Long.toString(channel.id()),
                    channel.name(),
                    channel.kind().word(),
                    named(channel, dev.winnow.access.Scope.Kind.PROJECT),
                    named(channel, dev.winnow.access.Scope.Kind.TEAM),
                    channel.shown(),
                    secret,
                    channel.query(),
                    words(channel.atOnce()),
                    words(channel.inDigest()),
                    List.copyOf(channel.digestHours()),
                    channel.nextDigestAt(),
                    waiting.alerts(),
                    waiting.overLimit(),
                    channel.enabled(),
                    channel.deliveredAt().orElse(null),
                    channel.failedAt().orElse(null),
                    channel.failure().orElse(null),
                    channel.isFailing());
        }

        private static @Nullable String named(Channel channel, dev.winnow.access.Scope.Kind kind) {
            return channel.reach() instanceof Reach.Of(var scope) && scope.kind() == kind ? scope.name() : null;
        }

        private static List<String> words(Set<Occasion> occasions) {
            return occasions.stream().sorted().map(Occasion::word).toList();
        }
    }

    /** How many deliveries are sent again. */
    record RetriedJson(int deliveries) {}

    @Operation(summary = "The channels that the caller manages, by name")
    @GetMapping
    List<ChannelJson> all(@AuthenticationPrincipal Caller caller) {
        return channels.waiting(channels.of(caller)).entrySet().stream()
                .map(entry -> ChannelJson.of(entry.getKey(), entry.getValue(), null))
                .toList();
    }

    @Operation(summary = "A channel")
    @GetMapping("/{id}")
    ChannelJson one(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return shown(channels.find(caller, id), null);
    }

    @Operation(
            summary = "Makes a channel for alerts",
            description =
                    "For a project or team by those who decide on its findings, for all projects by administrators. Addresses of"
                            + " the web begin with https and lead to the public internet, unless the operator allows others.")
    @PostMapping
    ResponseEntity<ChannelJson> create(
            @AuthenticationPrincipal Caller caller, @RequestBody @Valid ChannelRequest request) {
        var made = channels.create(caller, request.theKind(), request.reach(), request.asNew());
        return ResponseEntity.created(
                        URI.create("/api/v1/channels/" + made.channel().id()))
                .body(shown(made.channel(), made.secret().orElse(null)));
    }

    private ChannelJson shown(Channel channel, @Nullable String secret) {
        return ChannelJson.of(
                channel,
                Objects.requireNonNull(channels.waiting(List.of(channel)).get(channel)),
                secret);
    }

    @Operation(
            summary = "Changes a channel; what is left out stays",
            description =
                    "Without target and secret these stay, too. What waits for one that is turned off is given up.")
    @PutMapping("/{id}")
    ChannelJson change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Valid ChannelRequest request) {
        Channel before = channels.find(caller, id);
        return shown(channels.change(caller, id, request.asChangeOf(before)), null);
    }

    @Operation(summary = "Deletes a channel with its deliveries; what was counted stays")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        channels.delete(caller, id);
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Sends a test message now, once", description = "Answers what came of it; a test is no alert.")
    @PostMapping("/{id}/test")
    DeliveryController.DeliveryJson test(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return DeliveryController.DeliveryJson.of(channels.test(caller, id));
    }

    @Operation(summary = "Sends dead deliveries of the channel again, up to 200 at once")
    @PostMapping("/{id}/retry")
    RetriedJson retry(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return new RetriedJson(deliveries.retryAll(caller, id));
    }
}

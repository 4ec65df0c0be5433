package dev.winnow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.notification.Delivery.State;
import dev.winnow.support.OnH2;
import dev.winnow.support.OnPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Deliveries: until they arrive or nobody can hope for it any more, each once, and in one message where people want it so. */
class OutboxTests {
    @OnH2
    @Nested
    class OnH2File extends Claims {}

    @OnPostgres
    @Nested
    class OnPostgresServer extends Claims {}

    abstract static class Claims extends NotificationClaims {
        @Autowired
        private Notices notices;

        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private NoticeRows noticeRows;

        @Autowired
        private AlertRows alertRows;

        @Autowired
        private WakeUp wakeUp;

        private int said;

        @BeforeEach
        void makeTheProject() throws Exception {
            lint("c0", MILD);
        }

        private void say(Occasion occasion) {
            said++;
            notices.raise(new Notice(
                    "said " + said + " of " + project,
                    there().id(),
                    occasion,
                    "Said " + said,
                    "",
                    "/projects/" + project,
                    new RoaringBitmap(),
                    Optional.empty()));
        }

        private Channel atOnce() {
            return channel(Set.of(Occasion.RUNTIME_ALERT), Set.of(Occasion.NEW_FINDINGS), "");
        }

        private List<Delivery> page(Channel channel, State state) {
            return deliveries.page(admin(), List.of(channel), state, Long.MAX_VALUE, 50);
        }

        @Test
        void whatFailsIsTriedAgainLaterUnderTheSameId() {
            Channel channel = atOnce();
            sink.answering(Sink.status(500, "down"), Sink.status(503, "still\ndown"));
            say(Occasion.RUNTIME_ALERT);
            round();
            round();
            assertThat(sink.requests(path)).hasSize(1);
            Delivery waiting = page(channel, State.PENDING).getFirst();
            assertThat(waiting.reason()).contains("HTTP 500: down");
            assertThat(waiting.dueAt())
                    .isBetween(clock.instant().plusSeconds(11), clock.instant().plusSeconds(19));
            assertThat(channels.find(admin(), channel.id()).isFailing()).isTrue();

            clock.advance(Duration.ofSeconds(20));
            round();
            clock.advance(Duration.ofSeconds(20));
            round();
            assertThat(sink.requests(path)).hasSize(2);
            clock.advance(Duration.ofSeconds(60));
            round();
            assertThat(sink.requests(path)).hasSize(3);
            assertThat(sink.requests(path).stream()
                            .map(one -> one.header("X-winnow-delivery"))
                            .distinct())
                    .containsExactly(waiting.uid());
            assertThat(page(channel, State.SENT)).hasSize(1);
            assertThat(channels.find(admin(), channel.id()).isFailing()).isFalse();
        }

        @Test
        void afterTheLastTryItIsDeadAndSomebodySendsItAgain() {
            Channel channel = atOnce();
            sink.answering(Sink.status(500, ""), Sink.status(500, ""), Sink.status(500, ""));
            say(Occasion.RUNTIME_ALERT);
            for (int i = 0; i < 5; i++) {
                round();
                clock.advance(Duration.ofHours(2));
            }
            assertThat(sink.requests(path)).hasSize(3);
            Delivery dead = page(channel, State.DEAD).getFirst();
            assertThat(dead.reason()).contains("HTTP 500");

            deliveries.retry(admin(), dead.id());
            round();
            assertThat(page(channel, State.SENT)).extracting(Delivery::uid).containsExactly(dead.uid());
        }

        @Test
        void whatTheReceiverAsksForIsHonouredWithinBounds() {
            Channel channel = atOnce();
            sink.answering(Sink.status(429, "", "Retry-After", "300"), Sink.status(429, "", "Retry-After", "999999"));
            say(Occasion.RUNTIME_ALERT);
            round();
            assertThat(page(channel, State.PENDING).getFirst().dueAt())
                    .isEqualTo(clock.instant().plusSeconds(300));
            clock.advance(Duration.ofSeconds(300));
            round();
            assertThat(page(channel, State.PENDING).getFirst().dueAt())
                    .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        }

        @Test
        void whatNoTryWouldMendIsDeadAtOnce() {
            Channel channel = atOnce();
            sink.answering(
                    Sink.status(404, "channel_not_found"),
                    Sink.status(302, "", "Location", sink.url("/elsewhere")),
                    Sink.status(400, "x".repeat(3_000_000)));
            say(Occasion.RUNTIME_ALERT);
            say(Occasion.RUNTIME_ALERT);
            say(Occasion.RUNTIME_ALERT);
            round();
            assertThat(page(channel, State.DEAD).stream()
                            .map(one -> one.reason().orElseThrow()))
                    .anyMatch("HTTP 404: channel_not_found"::equals)
                    .anyMatch(why -> why.startsWith("HTTP 302: it leads elsewhere"))
                    .anyMatch(why -> why.startsWith("HTTP 400: xxx") && why.length() < 200);
            assertThat(sink.requests("/elsewhere")).isEmpty();
        }

        @Test
        void aServerThatDripsItsAnswerIsLeft() {
            Channel channel = atOnce();
            var over = new CountDownLatch(1);
            sink.answering(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                try {
                    for (int i = 0; i < 100 && over.getCount() > 0; i++) {
                        exchange.getResponseBody().write('x');
                        exchange.getResponseBody().flush();
                        over.await(200, java.util.concurrent.TimeUnit.MILLISECONDS);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            say(Occasion.RUNTIME_ALERT);
            round();
            over.countDown();
            assertThat(page(channel, State.PENDING))
                    .singleElement()
                    .satisfies(one -> assertThat(one.reason()).contains("No answer within 2 seconds."));
        }

        @Test
        void whatACrashLeftHalfDoneIsSentAgainUnderTheSameId() {
            Channel channel = atOnce();
            say(Occasion.RUNTIME_ALERT);
            routing.run();
            Delivery taken = page(channel, State.PENDING).getFirst();
            assertThat(rows.claim(taken.id(), clock.instant(), clock.instant().plusSeconds(122)))
                    .isTrue();
            // Here the server died.
            round();
            assertThat(sink.requests(path)).isEmpty();
            clock.advance(Duration.ofSeconds(123));
            round();
            assertThat(sink.last(path).header("X-winnow-delivery")).isEqualTo(taken.uid());
            assertThat(page(channel, State.SENT)).hasSize(1);
        }

        @Test
        void ofTwoThatWantToSendItOneDoes() throws Exception {
            Channel channel = atOnce();
            say(Occasion.RUNTIME_ALERT);
            try (var threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> rounds = IntStream.range(0, 4)
                        .<Future<?>>mapToObj(i -> threads.submit(routing::run))
                        .toList();
                for (Future<?> one : rounds) {
                    one.get();
                }
                Delivery only = page(channel, State.PENDING).getFirst();
                List<Future<Boolean>> tries = IntStream.range(0, 4)
                        .mapToObj(i -> threads.submit(() -> outbox.attempt(only.id())))
                        .toList();
                int tried = 0;
                for (Future<Boolean> one : tries) {
                    tried += one.get() ? 1 : 0;
                }
                assertThat(tried).isEqualTo(1);
            }
            assertThat(sink.requests(path)).hasSize(1);
        }

        @Test
        void aChannelThatDoesNotAnswerHoldsUpNoOther() {
            Channel stuck = channel(
                    ChannelKind.SLACK, Reach.project(project), "/stuck", Set.of(Occasion.RUNTIME_ALERT), Set.of(), "");
            Channel well = atOnce();
            for (int i = 0; i < 20; i++) {
                say(Occasion.RUNTIME_ALERT);
            }
            routing.run();
            assertThat(rows.due(clock.instant()))
                    .extracting(DeliveryRows.Due::channelId)
                    .contains(stuck.id(), well.id())
                    .doesNotHaveDuplicates();
        }

        @Test
        void aServerWorksOnItByItself() throws Exception {
            var some = new NotificationSettings.Bounds(
                    List.of(),
                    4,
                    Duration.ofMillis(50),
                    Duration.ofSeconds(5),
                    3,
                    Duration.ofSeconds(1),
                    Duration.ofHours(1),
                    Duration.ofDays(30));
            var postman = new Postman(
                    routing,
                    digests,
                    outbox,
                    rows,
                    noticeRows,
                    alertRows,
                    wakeUp,
                    new NotificationSettings(null, some, new NotificationSettings.Mail(null, List.of())),
                    clock);
            var stuck = new CountDownLatch(1);
            sink.answering(exchange -> {
                try {
                    stuck.await(30, java.util.concurrent.TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.sendResponseHeaders(200, -1);
            });
            channel(ChannelKind.SLACK, Reach.project(project), "/stuck", Set.of(Occasion.RUNTIME_ALERT), Set.of(), "");
            atOnce();
            say(Occasion.RUNTIME_ALERT);
            say(Occasion.RUNTIME_ALERT);
            postman.start();
            try {
                assertThat(postman.isRunning()).isTrue();
                // One waits for its server the while.
                while (sink.requests(path).size() + sink.requests("/stuck").size() < 3) {
                    Thread.sleep(20);
                }
            } finally {
                stuck.countDown();
                postman.stop();
            }
            assertThat(postman.isRunning()).isFalse();
        }

        @Test
        void theDigestHasWhatWasGatheredAndComesAtItsHour() {
            channels.create(
                    admin(),
                    ChannelKind.WEBHOOK,
                    Reach.project(project),
                    new ChannelWish(
                            "twice a day",
                            sink.url(path),
                            null,
                            "",
                            Set.of(),
                            Set.of(Occasion.GATE_GREEN, Occasion.RUNTIME_ALERT),
                            new TreeSet<>(Set.of(7, 15)),
                            true));
            toTheHour(3);
            // As every few seconds in between: a digest whose hour passed on the way had nothing to tell.
            round();
            say(Occasion.RUNTIME_ALERT);
            say(Occasion.GATE_GREEN);
            say(Occasion.RUNTIME_ALERT);
            round();
            assertThat(sink.requests(path)).isEmpty();
            toTheHour(7);
            round();
            round();
            assertThat(sink.requests(path)).hasSize(1);
            var json = sink.last(path).json();
            assertThat(json.path("type").asString()).isEqualTo("digest");
            assertThat(json.path("title").asString()).isEqualTo("Digest of 3 alerts");
            assertThat(json.path("text").asString()).isEqualTo("Gate green again: 1 · Runtime alert: 2");
            assertThat(json.path("items").size()).isEqualTo(3);

            toTheHour(15);
            round();
            assertThat(sink.requests(path)).as("nothing to tell").hasSize(1);
            say(Occasion.GATE_GREEN);
            round();
            toTheHour(7);
            round();
            assertThat(sink.requests(path)).hasSize(2);
        }

        /** Moves on to the next time it is this hour in UTC. */
        private void toTheHour(int hour) {
            Instant now = clock.instant();
            Instant at = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(hour));
            clock.advance(Duration.between(now, at.isAfter(now) ? at : at.plus(Duration.ofDays(1))));
        }

        @Test
        void overTheLimitOnlyACriticalInProductionGoesAtOnceAndTheDigestSaysSo() throws Exception {
            String team = "limited-" + project;
            inTeam(team);
            String all = path + "/all";
            Channel channel = channel(
                    ChannelKind.WEBHOOK,
                    new Reach.Of(team(team)),
                    all,
                    Set.of(Occasion.RUNTIME_ALERT, Occasion.PRODUCTION_CRITICAL),
                    Set.of(),
                    "");
            toTheHour(1);
            round();
            for (int i = 0; i < 12; i++) {
                say(Occasion.RUNTIME_ALERT);
            }
            round();
            assertThat(sink.requests(all)).hasSize(10);
            assertThat(delivered.today(there()).isUsedUp()).isTrue();
            say(Occasion.PRODUCTION_CRITICAL);
            round();
            assertThat(sink.requests(all)).hasSize(11);
            JsonNode shown = api.get("/channels/" + channel.id()).json(200);
            assertThat(shown.path("waiting").asInt()).isEqualTo(2);
            assertThat(shown.path("waitingOverLimit").asInt()).isEqualTo(2);

            toTheHour(7);
            round();
            var digest = sink.last(all).json();
            assertThat(digest.path("title").asString()).isEqualTo("Digest of 2 alerts");
            assertThat(digest.path("notes").get(0).asString()).startsWith("2 of these were not sent at once");
            var today = Times.day(clock.instant());
            assertThat(delivered.perDay(team, today, today.plusDays(1)))
                    .containsExactly(new Delivered.Day(today, 12, 12));
            assertThat(channels.waiting(List.of(channel)).get(channel)).isEqualTo(new Waiting(0, 0));
        }

        @Test
        void eachMemberOfATeamCountsAndATestDoesNot() throws Exception {
            String team = "counted-" + project;
            inTeam(team);
            for (String login : List.of("one-" + project, "two-" + project, "three-" + project)) {
                users.create(admin(), new dev.winnow.access.NewUser(login, login, null, "a long enough one"));
                api.put("/teams/" + team + "/grants/" + login, "{'role':'viewer'}")
                        .json(200);
            }
            Channel channel = channel(
                    ChannelKind.TEAMS, new Reach.Of(team(team)), path, Set.of(Occasion.RUNTIME_ALERT), Set.of(), "");
            assertThat(channels.test(admin(), channel.id()).state()).isEqualTo(State.SENT);
            say(Occasion.RUNTIME_ALERT);
            round();
            var today = Times.day(clock.instant());
            assertThat(delivered.perDay(team, today, today.plusDays(1)))
                    .containsExactly(new Delivered.Day(today, 1, 3));
            assertThat(delivered.perDay(List.of(there().id()), today, today.plusDays(1)))
                    .containsExactly(new Delivered.Day(today, 1, 3));
            assertThat(delivered.today(team).perPerson()).isEqualTo(1);
        }

        @Test
        void aChannelForAllProjectsCountsForEveryoneAndInNoTeamsShare() {
            var today = Times.day(clock.instant());
            int before = delivered.perDayToAll(today, today.plusDays(1)).stream()
                    .mapToInt(Delivered.Day::deliveries)
                    .sum();
            Channel channel = channel(
                    ChannelKind.WEBHOOK,
                    Reach.EVERYTHING,
                    path + "/everyone",
                    Set.of(Occasion.RUNTIME_ALERT),
                    Set.of(),
                    "");
            say(Occasion.RUNTIME_ALERT);
            round();
            channels.delete(admin(), channel.id());
            var day = delivered.perDayToAll(today, today.plusDays(1)).getFirst();
            assertThat(day.deliveries()).isEqualTo(before + 1);
            assertThat(delivered.todayToAll().perPerson()).isGreaterThanOrEqualTo(1);
            assertThat(delivered.todayToAll().isUsedUp()).isFalse();
            assertThat(delivered.today(there()).perPerson()).isZero();
        }

        @Test
        void whatWaitsForAChannelThatIsTurnedOffIsGivenUp() {
            Channel channel = atOnce();
            say(Occasion.RUNTIME_ALERT);
            routing.run();
            channels.change(
                    admin(),
                    channel.id(),
                    new ChannelWish(
                            "off", null, null, "", channel.atOnce(), channel.inDigest(), channel.digestHours(), false));
            say(Occasion.RUNTIME_ALERT);
            round();
            assertThat(sink.requests(path)).isEmpty();
            assertThat(page(channel, State.DEAD))
                    .singleElement()
                    .satisfies(one -> assertThat(one.reason()).contains("The channel was turned off."));
        }

        @Test
        void whatIsSecretIsNowhereInClear() {
            var made = channels.create(
                    admin(), ChannelKind.WEBHOOK, Reach.project(project), ChannelWish.usual("secret", sink.url(path)));
            byte[] target = jdbc.sql("select target from notification_channel where id = ?")
                    .param(made.channel().id())
                    .query((row, n) -> row.getBytes(1))
                    .single();
            assertThat(new String(target, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("hook");
            assertThat(made.channel().shown()).doesNotContain("hook").startsWith("http://127.0.0.1:");
            List<String> audit = jdbc.sql(
                            "select coalesce(before_json, '') || coalesce(after_json, '') from audit_record")
                    .query(String.class)
                    .list();
            assertThat(Stream.concat(audit.stream(), Stream.of(made.toString())))
                    .noneMatch(line -> line.contains(path.substring(6))
                            || line.contains(made.secret().orElseThrow()));
            assertThat(audit).anyMatch(line -> line.contains("\"kind\":\"webhook\""));
        }

        @Test
        void oldDeliveriesAreForgottenAndCountsAreNot() {
            Channel channel = atOnce();
            say(Occasion.RUNTIME_ALERT);
            round();
            var day = Times.day(clock.instant());
            rows.forget(clock.instant().plusSeconds(1), 0);
            assertThat(page(channel, State.SENT)).isEmpty();
            assertThat(delivered.perDay(List.of(there().id()), day, day.plusDays(1)))
                    .hasSize(1);
        }
    }
}

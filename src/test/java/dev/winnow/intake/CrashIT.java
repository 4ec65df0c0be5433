package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.TestDatabase;
import dev.winnow.support.TestReports;
import dev.winnow.support.TestReports.Weak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The process is killed while it takes reports in and imports them. */
class CrashIT {
    private static final int PROJECTS = 3;
    private static final int ROUNDS = 2;

    private final Path dataDir = TestDatabase.newDataDir();
    private final AtomicInteger next = new AtomicInteger();
    /** Uploads by number, with the status they were answered with. */
    private final Map<Integer, Integer> answered = new ConcurrentHashMap<>();
    /** Uploads that were cut off: they may be there or not. */
    private final Set<Integer> cutOff = ConcurrentHashMap.newKeySet();

    @Test
    void whatWasAnsweredIsThereOnceAndNothingIsThereByHalf() throws Exception {
        long seed = Long.getLong("winnow.test.seed", System.nanoTime());
        var random = new Random(seed);
        String token = null;
        for (int round = 0; round < ROUNDS; round++) {
            try (var server = ChildServer.start(dataDir)) {
                token = token == null ? server.token() : token;
                nothingIsThereByHalf(server, token, "seed " + seed + ", round " + round);
                killWhileUploading(server, token, random);
            }
        }
        try (var server = ChildServer.start(dataDir)) {
            nothingIsThereByHalf(server, token, "seed " + seed + ", last");
            assertThat(answered).as("seed %s: the test did something", seed).hasSizeGreaterThan(ROUNDS);
            // A client that got no answer sends its report again.
            for (int number : List.copyOf(cutOff)) {
                answered.put(number, send(server, token, number));
                assertThat(answered.get(number))
                        .as("seed %s, upload %s again", seed, number)
                        .isIn(200, 201, 202);
            }
            everythingIsThereOnce(server, token, "seed " + seed);
        }
    }

    private void killWhileUploading(ChildServer server, String token, Random random) throws Exception {
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < 3; i++) {
            clients.add(Thread.ofPlatform().start(() -> uploadUntilKilled(server, token)));
        }
        int before = answered.size();
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (answered.size() < before + 2 && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(1_200));
        server.kill();
        for (Thread client : clients) {
            client.join();
        }
    }

    private void uploadUntilKilled(ChildServer server, String token) {
        while (true) {
            int number = next.incrementAndGet();
            try {
                answered.put(number, send(server, token, number));
            } catch (IOException | InterruptedException e) {
                cutOff.add(number);
                return;
            }
        }
    }

    private static int size(int number) {
        return 400 + number * 37 % 400;
    }

    private static String project(int number) {
        return "project-" + number % PROJECTS;
    }

    private static int send(ChildServer server, String token, int number) throws IOException, InterruptedException {
        String report = TestReports.sarif(IntStream.rangeClosed(1, size(number))
                .mapToObj(i -> new Weak("medium-" + i, "f" + i % 7 + ".js", i + number))
                .toList());
        Instant committed = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        String wait = number % 2 == 0 ? "&wait=0" : "";
        return server.upload(
                token,
                "/projects/" + project(number) + "/scans?commit=c" + number + "&build=" + number + "&committedAt="
                        + committed + wait,
                report);
    }

    /** Every build that can be seen is whole: one scan, imported, with all its findings, and its score. */
    private void nothingIsThereByHalf(ChildServer server, String token, String world) throws Exception {
        for (int project = 0; project < PROJECTS; project++) {
            JsonNode builds = server.get(token, "/projects/project-" + project + "/builds?size=200")
                    .path("builds");
            for (JsonNode build : builds) {
                int number = Integer.parseInt(build.path("id").asString());
                assertThat(build.path("findings").path("total").asInt())
                        .as("%s: findings of build %s", world, number)
                        .isEqualTo(size(number));
                assertThat(build.path("score").isInt())
                        .as("%s: score of build %s", world, number)
                        .isTrue();
            }
        }
    }

    private void everythingIsThereOnce(ChildServer server, String token, String world) throws Exception {
        for (int number : answered.keySet()) {
            assertThat(answered.get(number)).as("%s: upload %s", world, number).isIn(200, 201, 202);
            JsonNode details = imported(server, token, number);
            assertThat(details.path("scans").size())
                    .as("%s: scans of build %s", world, number)
                    .isEqualTo(1);
            JsonNode scan = details.path("scans").path(0);
            assertThat(scan.path("results").path("total").asInt())
                    .as("%s: %s", world, scan)
                    .isEqualTo(size(number));
            assertThat(details.path("build").path("findings").path("total").asInt())
                    .as("%s: build %s", world, number)
                    .isEqualTo(size(number));
        }
        nothingIsThereByHalf(server, token, world);
        for (int project = 0; project < PROJECTS; project++) {
            String name = "project-" + project;
            int newest = answered.keySet().stream()
                    .filter(number -> project(number).equals(name))
                    .max(Integer::compare)
                    .orElse(-1);
            if (newest < 0) {
                continue;
            }
            JsonNode page = server.get(token, "/findings?size=200&project=" + name);
            assertThat(page.path("total").asInt())
                    .as("%s: open in %s", world, name)
                    .isEqualTo(size(newest));
            JsonNode found = server.get(token, "/findings?size=1&q=status:open+project:" + name);
            for (int tries = 0; found.path("total").asInt() != size(newest) && tries < 300; tries++) {
                Thread.sleep(100);
                found = server.get(token, "/findings?size=1&q=status:open+project:" + name);
            }
            assertThat(found.path("total").asInt())
                    .as("%s: found in %s", world, name)
                    .isEqualTo(size(newest));
            for (int i = 0; i < 20; i++) {
                String id = page.path("findings").path(i * 10).path("id").asString();
                JsonNode episodes = server.get(token, "/findings/" + id).path("episodes");
                int open = 0;
                for (JsonNode episode : episodes) {
                    open += episode.has("closedAt") ? 0 : 1;
                }
                assertThat(open)
                        .as("%s: open episodes of finding %s: %s", world, id, episodes)
                        .isEqualTo(1);
            }
        }
    }

    private static JsonNode imported(ChildServer server, String token, int number) throws Exception {
        long deadline = System.nanoTime() + 120_000_000_000L;
        JsonNode details = server.get(token, "/projects/" + project(number) + "/builds/" + number);
        while (!details.has("build") && System.nanoTime() < deadline) {
            Thread.sleep(100);
            details = server.get(token, "/projects/" + project(number) + "/builds/" + number);
        }
        return details;
    }
}

package dev.winnow.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends alerts one by one to a running Winnow, as many a second as asked for, and counts what became of them. With
 * {@code resend} each has an idempotency key and is sent until it is taken, so that the server may be killed and started
 * meanwhile: all are counted then, each once.
 *
 * <pre>java -cp … dev.winnow.bench.AlertBurst http://127.0.0.1:8080 wnw_… project 1000 10 resend</pre>
 */
public final class AlertBurst {
    private static final int WORKLOADS = 40;
    private static final String[] RULES = {"Terminal shell in container", "Write below etc", "Read sensitive file"};

    /** After so many nanoseconds it is given up. */
    private static final long PATIENCE = 600_000_000_000L;

    private AlertBurst() {}

    public static void main(String[] arguments) throws Exception {
        String address = arguments[0] + "/api/v1/projects/" + arguments[2] + "/alerts";
        String token = "Bearer " + arguments[1];
        int perSecond = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        boolean resend = arguments.length > 5 && arguments[5].equals("resend");
        int all = perSecond * seconds;
        var refused = new AtomicInteger();
        var again = new AtomicInteger();
        var taken = new ConcurrentLinkedQueue<Long>();
        try (var client = HttpClient.newHttpClient();
                var senders = Executors.newFixedThreadPool(48)) {
            long before = counted(client, address, token);
            long start = System.nanoTime();
            for (int i = 0; i < all; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                String body = alert(i);
                senders.submit(() -> {
                    var request = HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", token)
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(40))
                            .POST(HttpRequest.BodyPublishers.ofString(body));
                    if (resend) {
                        request.header("Idempotency-Key", UUID.randomUUID().toString());
                    }
                    long sent = System.nanoTime();
                    int status = status(client, request.build());
                    while (resend && status != 202 && System.nanoTime() - start < PATIENCE) {
                        again.incrementAndGet();
                        LockSupport.parkNanos(200_000_000);
                        sent = System.nanoTime();
                        status = status(client, request.build());
                    }
                    if (status == 202) {
                        taken.add(System.nanoTime() - sent);
                    } else {
                        refused.incrementAndGet();
                    }
                    return status;
                });
            }
            senders.shutdown();
            while (!senders.isTerminated()) {
                LockSupport.parkNanos(1_000_000);
            }
            double sending = (System.nanoTime() - start) / 1e9;
            long there = counted(client, address, token) - before;
            while (there < taken.size() && System.nanoTime() - start < PATIENCE) {
                LockSupport.parkNanos(50_000_000);
                there = counted(client, address, token) - before;
            }
            double done = (System.nanoTime() - start) / 1e9;
            long[] times = taken.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    "sent %d in %.1f s, again %d, taken %d, refused %d, counted %d after %.1f s; answer p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    all,
                    sending,
                    again.get(),
                    times.length,
                    refused.get(),
                    there,
                    done,
                    times[times.length / 2] / 1e6,
                    times[times.length * 99 / 100] / 1e6,
                    Arrays.stream(times).max().orElse(0) / 1e6);
        }
    }

    /** @return 0: no answer came */
    private static int status(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String alert(int i) {
        String rule = RULES[i % RULES.length];
        return "{\"rule\":\"" + rule + "\",\"priority\":\"Warning\",\"output\":\"" + rule + " (user=root pid=" + i
                + ")\",\"time\":\"" + Instant.now() + "\",\"hostname\":\"node-" + i % 4
                + "\",\"output_fields\":{\"k8s.ns.name\":\"shop\",\"k8s.deployment.name\":\"desk-" + i % WORKLOADS
                + "\",\"proc.pid\":" + i + "}}";
    }

    /** All alerts of the project, over all groups. */
    private static long counted(HttpClient client, String address, String token) throws Exception {
        var json = JsonMapper.builder().build();
        long count = 0;
        String before = "";
        while (true) {
            var request = HttpRequest.newBuilder(URI.create(address + "?size=200" + before))
                    .header("Authorization", token)
                    .build();
            JsonNode page = json.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            for (JsonNode group : page.path("alerts")) {
                count += group.path("count").asLong();
            }
            if (!page.has("next")) {
                return count;
            }
            before = "&before=" + page.path("next").asString();
        }
    }
}

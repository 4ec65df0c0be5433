package dev.winnow.notification;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts JSON to addresses of the web: to those that were looked at and to no other, once each, within bounds. */
@Component
class Webhooks implements AutoCloseable {
    /** Of an answer no more is read, in bytes. */
    private static final int READ = 2_000;

    private static final int TOLD = 120;
    private static final int TOGETHER = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Destinations destinations;
    private final Duration timeout;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    Webhooks(Destinations destinations, NotificationSettings settings, Clock clock) {
        this.destinations = destinations;
        this.timeout = settings.notifications().timeout();
        this.clock = clock;
        this.client = client();
    }

    private CloseableHttpClient client() {
        var patience = Timeout.of(timeout);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .build())
                .setMaxConnTotal(TOGETHER)
                .setMaxConnPerRoute(TOGETHER)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                // The next delivery looks at the addresses anew.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(patience)
                        .setConnectionRequestTimeout(patience)
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /** What is connected to is what was looked at, as nobody resolves the name again. */
    private final class Checked implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return destinations.resolve(host).toArray(InetAddress[]::new);
            } catch (Destinations.Refused e) {
                throw new RefusedInside(e);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** As the client lets it through. */
    private static final class RefusedInside extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        private final String why;

        RefusedInside(Destinations.Refused refused) {
            super(new IOException(refused.getMessage()));
            this.why = String.valueOf(refused.getMessage());
        }

        String why() {
            return why;
        }
    }

    /** Posts a body. @param target as a channel has it */
    Attempt post(String target, byte[] body, Map<String, String> headers) {
        URI uri;
        try {
            uri = destinations.check(target);
        } catch (Destinations.Refused e) {
            return new Attempt.Never(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return Attempt.later("The name of the host is not known just now.");
        }
        var post = new HttpPost(uri);
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader("User-Agent", "Winnow");
        headers.forEach(post::setHeader);
        var late = new AtomicBoolean();
        // A server that sends a byte now and then keeps every time-out of a socket from ending.
        var deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    post.abort();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return client.execute(post, this::read);
        } catch (RefusedInside e) {
            return new Attempt.Never(e.why());
        } catch (SocketTimeoutException e) {
            return Attempt.later("No answer within " + timeout.toSeconds() + " seconds.");
        } catch (IOException e) {
            return Attempt.later(
                    late.get()
                            ? "No answer within " + timeout.toSeconds() + " seconds."
                            : "The connection failed: " + name(e) + ".");
        } finally {
            deadline.cancel(false);
        }
    }

    /** The message may tell addresses, the kind of failure does not. */
    private static String name(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "the name of the host is not known just now";
            case java.net.ConnectException refused -> "nobody answers there";
            case javax.net.ssl.SSLException tls -> "TLS was not agreed on, or the certificate is not trusted";
            default -> "it broke off";
        };
    }

    private Attempt read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        String told = told(response.getEntity());
        String why = "HTTP " + status + (told.isEmpty() ? "" : ": " + told);
        if (status >= 200 && status < 300) {
            return Attempt.ARRIVED;
        }
        if (status >= 300 && status < 400) {
            return new Attempt.Never("HTTP " + status + ": it leads elsewhere, and that is not followed.");
        }
        boolean mends = status == 408 || status == 425 || status == 429 || status >= 500;
        return mends ? new Attempt.Later(why, pause(response.getFirstHeader("Retry-After"))) : new Attempt.Never(why);
    }

    /** The beginning of the answer, and not more of it than that. */
    private static String told(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        try (InputStream in = entity.getContent()) {
            return Clean.line(new String(in.readNBytes(READ), StandardCharsets.UTF_8), TOLD);
        }
    }

    /** Seconds or a date, within bounds. */
    private Optional<Duration> pause(@Nullable Header header) {
        if (header == null || header.getValue() == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        Duration asked;
        if (value.matches("[0-9]{1,9}")) {
            asked = Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                asked = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return asked.isNegative()
                ? Optional.empty()
                : Optional.of(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }

    @PreDestroy
    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}

package dev.winnow.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.notification.Destinations.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks lead to the public internet and to what an operator allows, and nowhere else. */
class DestinationsTests {
    private static NotificationSettings settings(String... allow) {
        return new NotificationSettings(
                null,
                new NotificationSettings.Bounds(
                        List.of(allow),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        Duration.ofDays(1)),
                new NotificationSettings.Mail(null, List.of()));
    }

    private static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Every name leads to this address; literals to themselves. */
    private static Destinations leadingTo(String address, String... allow) {
        return new Destinations(settings(allow), host -> List.of(ip(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void addressesThatAreNotPublicAreRefused(String address) {
        assertThatThrownBy(() -> leadingTo(address).check("https://hooks.example.org/x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not of the public internet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
    void publicAddressesAreAllowed(String address) throws Exception {
        assertThat(leadingTo(address).check("https://hooks.example.org/x").getHost())
                .isEqualTo("hooks.example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org/x",
                "ftp://hooks.example.org/x",
                "file:///etc/passwd",
                "https://user:secret@hooks.example.org/",
                "https://hooks.example.org/#there",
                "https:///x",
                "https://hooks.example.org:0/",
                "https://hooks.example.org:65536/",
                "not an address",
                "//hooks.example.org/x",
                ""
            })
    void whatIsNoPlainAddressWithTlsIsRefused(String url) {
        assertThatThrownBy(() -> leadingTo("1.1.1.1").check(url)).isInstanceOf(Refused.class);
    }

    @Test
    void otherSpellingsOfLoopbackAreRefused() {
        var real = new Destinations(settings(), host -> List.of(InetAddress.getAllByName(host)));
        for (String host :
                List.of("127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:7f00:1]", "127.1", "2130706433")) {
            assertThatThrownBy(() -> real.check("https://" + host + "/x"))
                    .as(host)
                    .isInstanceOfAny(Refused.class, UnknownHostException.class);
        }
    }

    @Test
    void oneInternalAddressAmongSeveralIsEnoughToRefuse() {
        var both = new Destinations(settings(), host -> List.of(ip("1.1.1.1"), ip("10.0.0.1")));
        assertThatThrownBy(() -> both.check("https://hooks.example.org/x")).isInstanceOf(Refused.class);
    }

    @Test
    void anOperatorAllowsHostsAndNetworks() throws Exception {
        assertThat(leadingTo("10.1.2.3", "10.1.0.0/16").check("http://chat/x")).isNotNull();
        assertThat(leadingTo("10.1.2.3", "Chat.Intra").check("http://chat.intra./x"))
                .isNotNull();
        assertThat(leadingTo("10.1.2.3", "*.intra").check("https://chat.intra/x"))
                .isNotNull();
        assertThatThrownBy(() -> leadingTo("10.2.2.3", "10.1.0.0/16").check("https://chat/x"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> leadingTo("10.1.2.3", "*.intra").check("https://evilintra/x"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> leadingTo("10.1.2.3", "*.intra").check("https://intra.evil.org/x"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aNameThatLeadsElsewhereAMomentLaterLeadsNowhere() throws Exception {
        try (Sink inside = new Sink()) {
            var asked = new AtomicInteger();
            // Public when it is looked at, loopback when it is connected to.
            var turning = new Destinations(
                    settings(), host -> List.of(ip(asked.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")));
            try (var webhooks = new Webhooks(turning, settings(), Clock.systemUTC())) {
                String url = inside.url("/x").replace("http:", "https:").replace("127.0.0.1", "turning.example.org");
                Attempt attempt = webhooks.post(url, new byte[0], Map.of());
                assertThat(attempt).isInstanceOf(Attempt.Never.class);
                assertThat(((Attempt.Never) attempt).why()).contains("not of the public internet");
            }
            assertThat(asked.get()).isEqualTo(2);
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void whatIsConnectedToIsWhatWasLookedAt() throws Exception {
        try (Sink sink = new Sink()) {
            // Nobody else knows the name: only what was resolved here can be connected to.
            var own = new Destinations(settings("hooks.invalid"), host -> List.of(ip("127.0.0.1")));
            try (var webhooks = new Webhooks(own, settings(), Clock.systemUTC())) {
                String url = sink.url("/x").replace("127.0.0.1", "hooks.invalid");
                assertThat(webhooks.post(url, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of()))
                        .isEqualTo(Attempt.ARRIVED);
            }
            assertThat(sink.requests("/x")).hasSize(1);
        }
    }
}

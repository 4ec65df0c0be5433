package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.support.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInThrottleTests {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final SignInThrottle throttle = new SignInThrottle(clock);

    private void fail(String login, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.attempt(login, address)).isEmpty();
        }
    }

    @Test
    void aUserFromOneAddressWaitsAfterTooManyAttemptsAndMayTryAgainAfterTheWindow() {
        fail("ann", "10.0.0.1", SignInThrottle.PER_USER_AND_ADDRESS);
        clock.advance(Duration.ofMinutes(5));

        assertThat(throttle.attempt("ann", "10.0.0.1")).contains(Duration.ofMinutes(10));
        assertThat(throttle.attempt(" ANN ", "10.0.0.1"))
                .as("however it is written")
                .isPresent();

        clock.advance(Duration.ofMinutes(10));
        assertThat(throttle.attempt("ann", "10.0.0.1")).isEmpty();
    }

    @Test
    void theUserCanStillSignInFromElsewhere() {
        fail("ann", "10.0.0.1", SignInThrottle.PER_USER_AND_ADDRESS);

        assertThat(throttle.attempt("ann", "10.0.0.2")).isEmpty();
        assertThat(throttle.attempt("bob", "10.0.0.1")).isEmpty();
    }

    @Test
    void anAddressThatTriesManyNamesWaits() {
        IntStream.range(0, SignInThrottle.PER_ADDRESS).forEach(i -> fail("user" + i, "10.0.0.1", 1));

        assertThat(throttle.attempt("someone-else", "10.0.0.1")).isPresent();
    }

    @Test
    void aUserTriedFromManyAddressesWaits() {
        IntStream.range(0, SignInThrottle.PER_USER).forEach(i -> fail("ann", "10.0." + i + ".1", 1));

        assertThat(throttle.attempt("ann", "10.99.0.1")).isPresent();
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOne() {
        IntStream.range(0, SignInThrottle.PER_USER_AND_ADDRESS).forEach(i -> fail("ann", "2001:db8::" + i, 1));

        assertThat(throttle.attempt("ann", "2001:db8::ffff")).isPresent();
        assertThat(throttle.attempt("ann", "2001:db8:0:1::1")).isEmpty();
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        fail("ann", "10.0.0.1", SignInThrottle.PER_USER_AND_ADDRESS - 1);
        fail("ann", "10.0.0.1", 1);
        throttle.succeeded("ann", "10.0.0.1");

        fail("ann", "10.0.0.1", SignInThrottle.PER_USER_AND_ADDRESS);
    }

    @Test
    void signingInRightlyAsOftenAsOneLikesIsFine() {
        for (int i = 0; i < SignInThrottle.PER_ADDRESS * 3; i++) {
            fail("ann", "10.0.0.1", 1);
            throttle.succeeded("ann", "10.0.0.1");
        }
        assertThat(throttle.size()).isZero();
    }

    @Test
    void beingRefusedDoesNotMakeTheWaitLonger() {
        fail("ann", "10.0.0.1", SignInThrottle.PER_USER_AND_ADDRESS);
        clock.advance(Duration.ofMinutes(14));
        assertThat(throttle.attempt("ann", "10.0.0.1")).isPresent();
        clock.advance(Duration.ofMinutes(1));

        assertThat(throttle.attempt("ann", "10.0.0.1")).isEmpty();
    }

    @Test
    void itsMemoryIsBounded() {
        for (int i = 0; i < SignInThrottle.LARGEST * 2; i++) {
            throttle.attempt("user" + i, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
        }
        assertThat(throttle.size()).isEqualTo(SignInThrottle.LARGEST);
    }
}

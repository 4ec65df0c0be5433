package dev.winnow.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows password guessing down. Attempts are counted for a user from an address, for an address, and for a user from
 * anywhere; who reaches a limit waits until fifteen minutes have passed since the first attempt of the count. The
 * limit of a user from anywhere is high, so that a stranger cannot easily lock a user out. Kept in memory, at most
 * {@value #LARGEST} counts, the least recently touched dropped first.
 */
@Component
public class SignInThrottle {
    static final int LARGEST = 10_000;
    static final Duration WINDOW = Duration.ofMinutes(15);
    public static final int PER_USER_AND_ADDRESS = 10;
    static final int PER_ADDRESS = 60;
    static final int PER_USER = 100;

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > LARGEST;
        }
    };

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Attempts since the start; a count that is older than the window is as good as none. */
    private record Count(int attempts, Instant start) {}

    private record Limit(String key, int most) {}

    /**
     * Counts an attempt before the password is looked at, so that many at once get no further than many in a row.
     *
     * @return how long to wait; empty: go on
     */
    public synchronized Optional<Duration> attempt(String login, String address) {
        Instant now = clock.instant();
        List<Limit> limits = limits(login, address);
        for (Limit limit : limits) {
            Count count = current(limit.key(), now);
            if (count.attempts() >= limit.most()) {
                return Optional.of(Duration.between(now, count.start().plus(WINDOW)));
            }
        }
        for (Limit limit : limits) {
            Count count = current(limit.key(), now);
            counts.put(limit.key(), new Count(count.attempts() + 1, count.start()));
        }
        return Optional.empty();
    }

    /** The password was right: forgets the user's attempts from there, and takes this one out of the other counts. */
    public synchronized void succeeded(String login, String address) {
        Instant now = clock.instant();
        List<Limit> limits = limits(login, address);
        counts.remove(limits.getFirst().key());
        for (Limit limit : limits.subList(1, limits.size())) {
            Count count = current(limit.key(), now);
            if (count.attempts() <= 1) {
                counts.remove(limit.key());
            } else {
                counts.put(limit.key(), new Count(count.attempts() - 1, count.start()));
            }
        }
    }

    synchronized int size() {
        return counts.size();
    }

    private Count current(String key, Instant now) {
        Count count = counts.get(key);
        return count == null || !now.isBefore(count.start().plus(WINDOW)) ? new Count(0, now) : count;
    }

    private static List<Limit> limits(String login, String address) {
        String user = login.strip().toLowerCase(Locale.ROOT);
        // A name that nobody can have must not fill the memory.
        String name = user.length() > 64 ? user.substring(0, 64) : user;
        String network = network(address);
        return List.of(
                new Limit("both " + network + " " + name, PER_USER_AND_ADDRESS),
                new Limit("address " + network, PER_ADDRESS),
                new Limit("user " + name, PER_USER));
    }

    /** An IPv6 client owns at least the 64 bits behind its network's prefix, so they count as one address. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length == 16) {
                Arrays.fill(bytes, 8, 16, (byte) 0);
            }
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}

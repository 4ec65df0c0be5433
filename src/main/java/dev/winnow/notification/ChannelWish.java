package dev.winnow.notification;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.search.query.QueryError;
import dev.winnow.search.query.QueryParser;
import dev.winnow.text.Plain;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is to be.
 *
 * @param target an address of the web, or e-mail addresses separated by commas; null: as it is
 * @param secret signs what is sent to a webhook; null: as it is, or a new one
 */
public record ChannelWish(
        String name,
        @Nullable String target,
        @Nullable String secret,
        String query,
        Set<Occasion> atOnce,
        Set<Occasion> inDigest,
        SortedSet<Integer> digestHours,
        boolean enabled) {
    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    /** In the morning, in UTC. */
    public static final int USUAL_HOUR = 7;

    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;

    /**
     * @throws InvalidRequest where something cannot be
     * @throws QueryError where the query cannot be read
     */
    public ChannelWish {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !Plain.isLine(name)) {
            throw new InvalidRequest("name: 1 to " + LONGEST_NAME + " characters, without control characters.");
        }
        query = query.strip();
        if (!Plain.isLine(query)) {
            throw new InvalidRequest("query: in one line, without control characters.");
        }
        QueryParser.parse(query);
        if (secret != null
                && (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET || !Plain.isLine(secret))) {
            throw new InvalidRequest("secret: " + SHORTEST_SECRET + " to " + LONGEST_SECRET
                    + " characters; leave it out, and one is made.");
        }
        atOnce = Set.copyOf(atOnce);
        inDigest = Set.copyOf(inDigest);
        if (!Collections.disjoint(atOnce, inDigest)) {
            throw new InvalidRequest("digest: an occasion goes at once or into the digest, not both.");
        }
        digestHours = hours(digestHours);
    }

    private static SortedSet<Integer> hours(Collection<Integer> given) {
        var hours = new TreeSet<>(given);
        if (hours.isEmpty()) {
            hours.add(USUAL_HOUR);
        }
        if (hours.first() < 0 || hours.last() > 23) {
            throw new InvalidRequest("digestHours: hours of the day in UTC, 0 to 23.");
        }
        return Collections.unmodifiableSortedSet(hours);
    }

    /** With what goes at once, and what into the digest of the morning, where nobody says otherwise. */
    public static ChannelWish usual(String name, String target) {
        return new ChannelWish(name, target, null, "", Occasion.AT_ONCE, Occasion.IN_DIGEST, new TreeSet<>(), true);
    }

    /** Without what must not be shown. */
    @Override
    public String toString() {
        return "ChannelWish[" + name + "]";
    }
}

package dev.winnow.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * A message to a channel or to one person, on its way or at its end.
 *
 * @param uid what the receiver knows it by
 * @param channelId empty: it goes to one person
 * @param to the channel's name, or the person's address
 * @param occasion the word of its occasion, or {@code digest} or {@code test}
 * @param attempts how often it was tried
 * @param dueAt of a pending one: not before then
 * @param endedAt when it arrived or was given up
 * @param reason why it did not arrive the last time it was tried
 */
public record Delivery(
        long id,
        String uid,
        Optional<Long> channelId,
        String to,
        String occasion,
        String title,
        State state,
        int attempts,
        Instant dueAt,
        Instant createdAt,
        Optional<Instant> endedAt,
        Optional<String> reason) {
    /** Of no occasion: what was gathered, and what only shows that a channel works. */
    static final String DIGEST = "digest";

    static final String TEST = "test";

    /** How far it is. */
    public enum State {
        /** To be sent, now or after a while. */
        PENDING,
        /** Its receiver took it. */
        SENT,
        /** Given up; somebody may send it again. */
        DEAD;

        public String word() {
            return Words.of(this);
        }

        public static Optional<State> of(String word) {
            return Words.find(State.class, word);
        }
    }
}

package dev.winnow.notification;

import java.time.Duration;
import java.util.Optional;

/** What came of one try to deliver. */
sealed interface Attempt {
    /** The receiver has taken it. */
    record Arrived() implements Attempt {}

    /**
     * It may go better later.
     *
     * @param why for people; without secrets
     * @param notBefore how long the receiver asks to be left alone
     */
    record Later(String why, Optional<Duration> notBefore) implements Attempt {}

    /** Trying again would not help. @param why for people; without secrets */
    record Never(String why) implements Attempt {}

    Attempt ARRIVED = new Arrived();

    static Attempt later(String why) {
        return new Later(why, Optional.empty());
    }
}

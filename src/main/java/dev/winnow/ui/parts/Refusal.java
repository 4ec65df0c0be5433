package dev.winnow.ui.parts;

import com.vaadin.flow.component.notification.Notification;
import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.util.Optional;

/** What a person asked for and did not get, in words for that person. */
public final class Refusal {
    private static final int MILLIS = 8_000;

    private Refusal() {}

    /** Does it. @return why not; empty: it is done */
    public static Optional<String> of(Runnable deed) {
        try {
            deed.run();
            return Optional.empty();
        } catch (Conflict | InvalidRequest | NotFound | NotPermitted e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Does it, and says at the bottom of the window why not. */
    public static void shown(Runnable deed) {
        of(deed).ifPresent(Refusal::shown);
    }

    /** Says it at the bottom of the window. */
    public static void shown(String why) {
        Notification.show(why, MILLIS, Notification.Position.BOTTOM_START);
    }
}

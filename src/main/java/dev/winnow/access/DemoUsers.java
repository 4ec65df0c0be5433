package dev.winnow.access;

import org.springframework.stereotype.Component;

/** The users {@code viewer}, {@code developer} and {@code security} of a demo, whose password everyone may know. */
@Component
public class DemoUsers {
    /** Of all three. */
    public static final String PASSWORD = "winnow-demo";

    private final UserRows users;
    private final AccessSettings settings;

    DemoUsers(UserRows users, AccessSettings settings) {
        this.users = users;
        this.settings = settings;
    }

    /** Whether this is a demo that has them, so that the sign-in page may name them. */
    public boolean exist() {
        return settings.demo() && users.existsByLogin("viewer");
    }
}
